"""Numbers and pages of the bound volume."""

from __future__ import annotations

from datetime import datetime

from app.records import Printed, Scan, Volume
from app.rules.beside import Beside, Changed
from app.rules.volume_check import bound, pages_in_order
from app.words import say


def pages(case_file):
    return [(one.name, one.field, one.facts["pages"]) for one in pages_in_order(case_file)]


def test_pages_that_are_wanting_or_came_twice_are_named(told):
    case_file = told("")
    case_file.scans += [Scan(paper="record", which="1", page=n) for n in (1, 3, 3)]
    assert pages(case_file) == [("page_missing", "record", "2"), ("page_twice", "record", "3")]


def test_how_long_a_paper_is_its_print_tells(told):
    case_file = told("")
    case_file.scans.append(Scan(paper="agreement", which="1", page=1))
    assert pages(case_file) == []
    case_file.printed.append(Printed(paper="agreement", which="1", pages=2))
    assert pages(case_file) == [("page_missing", "agreement", "2")]
    case_file.printed.append(Printed(paper="agreement", which="1", pages=3, sheets="1"))
    assert pages(case_file) == [("page_missing", "agreement", "2")]


def test_a_paper_of_a_newer_program_is_a_scanned_page(told):
    case_file = told("")
    case_file.scans += [Scan(paper="of_tomorrow", page=2)]
    (found,) = pages_in_order(case_file)
    assert found.names == {"paper": "record.scan"}


def test_what_comes_after_binding_wants_it_bound_again(told):
    case_file = told("")
    (found,) = bound(case_file)
    assert (found.name, found.record, found.field) == ("not_bound", "paper", "volume")
    assert f"“{say('binding.bind')}”" in found.said(say)
    case_file.volumes.append(Volume(bound_at=datetime(2026, 3, 2, 9)))
    case_file.scans.append(Scan(paper="visit", page=1, came_at=datetime(2026, 3, 2, 8)))
    assert list(bound(case_file)) == []
    case_file.scans[0].came_at = datetime(2026, 3, 2, 10)
    assert [one.name for one in bound(case_file)] == ["came_after_binding"]


def test_what_is_changed_after_binding_is_told_with_its_number_and_day(told):
    case_file = told("")
    since = Beside(changed=Changed(3, "2026-10-09"))
    assert [one.name for one in bound(case_file, since)] == ["not_bound"]
    case_file.volumes.append(Volume(bound_at=datetime(2026, 3, 2, 9)))
    (found,) = bound(case_file, since)
    assert found.field == "volume"
    assert found.said(say).startswith("装订以后又改过3处（最近是2026-10-09）。")
