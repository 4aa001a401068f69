"""Items become matters in one signed entry, and leave as they came."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.desk import room as rooms
from app.desk import serials
from app.desk.edit import add
from app.desk.item_files.plan import NEW, REFUSED, WHAT, Plan, ahead_of, known_numbers
from app.records import Import, Matter, MatterStep, Whistle
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class Undone:
    """How many left, and the numbers of those that stayed because somebody has worked on them."""

    removed: int
    kept: tuple[str, ...]


def take_items(db: Session, log: str, now: dt.datetime, plan: Plan) -> str:
    """导入: the new items of a plan, each once; answers the import's id."""
    known = known_numbers(db, log)
    drafts = [
        one
        for one in plan.drafts
        if one.verdict == NEW
        and (one.values.get("channel") or "", one.values.get("outside_no") or "") not in known
    ]
    if plan.drafts and plan.count(REFUSED) == len(plan.drafts):
        raise Trouble("items.nothing_usable", file=plan.name, count=len(plan.drafts))
    if not drafts or plan.taken_before:
        raise Trouble("items.nothing_new", file=plan.name)
    room = rooms.own_room(db, log)
    now = now.replace(second=0, microsecond=0)
    tally = {verdict: plan.count(verdict) for verdict in {one.verdict for one in plan.drafts}}
    values = {
        "room_id": room.id, "file_name": plan.name[:200], "sha256": plan.sha256, "taken_at": now,
        "what": WHAT, "tally": json.dumps(tally),
    }  # fmt: skip
    import_id = add(db, Import, values)
    came = [one.values.get("came_at") or now for one in drafts]
    came = [now if ahead_of(at, now) else at for at in came]
    numbers: dict[int, list[str]] = {}
    for year in sorted({at.year for at in came}):
        count = sum(1 for at in came if at.year == year)
        numbers[year] = serials.next_numbers(db, log, Matter, serials.MATTER, year, count)[::-1]
    for draft, at in zip(drafts, came, strict=True):
        told = {**draft.values, "came_at": at, "number": numbers[at.year].pop()}
        add(
            db,
            Matter,
            {"room_id": room.id, "import_id": import_id, "by_id": db.info["pen"].user, **told},
        )
    return import_id


def undo_items(db: Session, import_id: str, *, worked_on_too: bool = False) -> Undone:
    """撤销: the whole import; what somebody has worked on stays unless it is told otherwise."""
    row = db.get(Import, import_id)
    if row is None or row.what != WHAT:
        raise Trouble("ledger.no_such_import", id=import_id[:8])
    if row.void is not None:
        raise Trouble("ledger.already_undone", name=row.file_name or "")
    reason = say("ledger.void_reason")
    worked = exists().where(MatterStep.matter_id == Matter.id, MatterStep.void.is_(None))
    called = exists().where(Whistle.matter_id == Matter.id, Whistle.void.is_(None))
    asked = select(Matter, worked | called).where(
        Matter.import_id == import_id, Matter.void.is_(None)
    )
    removed, kept = 0, []
    for matter, touched in db.execute(asked.order_by(Matter.number)):
        changed = set(matter.v.values()) != {matter.v.get("*")}
        if (touched or changed or matter.case_id) and not (worked_on_too and not matter.case_id):
            kept.append(matter.number or "")
            continue
        matter.void = reason
        removed += 1
    if not kept:
        row.void = reason
    return Undone(removed, tuple(kept))


def imports(db: Session, log: str) -> list[Import]:
    """The imports of items that stand, newest first."""
    room = rooms.own_room(db, log)
    asked = select(Import).where(
        Import.what == WHAT, Import.void.is_(None), Import.room_id == room.id
    )
    return list(db.scalars(asked.order_by(Import.taken_at.desc(), Import.id)))


def find_import(db: Session, log: str, told: str) -> str:
    """An import by its id, the beginning of it, or its file name."""
    found = [
        one.id
        for one in imports(db, log)
        if told in (one.id, one.file_name) or (len(told) >= 4 and one.id.startswith(told))
    ]
    if len(found) != 1:
        raise Trouble("ledger.no_such_import", id=told[:40])
    return found[0]
