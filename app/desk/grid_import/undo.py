"""撤销导入: what an import of grids brought leaves again; what a person worked on since stays, and is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import edit
from app.desk.desk import Desk
from app.desk.grid_changes import ENDS
from app.desk.grid_import.plan import GRIDS
from app.records import RECORDS, Import, ImportRow, Place, Record
from app.records.field import fields_of, to_json
from app.trouble import Trouble
from app.words import say

PART = 500  # ids of one question
NAMED = frozenset({"place", "person"})
"""What others name: it stays while a record does that no import brought."""
ORDER = ("post", "household", "person", "place")


class Undone(msgspec.Struct):
    """What an undo did: records removed, and the names of places and people that stay."""

    removed: int
    kept: list[str]


def undo_import(desk: Desk, import_id: str) -> Undone:
    """Void everything an import made that nobody worked on since, and empty again what it filled."""
    desk.look(_standing, import_id)
    slices = desk.look(_slices, import_id)
    desk.do(begin_undo_grids, import_id)
    removed, kept = 0, []
    for kind in ORDER:
        for row_id in reversed(slices):
            done, stay = desk.do(undo_grids, row_id, kind)
            removed += done
            kept += stay
    desk.do(end_undo_grids, import_id)
    return Undone(removed, kept)


def clear_unfinished(desk: Desk) -> int:
    """Take back what is left of imports that were cut short; how many there were."""
    cut_short = desk.look(_unfinished)
    for import_id in cut_short:
        undo_import(desk, import_id)
    return len(cut_short)


def find_import(db: Session, told: str) -> str:
    """An import of grids by its id, the beginning of it, or its file name."""
    asked = select(Import).where(Import.what == GRIDS, Import.void.is_(None))
    found = [
        one.id
        for one in db.scalars(asked)
        if told in (one.id, one.file_name) or (len(told) >= 4 and one.id.startswith(told))
    ]
    if len(found) != 1:
        raise Trouble("ledger.no_such_import", id=told)
    return found[0]


def _unfinished(db: Session) -> list[str]:
    asked = select(Import.id).where(
        Import.what == GRIDS, Import.taken_at.is_(None), Import.void.is_(None)
    )
    return list(db.scalars(asked))


def _standing(db: Session, import_id: str) -> None:
    found = db.get(Import, import_id)
    if found is None or found.what != GRIDS:
        raise Trouble("ledger.no_such_import", id=import_id[:8])
    if found.void is not None:
        raise Trouble("ledger.already_undone", name=found.file_name or "")


def _slices(db: Session, import_id: str) -> list[str]:
    asked = select(ImportRow.id).where(ImportRow.import_id == import_id, ImportRow.void.is_(None))
    return list(db.scalars(asked.order_by(ImportRow.row)))


def begin_undo_grids(db: Session, import_id: str) -> None:
    """From here on the import is not whole; a power failure leaves it recognisable."""
    edit.get(db, Import, import_id).taken_at = None


def undo_grids(db: Session, slice_id: str, kind: str) -> tuple[int, list[str]]:
    """The records of one kind that one entry made: how many left, the names of those that stay."""
    slice_ = edit.get(db, ImportRow, slice_id)
    told = json.loads(slice_.raw or "{}")
    version, reason = slice_.v.get("*", ""), say("ledger.void_reason")
    _empty_again(db, kind, told.get("filled", []), version)
    ids = told.get("made", {}).get(kind, [])
    rows = [row for row in _rows(db, RECORDS[kind], ids) if row.void is None]
    worked_on = {row.id for row in rows if set(row.v.values()) != {version} or row.frozen}
    staying = worked_on | (_named(db, kind) & {row.id for row in rows} if kind in NAMED else set())
    if kind == "place":
        staying |= _above(db, {row.id for row in rows} - staying)
    kept, removed = [], 0
    for row in rows:
        if row.id in staying:
            kept += [getattr(row, "name", None) or ""] if kind in NAMED else []
            continue
        row.void = reason
        removed += 1
    return removed, kept


def _rows(db: Session, record: type[Record], ids: list[str]) -> Iterable[Any]:
    for start in range(0, len(ids), PART):
        yield from db.scalars(select(record).where(record.id.in_(ids[start : start + PART])))


def _named(db: Session, kind: str) -> set[str]:
    """Places or people that some standing record names; a place in a place is looked at afterwards."""
    found: set[str] = set()
    for record in RECORDS.values():
        for name, field in fields_of(record).items():
            if field.kind == "ref" and field.refers == kind and record is not Place:
                columns = record.__table__.c
                asked = select(columns[name]).where(
                    columns.void.is_(None), columns[name].is_not(None)
                )
                if record.kind() in ENDS:
                    asked = asked.where(columns[ENDS[record.kind()]].is_(None))
                found.update(db.scalars(asked.distinct()))
    return found


def _above(db: Session, leaving: set[str]) -> set[str]:
    """What would leave, but holds a place that stays: it stays too."""
    asked = select(Place.id, Place.parent_id).where(
        Place.void.is_(None), Place.parent_id.is_not(None)
    )
    lying = [(one, above) for one, above in db.execute(asked) if above in leaving]
    found: set[str] = set()
    while True:
        holding = {above for one, above in lying if one not in leaving or one in found}
        if holding <= found:
            return found
        found |= holding


def _empty_again(db: Session, kind: str, filled: list[list[Any]], version: str) -> None:
    """A field the import filled is empty again, unless somebody wrote there since."""
    for of, row_id, values in filled:
        if of != kind:
            continue
        row = db.get(RECORDS[kind], row_id)
        if row is None or row.void is not None or row.frozen:
            continue
        for name, value in values.items():
            field = fields_of(RECORDS[kind])[name]
            if row.v.get(name) == version and to_json(field, getattr(row, name)) == value:
                setattr(row, name, None)


def end_undo_grids(db: Session, import_id: str) -> None:
    """The import's own record."""
    done = edit.get(db, Import, import_id)
    done.undone_at = clock.now()
    done.void = say("ledger.void_reason")
