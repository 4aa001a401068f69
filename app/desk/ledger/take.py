"""A plan becomes cases: in slices, each whole by itself, the import whole only when its last slice stands.

One transaction for 20,000 rows would hold the room for minutes and make one entry too large for the road,
so rows go in by slices of 200. An import cut short by a power failure has no `taken_at`: it is recognised
and voided before anything else is imported, so that no half import stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import checked
from app.desk.ledger.draft import Draft, Plan, PlanRow
from app.desk.ledger.known import note_known
from app.desk.ledger.mapping import mapping_of
from app.desk.ledger.names import Names, make_names, names_of
from app.desk.ledger.undo import clear_unfinished, undo_import
from app.records import Agreement, Case, Import, ImportRow, Party, Record, Visit
from app.rules.identity import check_identity
from app.trouble import Trouble

SLICE = 200
Progress = Callable[[int, int], bool]
"""Rows done and rows in all; the answer False stops the import and takes back what was done."""


class Taken(msgspec.Struct):
    """What an import did."""

    import_id: str
    tally: dict[str, int]
    new_mediators: list[str]
    new_places: list[str]


def take_plan(desk: Desk, plan: Plan, progress: Progress | None = None) -> Taken:
    """导入台账: everything the plan takes, undone as a whole by `undo_import`."""
    clear_unfinished(desk)
    plan = desk.look(note_known, plan)
    if not plan.cases:
        raise Trouble("ledger.nothing_to_take", name=plan.file_name)
    names = names_of(plan)
    import_id, made = desk.do(begin_import, desk.shelf.log, plan, names)
    rows = [row for row in plan.rows if row.raw]
    for start in range(0, len(rows), SLICE):
        if progress is not None and not progress(start, len(rows)):
            undo_import(desk, import_id)
            raise Trouble("ledger.stopped", name=plan.file_name)
        desk.do(take_rows, desk.shelf.log, import_id, rows[start : start + SLICE])
    desk.do(end_import, import_id)
    return Taken(import_id, plan.tally(), made.mediators, made.places)


def begin_import(db: Session, log: str, plan: Plan, names: Names) -> tuple[str, Names]:
    """The import's own record, and the mediators and places its rows will need."""
    room = rooms.own_room(db, log)
    made, ids = make_names(db, room.id, names)
    tally = {"tally": plan.tally(), "reasons": plan.reasons(), "made": ids}
    mapping = msgspec.json.encode(mapping_of(plan.layouts)).decode()
    fresh = Import(
        room_id=room.id,
        file_name=plan.file_name,
        sha256=plan.sha256,
        mapping=mapping,
        tally=json.dumps(tally, ensure_ascii=False),
    )
    db.add(fresh)
    return fresh.id, made


def end_import(db: Session, import_id: str) -> None:
    """From here on the import is whole."""
    done = db.get(Import, import_id)
    assert done is not None
    done.taken_at = clock.now()


def take_rows(db: Session, log: str, import_id: str, rows: list[PlanRow]) -> None:
    """One slice: every row as it stood, and the cases of those that are cases."""
    room = rooms.own_room(db, log)
    finder = _Finder(db, room.id)
    for row in rows:
        case_id = _case(db, room.id, import_id, row.draft, finder) if row.draft else None
        db.add(
            ImportRow(
                import_id=import_id,
                case_id=case_id,
                sheet=row.sheet,
                row=row.row,
                verdict=row.verdict,
                raw=json.dumps(row.raw, ensure_ascii=False),
                doubts=_doubts(row),
            )
        )


def _doubts(row: PlanRow) -> str | None:
    told: dict[str, Any] = {}
    if row.reason:
        told["reason"], told["facts"] = row.reason, row.facts
    if row.doubts:
        told["doubts"] = msgspec.to_builtins(row.doubts)
    return json.dumps(told, ensure_ascii=False) if told else None


class _Finder:
    """Mediators and places of the room by name; a name borne by two is nobody's."""

    def __init__(self, db: Session, room_id: str) -> None:
        self.mediators, self.places = Names.known(db, room_id)

    def mediator(self, name: str) -> str | None:
        return self.mediators.get(name)

    def place(self, name: str) -> str | None:
        return self.places.get(name)


def _case(db: Session, room_id: str, import_id: str, draft: Draft, find: _Finder) -> str:
    assistants = [id_ for name in draft.assistants if (id_ := find.mediator(name))]
    case = Case(
        room_id=room_id,
        import_id=import_id,
        accepted_by_id=find.mediator(draft.acceptor),
        lead_id=find.mediator(draft.lead),
        assist_ids=assistants or None,
        place_id=find.place(draft.place),
        **checked(Case, draft.case),
    )
    records: list[Record] = [case]
    for position, told in enumerate(draft.parties, 1):
        values = checked(Party, _without_repeats(told))
        records.append(Party(case_id=case.id, position=position, **values))
    if draft.agreement:
        records.append(Agreement(case_id=case.id, **checked(Agreement, draft.agreement)))
    if draft.visit:
        records.append(Visit(case_id=case.id, **checked(Visit, draft.visit)))
    db.add_all(records)
    return case.id


def _without_repeats(told: dict[str, Any]) -> dict[str, Any]:
    """Sex and birth day are kept only where a sound ID number does not tell the same."""
    check = check_identity(told["id_number"]) if told.get("id_number") else None
    if check is None or not check.valid:
        return told
    return {
        name: value
        for name, value in told.items()
        if (name, value) not in {("sex", check.sex), ("birth_on", check.birth_on)}
    }


def imports(db: Session) -> list[Import]:
    """The imports that stand, newest first."""
    query = select(Import).where(
        Import.void.is_(None), Import.taken_at.is_not(None), Import.what.is_(None)
    )
    return list(db.scalars(query.order_by(Import.taken_at.desc(), Import.id)))
