"""Who of us may sit, be away, earn points: mediators, grid people and cadres, units of a joint reception.

One key names any of them: the kind of the record, a stroke, its id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.desk.room import mediators, own_room
from app.records import Mediator, Person, Post, Record, Unit
from app.trouble import Trouble

FIELDS = {"mediator": "mediator_id", "person": "person_id", "unit": "unit_id"}
CADRE = "cadre"


@dataclass(frozen=True)
class Member:
    """One of them, as lists show him."""

    key: str
    name: str
    sort: str  # unit kind; empty for persons
    roles: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        return self.key.partition("/")[2]


def key_of(row: Record) -> str:
    """Whom a shift, a leave, a line of points is about; a name alone is itself."""
    for kind, name in FIELDS.items():
        if told := getattr(row, name, None):
            return f"{kind}/{told}"
    return f"name/{getattr(row, 'name', None) or ''}"


def fields_for(key: str) -> dict[str, str | None]:
    """The field values that name one of them in a record that may name any."""
    kind, _, told = key.partition("/")
    if kind not in FIELDS and kind != "name":
        raise Trouble("duty.nobody")
    values: dict[str, str | None] = {
        name: told if one == kind else None for one, name in FIELDS.items()
    }
    values["name"] = told if kind == "name" else None
    return values


def everybody(db: Session, log: str, on: dt.date) -> list[Member]:
    """Mediators, then grid people with their roles, then units; who has left is not among them."""
    room = own_room(db, log).id
    found = [
        Member(f"mediator/{one.id}", one.name or "", "")
        for one in mediators(db, room)
        if not (one.left_on and one.left_on <= on)
    ]
    ours = {one.id for one in found}
    roles = _roles(db, room, on)
    people = select(Person).where(
        Person.room_id == room, Person.void.is_(None), or_(Person.left_on.is_(None), Person.left_on > on)
    )  # fmt: skip
    found += [
        Member(f"person/{one.id}", one.name or "", "", tuple(roles.get(one.id, ())))
        for one in db.scalars(people.order_by(Person.name, Person.id))
        if f"mediator/{one.mediator_id}" not in ours  # he is named once
    ]
    units = select(Unit).where(
        Unit.room_id == room, Unit.void.is_(None), or_(Unit.left_on.is_(None), Unit.left_on > on)
    )
    found += [
        Member(f"unit/{one.id}", one.name or "", one.unit_kind or "")
        for one in db.scalars(units.order_by(Unit.position, Unit.name, Unit.id))
    ]
    return found


def _roles(db: Session, room: str, on: dt.date) -> dict[str, list[str]]:
    posts = (
        select(Post.person_id, Post.role)
        .join(Person, Person.id == Post.person_id)
        .where(
            Person.room_id == room, Post.void.is_(None), Post.role.is_not(None),
            or_(Post.until.is_(None), Post.until > on),
        )
        .order_by(Post.since, Post.id)
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for person, role in db.execute(posts):
        found.setdefault(person or "", []).append(role or "")
    return found


def names(db: Session, keys: Iterable[str]) -> dict[str, str]:
    """What each of them is called, also who has left."""
    wanted: dict[str, set[str]] = {}
    told: dict[str, str] = {}
    for key in keys:
        kind, _, id_ = key.partition("/")
        if kind == "name":
            told[key] = id_
        else:
            wanted.setdefault(kind, set()).add(id_)
    tables: dict[str, type[Mediator] | type[Person] | type[Unit]] = {
        "mediator": Mediator, "person": Person, "unit": Unit,
    }  # fmt: skip
    for kind, ids in wanted.items():
        record = tables[kind]
        listed = sorted(ids)
        for start in range(0, len(listed), 500):
            asked = select(record.id, record.name).where(record.id.in_(listed[start : start + 500]))
            told.update((f"{kind}/{id_}", name or "") for id_, name in db.execute(asked))
    return told


def named(db: Session, log: str, on: dt.date, text: str, *kinds: str) -> Member:
    """The one of this name; a name that fits several is never guessed."""
    wanted = text.strip()
    found = [
        one for one in everybody(db, log, on)
        if wanted in {one.name, one.key, one.id} and (not kinds or one.kind in kinds)
    ]  # fmt: skip
    if len(found) != 1:
        raise Trouble("duty.no_such_person" if not found else "duty.person_twice", name=text)
    return found[0]


def me(db: Session) -> str:
    """Who signed in, as a key."""
    return f"mediator/{db.info['pen'].user}"
