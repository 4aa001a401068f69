"""What stands in the room before an import, laid out so that thousands of rows find their own quickly."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import grid_changes
from app.desk import room as rooms
from app.desk.grid import tree
from app.desk.ledger.places import plain
from app.records import Household, Mediator, Person, Post, Unit

OF_BOTH = ("name", "phone", "sex", "birth_on", "party_member")
"""What a mediator's own record tells of a person who is one."""


class Standing:
    """The tree, the people with their posts, and the households of this room by what rows call them."""

    def __init__(self, db: Session, log: str) -> None:
        self.room = rooms.own_room(db, log)
        self.tree = tree(db, log)
        self.staff: dict[str, list[Mediator]] = {}
        for one in rooms.mediators(db, self.room.id):
            self.staff.setdefault(plain(one.name or ""), []).append(one)
        self.units = _units(db, self.room.id)
        self.rooms = {plain(name): id_ for id_, name in grid_changes.rooms_to_stand(db, log)}
        self.people: dict[str, list[tuple[Person, dict[str, Any]]]] = {}
        by_id = {one.id: one for some in self.staff.values() for one in some}
        asked = select(Person).where(Person.room_id == self.room.id, Person.void.is_(None))
        for person in db.scalars(asked.where(Person.left_on.is_(None))):
            told = facts_of(person, by_id.get(person.mediator_id or ""))
            self.people.setdefault(plain(told.get("name", "")), []).append((person, told))
        columns = (Post.person_id, Post.role, Post.place_id)
        held = select(*columns).where(Post.void.is_(None), Post.until.is_(None))
        self.posts = {(person, role, place) for person, role, place in db.execute(held)}
        self.households: dict[tuple[str, str, str], Household] = {}
        lived = select(Household).where(Household.room_id == self.room.id, Household.void.is_(None))
        for home in db.scalars(lived.where(Household.gone_on.is_(None))):
            for key in household_keys(home.place_id or "", home.number or "", home.head or ""):
                self.households.setdefault(key, home)


def facts_of(person: Person, mediator: Mediator | None) -> dict[str, Any]:
    """What is known of a person already, by his record as a mediator too."""
    names = (*OF_BOTH, "title", "unit_id", "remark")
    told = {name: getattr(person, name) for name in names}
    if mediator is not None:
        told |= {n: getattr(mediator, n) for n in OF_BOTH if getattr(mediator, n) is not None}
    return {name: value for name, value in told.items() if value is not None}


def household_keys(place_id: str, number: str, head: str) -> list[tuple[str, str, str]]:
    """What tells a household from others of its grid: the number, else the head."""
    if number:
        return [(place_id, "number", plain(number))]
    return [(place_id, "head", plain(head))] if head else []


def _units(db: Session, room_id: str) -> dict[str, str]:
    asked = select(Unit.id, Unit.name).where(Unit.room_id == room_id, Unit.void.is_(None))
    return {plain(name or ""): id_ for id_, name in db.execute(asked)}
