"""What came back signed."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Scan, Volume
from app.rules.papers_back import looked_through, pages_of, signed_pages, state_of
from app.words import say


@pytest.mark.parametrize(
    ("signed", "state"),
    [
        ([], "absent"),
        ([True], "signed"),
        ([False, True], "signed"),
        ([False], "unsigned"),
        ([None], "unconfirmed"),
        ([False, None], "unconfirmed"),
    ],
)
def test_one_signed_page_signs_a_paper(signed, state):
    assert state_of([Scan(signed=one) for one in signed]) == state


def test_pages_belong_to_their_entry(told):
    case_file = told("")
    case_file.scans += [Scan(paper="record", which="1"), Scan(paper="record"), Scan(paper="visit")]
    assert len(pages_of(case_file, ("record",), "1")) == 2
    assert len(pages_of(case_file, ("record",), "2")) == 1
    assert len(pages_of(case_file, ("record", "visit"))) == 3


def test_an_unconfirmed_page_names_the_button_by_its_own_words(told):
    case_file = told("")
    case_file.scans.append(Scan(paper="application"))
    (found,) = signed_pages(case_file, 1, ("application",), "paper.acceptance")
    assert found.said(say).endswith(f"请在“待归档”里看一眼那一页，点“{say('tray.confirm')}”。")


def test_a_page_without_signature_is_a_fault_even_after_a_look_through(told):
    case_file = told("")
    case_file.volumes.append(Volume(checked_on=date(2026, 3, 2)))
    assert looked_through(case_file)
    assert list(signed_pages(case_file, 1, ("application",), "paper.acceptance")) == []
    case_file.scans.append(Scan(paper="application", signed=False))
    (found,) = signed_pages(case_file, 1, ("application",), "paper.acceptance")
    assert (found.name, found.record, found.field, found.rule) == (
        "unsigned", "paper", "application", 1,
    )  # fmt: skip
