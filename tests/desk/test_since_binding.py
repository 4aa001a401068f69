"""What was written after a volume was bound is told; nothing is locked, nothing silently different."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest

from app import clock
from app.desk import binding, dossier, questions
from app.desk.desk import Desk
from app.desk.edit import add, edit, void
from app.records import Case, Party, Scan, Visit
from app.rules.beside import Changed
from tests.desk.printed import a_case


@pytest.fixture
def case_id(desk: Desk) -> str:
    """A closed case."""
    made = a_case(desk, clauses=1)
    desk.do(edit, Case, made, {"closed_on": date(2026, 10, 8), "retention": "long"})
    return made


def bind(desk: Desk, case_id: str) -> str:
    return binding.bind(desk, case_id, io.BytesIO()).volume_id


def changed(desk: Desk, case_id: str) -> Changed | None:
    found: Changed | None = desk.look(
        lambda db: dossier.beside(db, questions.case_file(db, case_id)).changed
    )
    return found


def test_a_bound_case_that_is_changed_says_how_often_and_when(desk: Desk, case_id: str) -> None:
    desk.do(edit, Case, case_id, {"summary": "为排水争吵"})
    assert changed(desk, case_id) is None, "nothing was bound yet"
    bind(desk, case_id)
    assert changed(desk, case_id) is None
    clock.hold(datetime(2026, 10, 9, 15, 20))
    desk.do(edit, Case, case_id, {"summary": "为排水争吵，又起争执"})
    assert changed(desk, case_id) == Changed(1, "2026-10-09")
    clock.hold(datetime(2026, 10, 12, 8, 0))
    made = desk.do(add, Visit, {"case_id": case_id, "done_on": date(2026, 10, 12)})
    desk.do(void, Visit, made, "写错了案件")
    desk.do(edit, Party, desk.look(questions.case_file, case_id).parties[0].id, {"phone": "1"})
    assert changed(desk, case_id) == Changed(4, "2026-10-12")
    bind(desk, case_id)
    assert changed(desk, case_id) is None


def test_what_the_program_notes_itself_is_no_change(desk: Desk, case_id: str) -> None:
    volume = bind(desk, case_id)
    bound = binding.Bound(volume, [], 1, "0" * 64, 1, "")
    binding.printed(desk, case_id, bound, "printer", 1)
    desk.do(add, Scan, {"case_id": case_id, "paper": "visit", "page": 1})
    assert changed(desk, case_id) is None


def test_a_change_that_no_page_shows_is_answered_by_the_same_volume(
    desk: Desk, case_id: str
) -> None:
    before = desk.look(questions.case_file, case_id).case.summary
    first = bind(desk, case_id)
    clock.hold(datetime(2026, 10, 8, 16, 0))
    for summary in ("为排水争吵，又起争执", before):
        desk.do(edit, Case, case_id, {"summary": summary})
    told = changed(desk, case_id)
    assert told is not None
    assert told.count == 1
    assert bind(desk, case_id) == first
    assert changed(desk, case_id) is None
