"""撤销导入: an import leaves as it came, as a whole. Cases that a person has worked on since are asked about."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk.desk import Desk
from app.records import (
    RECORDS,
    Case,
    Import,
    ImportRow,
    Mediator,
    Place,
    Record,
)
from app.trouble import Trouble
from app.words import say

SLICE = 200
_OF_CASE = [
    record for record in RECORDS.values() if hasattr(record, "case_id") and record is not ImportRow
]


class Undone(msgspec.Struct):
    """What an undo did: cases removed, cases kept because a person worked on them (ids)."""

    removed: int
    kept: list[str]


def undo_import(desk: Desk, import_id: str, *, worked_on_too: bool = False) -> Undone:
    """Void everything an import brought. Cases worked on since stay unless told otherwise."""
    desk.look(_standing, import_id)
    kept = [] if worked_on_too else desk.look(worked_on, import_id)
    rows = desk.look(_rows, import_id)
    desk.do(begin_undo, import_id)
    leaving = [row_id for row_id, case_id in rows if case_id not in set(kept)]
    for start in range(0, len(leaving), SLICE):
        desk.do(undo_rows, leaving[start : start + SLICE])
    desk.do(end_undo, import_id, bool(kept))
    return Undone(sum(1 for _, case_id in rows if case_id) - len(kept), kept)


def clear_unfinished(desk: Desk) -> int:
    """Void what is left of imports and undos that were cut short; how many there were."""
    cut_short = desk.look(unfinished)
    for import_id in cut_short:
        undo_import(desk, import_id)
    return len(cut_short)


def unfinished(db: Session) -> list[str]:
    """Imports whose last slice never came."""
    return list(
        db.scalars(
            select(Import.id).where(
                Import.taken_at.is_(None), Import.void.is_(None), Import.what.is_(None)
            )
        )
    )


def _standing(db: Session, import_id: str) -> None:
    found = db.get(Import, import_id)
    if found is None or found.what is not None:
        raise Trouble("ledger.no_such_import", id=import_id[:8])
    if found.void is not None:
        raise Trouble("ledger.already_undone", name=found.file_name or "")


def find_import(db: Session, told: str) -> str:
    """An import by its id, the beginning of its id, or its file name."""
    query = select(Import).where(Import.what.is_(None))
    query = query.order_by(Import.void.is_not(None), Import.taken_at.desc())
    known = list(db.scalars(query))
    found = [i for i in known if i.id == told] or [
        i for i in known if (len(told) >= 4 and i.id.startswith(told)) or i.file_name == told
    ]
    standing = [i for i in found if i.void is None]
    if found and not standing:
        raise Trouble("ledger.already_undone", name=found[0].file_name or "")
    found = standing
    if len(found) != 1:
        raise Trouble("ledger.no_such_import", id=told)
    return found[0].id


def _rows(db: Session, import_id: str) -> list[tuple[str, str | None]]:
    query = select(ImportRow.id, ImportRow.case_id).where(
        ImportRow.import_id == import_id, ImportRow.void.is_(None)
    )
    return [
        (row.id, row.case_id) for row in db.execute(query.order_by(ImportRow.sheet, ImportRow.row))
    ]


def worked_on(db: Session, import_id: str) -> list[str]:
    """Cases of an import in which anything was changed or added after it.

    The row and its case were written by one entry; whatever bears another version came later.
    """
    rows = db.scalars(
        select(ImportRow).where(
            ImportRow.import_id == import_id,
            ImportRow.case_id.is_not(None),
            ImportRow.void.is_(None),
        )
    )
    made = {row.case_id or "": row.v.get("*", "") for row in rows}
    touched = {
        case_id
        for case_id, record in _records_of(db, list(made))
        if record.frozen or set(record.v.values()) != {made[case_id]}
    }
    return [case_id for case_id in made if case_id in touched]


def _records_of(db: Session, case_ids: list[str]) -> Iterable[tuple[str, Record]]:
    """Every record of the given cases that stands, the cases themselves among them."""
    for start in range(0, len(case_ids), 500):
        part = case_ids[start : start + 500]
        for case in db.scalars(select(Case).where(Case.id.in_(part), Case.void.is_(None))):
            yield case.id, case
        for record in _OF_CASE:
            column = record.__table__.c.case_id
            for found in db.scalars(select(record).where(column.in_(part), record.void.is_(None))):
                yield getattr(found, "case_id"), found  # noqa: B009  not every record has it


def begin_undo(db: Session, import_id: str) -> None:
    """From here on the import is not whole; a power failure leaves it recognisable."""
    undone = db.get(Import, import_id)
    assert undone is not None
    undone.taken_at = None
    undone.undone_at = None


def undo_rows(db: Session, row_ids: list[str]) -> None:
    """One slice of an undo: the rows and everything of their cases. What was signed stays as it is."""
    reason = say("ledger.void_reason")
    rows = list(db.scalars(select(ImportRow).where(ImportRow.id.in_(row_ids))))
    for _, record in _records_of(db, [row.case_id for row in rows if row.case_id]):
        if not record.frozen:
            record.void = reason
    for row in rows:
        row.void = reason


def end_undo(db: Session, import_id: str, some_kept: bool) -> None:  # noqa: FBT001  an action's plain argument
    """The import's own record, and the mediators and places it made that nobody else needs."""
    done = db.get(Import, import_id)
    assert done is not None
    done.undone_at = clock.now()
    if not some_kept:
        done.void = say("ledger.void_reason")
    made = json.loads(done.tally or "{}").get("made", {})
    needed = _needed(db)
    for record, kind in ((Mediator, "mediator"), (Place, "place")):
        for found in db.scalars(select(record).where(record.id.in_(made.get(kind, [])))):
            if found.id not in needed and set(found.v.values()) == {found.v.get("*")}:
                found.void = say("ledger.void_reason")


def _needed(db: Session) -> set[str]:
    """Mediators and places that some standing case names."""
    found: set[str] = set()
    query = select(Case.lead_id, Case.assist_ids, Case.place_id).where(Case.void.is_(None))
    for lead, assistants, place in db.execute(query):
        found.update(filter(None, (lead, place, *(assistants or ()))))
    found.update(p for p in db.scalars(select(Place.parent_id).where(Place.void.is_(None))) if p)
    return found
