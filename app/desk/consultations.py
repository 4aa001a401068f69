"""会商: departments sat together over a hard case; who leads, who is responsible, what was decided by when."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.desk import units
from app.desk.edit import add, get
from app.records import Case, Consultation, Matter
from app.trouble import Trouble


def consult(db: Session, case_id: str, values: dict[str, Any]) -> str:
    """会商 over a case."""
    return _held(db, {"room_id": get(db, Case, case_id).room_id, "case_id": case_id, **values})


def consult_on_matter(db: Session, matter_id: str, values: dict[str, Any]) -> str:
    """会商 over a matter; what became a case is consulted on as one."""
    matter = get(db, Matter, matter_id)
    if matter.case_id:
        return consult(db, matter.case_id, values)
    return _held(db, {"room_id": matter.room_id, "matter_id": matter_id, **values})


def _held(db: Session, values: dict[str, Any]) -> str:
    """The unit that leads is responsible too, and is not named twice."""
    told = {"on_day": clock.today(), **values}
    held, due = told.get("on_day"), told.get("due_on")
    if held and due and due < held:
        raise Trouble("consultation.upside_down", held=held, due=due)
    lead = told.get("lead_unit_id")
    others = [one for one in told.get("unit_ids") or [] if one != lead]
    return add(db, Consultation, {**told, "unit_ids": others or None})


def choices(db: Session, log: str, *more: str) -> list[tuple[str, str]]:
    """Units that may be named: by id those of the room, by their name those the place usually calls."""
    there = [(one.id, one.name) for one in units.units(db, log)]
    gone = [u for u in units.units(db, log, gone_too=True) if u.left_on and u.id in more]
    usual = [(one.name, one.name) for one in units.offered(db, log)]
    return [*there, *((one.id, one.name) for one in gone), *usual]


def called(db: Session, log: str, told: str) -> str:
    """The id of a unit told by id or name; one that is named for the first time is in the list from then on."""
    known = {one.id: one.id for one in units.units(db, log, gone_too=True)}
    known |= {one.name: one.id for one in units.units(db, log)}
    if told in known:
        return known[told]
    taken = units.take_offered(db, log, [told])
    return taken[0] if taken else units.add_unit(db, log, {"name": told})
