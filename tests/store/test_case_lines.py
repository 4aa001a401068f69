"""Which cases are to be counted anew, told with every change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.rules.case_line import CaseLine
from app.store import case_lines
from tests.machines import register, shelf_in, visit


def due(shelf):
    with shelf.reading() as db:
        return case_lines.some(db.connection(), 100)


def counted(shelf):
    with shelf.local_writing() as link:
        case_lines.write(link, case_lines.some(link, 100), [])


def test_what_touches_a_case_marks_it(tmp_path):
    shelf = shelf_in(tmp_path)
    case_id, _ = shelf.write("", "register", register)
    assert due(shelf) == [case_id]
    counted(shelf)
    assert due(shelf) == []
    shelf.write("", "visit", lambda db: visit(db, case_id))
    assert due(shelf) == [case_id]
    counted(shelf)
    with shelf.local_writing() as link:
        case_lines.mark_all(link)
    assert due(shelf) == [case_id]
    shelf.close()


def test_entries_of_others_mark_their_cases(tmp_path):
    from app.store import journal

    here, there = shelf_in(tmp_path / "here"), shelf_in(tmp_path / "there")
    case_id, _ = there.write("", "register", register)
    with there.reading() as db:
        entries = list(journal.entries_lacking(db, {}))
    here.take(entries, lambda link, done: None)
    assert due(here) == [case_id]
    here.close()
    there.close()


def test_a_line_is_written_as_plain_numbers(tmp_path):
    shelf = shelf_in(tmp_path)
    with shelf.local_writing() as link:
        one = CaseLine("a", accepted_on=date(2026, 3, 1), amount=Decimal("10.05"), knotty=True)
        case_lines.write(link, ["a"], [one])
    with shelf.reading() as db:
        (row,) = case_lines.standing(db.connection(), ["a"])
    told = dict(zip(case_lines.NAMES, row, strict=True))
    assert (told["amount"], told["knotty"], told["accepted_on"]) == (1005, 1, 739676)
    assert told["closed_on"] is None
    shelf.close()
