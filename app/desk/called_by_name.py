"""A place, unit or person by the name somebody types: nothing is guessed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import matters, whistles
from app.desk import room as rooms
from app.records import Person, Place
from app.trouble import Trouble


def place(db: Session, name: str) -> str:
    """The place of this name, or at the end of this path of names (上河村 一网格), or with this code."""
    *above, last = name.replace("/", " ").split() or [""]
    asked = select(Place.id, Place.parent_id).where(Place.void.is_(None))
    found = list(db.execute(asked.where((Place.name == last) | (Place.code == last))))
    parents: dict[str, str | None] = {row.id: row.parent_id for row in found}
    for called in reversed(above):
        rows = db.execute(
            select(Place.id, Place.parent_id).where(
                Place.name == called, Place.id.in_(list(parents.values()))
            )
        )
        named = {row.id: row.parent_id for row in rows}
        parents = {id_: named[parent] for id_, parent in parents.items() if parent in named}
    if len(parents) != 1:
        raise Trouble("cli.no_such_place" if not parents else "matter.place_twice", name=name)
    return next(iter(parents))


def holder(db: Session, log: str, name: str) -> dict[str, str]:
    """Fields of a step that goes to the unit or the person of this name; a unit of the way is written down."""
    wanted = name.strip()
    if any(wanted in pair for pair in whistles.units(db, log)):
        return {"to_unit_id": whistles.unit_named(db, log, wanted)}
    room = rooms.own_room(db, log)
    asked = select(Person.id).where(
        Person.name == wanted, Person.room_id == room.id, Person.void.is_(None)
    )
    people = list(db.scalars(asked.where(Person.left_on.is_(None))))
    if len(people) != 1:
        raise Trouble("matter.no_such_holder" if not people else "matter.holder_twice", name=wanted)
    return {"to_person_id": people[0]}


def step_to(
    db: Session, log: str, at: dt.datetime, matter_id: str, step: str, values: dict[str, Any], to: str = ""
) -> str:  # fmt: skip
    """A step, perhaps to the unit or person of a name; answers the step's id."""
    whom = holder(db, log, to) if to else {}
    return matters.take_step(db, at, matter_id, step, {**values, **whom})
