"""A plan becomes records: a few signed entries, the import whole only when its last one stands.

An entry holds some thousands of rows; 25,000 in one would be too large for the road. What each entry made and
changed is kept beside it, so that the import leaves as it came. One that a power failure cut short is taken back
before the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import edit
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.grid_import import undo
from app.desk.grid_import.draft import NEW, Change, Plan
from app.desk.grid_import.plan import GRIDS
from app.records import RECORDS, Import, ImportRow
from app.records.field import fields_of, to_json
from app.trouble import Trouble

SLICE = 4000  # records of one entry
Progress = Callable[[int, int], bool]
"""Records done and in all; the answer False stops the import and takes back what was done."""


class Taken(msgspec.Struct):
    """What an import did."""

    import_id: str
    tally: dict[str, dict[str, int]]


def take_plan(desk: Desk, plan: Plan, progress: Progress | None = None) -> Taken:
    """导入网格名册: everything the plan found, undone as a whole by `undo.undo_import`."""
    undo.clear_unfinished(desk)
    if not plan.changes:
        raise Trouble("grid_import.nothing_new", name=plan.file_name)
    import_id = desk.do(begin_grids, desk.shelf.log, plan)
    done = 0
    for number, slice_ in enumerate(_slices(plan.changes), 1):
        if progress is not None and not progress(done, len(plan.changes)):
            undo.undo_import(desk, import_id)
            raise Trouble("ledger.stopped", name=plan.file_name)
        desk.do(take_grids, desk.shelf.log, import_id, number, slice_)
        done += len(slice_)
    desk.do(end_grids, import_id)
    return Taken(import_id, plan.tally())


def _slices(changes: list[Change]) -> Iterator[list[Change]]:
    """Places before people before posts before households, so that nothing names what is not there yet."""
    order = ("place", "person", "post", "household")
    ordered = sorted(changes, key=lambda change: order.index(change.kind))
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]


def begin_grids(db: Session, log: str, plan: Plan) -> str:
    """The import's own record."""
    tally = json.dumps({"tally": plan.tally()}, ensure_ascii=False)
    fresh = Import(
        room_id=rooms.own_room(db, log).id,
        what=GRIDS,
        file_name=plan.file_name[:200],
        sha256=plan.sha256,
        tally=tally,
    )
    db.add(fresh)
    return fresh.id


def end_grids(db: Session, import_id: str) -> None:
    """From here on the import is whole."""
    edit.get(db, Import, import_id).taken_at = clock.now()


def take_grids(db: Session, log: str, import_id: str, number: int, changes: list[Change]) -> None:
    """One entry of an import, and what it made and changed."""
    room_id = rooms.own_room(db, log).id
    made: dict[str, list[str]] = {}
    filled: list[list[Any]] = []
    for change in changes:
        record = RECORDS[change.kind]
        values = edit.checked(record, change.values)
        if change.verdict == NEW:
            if "room_id" in fields_of(record):
                values["room_id"] = room_id
            db.add(record(id=change.id, **values))
            made.setdefault(change.kind, []).append(change.id)
            continue
        row = edit.get(db, record, change.id)
        before = {}
        for name, value in values.items():
            if getattr(row, name) is None:
                before[name] = to_json(fields_of(record)[name], value)
                setattr(row, name, value)
        filled.append([change.kind, change.id, before])
    told = json.dumps({"made": made, "filled": filled}, ensure_ascii=False)
    db.add(ImportRow(import_id=import_id, sheet=GRIDS, row=number, verdict="taken", raw=told))


def imports(db: Session) -> list[Import]:
    """The imports of grids that stand, newest first."""
    asked = select(Import).where(
        Import.what == GRIDS, Import.void.is_(None), Import.taken_at.is_not(None)
    )
    return list(db.scalars(asked.order_by(Import.taken_at.desc(), Import.id)))
