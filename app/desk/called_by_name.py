"""Whom a matter goes to, by the name somebody types: nothing is guessed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk import matters, units
from app.desk.grid_people import person_called
from app.rules.grid_rolled import plain


def unit(db: Session, log: str, name: str) -> str:
    """The unit of this name or id; one the place usually calls is put into the list now. Answers its id."""
    fresh = [one for one in units.offered(db, log) if plain(one.name) == plain(name)]
    if fresh:
        return units.take_offered(db, log, [name])[0]
    return units.unit_called(db, log, name)


def callable_units(db: Session, log: str) -> list[tuple[str, str]]:
    """(id, name) of the units of the list, then of those the place usually calls: their id is their name."""
    known = [(one.id, one.name) for one in units.units(db, log)]
    return known + [(one.name, one.name) for one in units.offered(db, log)]


def holder(db: Session, log: str, on: dt.date, name: str) -> dict[str, str]:
    """Fields of a step that goes to the unit or the person of this name or id."""
    wanted = plain(name)
    for id_, called in callable_units(db, log):
        if name == id_ or wanted == plain(called):
            return {"to_unit_id": unit(db, log, id_)}
    return {"to_person_id": person_called(db, log, on, name)}


def step_to(
    db: Session, log: str, at: dt.datetime, matter_id: str, step: str, values: dict[str, Any], to: str = "",
    *, now: dt.datetime | None = None,
) -> str:  # fmt: skip
    """A step, perhaps to the unit or person of a name; answers the step's id."""
    whom = holder(db, log, at.date(), to) if to else {}
    return matters.take_step(db, at, matter_id, step, {**values, **whom}, now=now)
