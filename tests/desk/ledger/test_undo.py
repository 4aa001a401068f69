"""An import leaves as a whole; what a person has worked on since stays until asked."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import cases, questions
from app.desk.desk import Desk
from app.desk.edit import edit
from app.desk.ledger.take import imports, take_plan
from app.desk.ledger.undo import (
    begin_undo,
    clear_unfinished,
    find_import,
    undo_import,
    undo_rows,
    unfinished,
)
from app.records import Case, ImportRow, Mediator
from app.trouble import Trouble
from tests.desk.ledger.sheets import HEADING, plan, row, sheet
from tests.desk.ledger.test_take import standing


def taken(desk: Desk) -> str:
    told = [[*row(n, f"张三{c}"), "杜守义"] for n, c in ((1, "甲"), (2, "乙"), (3, "丙"))]
    return take_plan(desk, plan(sheet([*HEADING, "调解员"], *told))).import_id


def case_named(desk: Desk, name: str) -> str:
    return next(line.id for line in desk.look(questions.register) if name in line.parties)


def test_after_an_undo_the_room_is_as_it_was(desk: Desk) -> None:
    before = desk.look(standing)
    done = undo_import(desk, taken(desk))
    assert (done.removed, done.kept) == (3, [])
    assert desk.look(standing) == before


def test_a_case_somebody_worked_on_stays_and_is_named(desk: Desk) -> None:
    import_id = taken(desk)
    edited, added = case_named(desk, "张三甲"), case_named(desk, "张三乙")
    desk.do(edit, Case, edited, {"remark": "原件在柜2-3"})
    desk.do(cases.add_party, added, {"name": "王小五", "role": "third"})
    done = undo_import(desk, import_id)
    assert (done.removed, set(done.kept)) == (1, {edited, added})
    assert {line.id for line in desk.look(questions.register)} == {edited, added}


def test_asked_again_they_leave_too(desk: Desk) -> None:
    before = desk.look(standing)
    import_id = taken(desk)
    desk.do(edit, Case, case_named(desk, "张三甲"), {"remark": "原件在柜2-3"})
    undo_import(desk, import_id)
    done = undo_import(desk, import_id, worked_on_too=True)
    assert (done.removed, done.kept) == (1, [])
    assert desk.look(standing) == before


def test_a_mediator_another_case_needs_stays(desk: Desk) -> None:
    import_id = taken(desk)

    def mediator(db: Session) -> str:
        return db.scalars(
            select(Mediator.id).where(Mediator.name == "杜守义", Mediator.void.is_(None))
        ).one()

    lead = desk.look(mediator)
    desk.do(cases.register_case, desk.shelf.log, desk.today(), {"lead_id": lead})
    undo_import(desk, import_id)
    assert desk.look(mediator) == lead


def test_an_undo_cut_short_goes_on_before_the_next_import(desk: Desk) -> None:
    before = desk.look(standing)
    import_id = taken(desk)

    def first_row(db: Session) -> list[str]:
        return list(db.scalars(select(ImportRow.id).where(ImportRow.case_id.is_not(None)).limit(1)))

    rows = desk.look(first_row)
    desk.do(begin_undo, import_id)
    desk.do(undo_rows, rows)
    assert desk.look(unfinished) == [import_id]
    assert clear_unfinished(desk) == 1
    assert desk.look(standing) == before


def test_an_undone_ledger_can_come_in_again(desk: Desk) -> None:
    undo_import(desk, taken(desk))
    taken(desk)
    assert len(desk.look(questions.register)) == 3


def test_an_import_is_found_by_its_id_the_beginning_of_it_or_its_file(desk: Desk) -> None:
    import_id = taken(desk)
    for told in (import_id, import_id[:8], "台账.xlsx"):
        assert desk.look(find_import, told) == import_id
    assert [i.id for i in desk.look(imports)] == [import_id]
    with pytest.raises(Trouble) as caught:
        desk.look(find_import, "nosuch")
    assert caught.value.key == "ledger.no_such_import"


def test_what_was_undone_cannot_be_undone_again(desk: Desk) -> None:
    import_id = taken(desk)
    undo_import(desk, import_id)
    with pytest.raises(Trouble) as caught:
        undo_import(desk, import_id)
    assert caught.value.key == "ledger.already_undone"
