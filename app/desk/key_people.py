"""重点人群: whom the room must not lose sight of. Who may not see them learns only how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import edit
from app.desk import room as rooms
from app.desk.grid import tree
from app.records import KeyPerson, Mediator, Party
from app.rules.identity import plain_number
from app.trouble import Trouble


def may_see(db: Session, user: str) -> bool:
    """Whether who signed in may look at them."""
    return bool(db.scalar(select(Mediator.sees_key_people).where(Mediator.id == user)))


def let_see(db: Session, log: str, user: str, mediator_id: str, *, may: bool) -> None:
    """Who may see them lets others see them; in a room where nobody may yet, its first mediator decides."""
    if not may_grant(db, log, user):
        raise Trouble("key_people.not_yours_to_grant")
    edit.edit(db, Mediator, mediator_id, {"sees_key_people": may})


def may_grant(db: Session, log: str, user: str) -> bool:
    """Whether this person decides who may see them."""
    staff = rooms.mediators(db, rooms.own_room(db, log).id)
    here = [one for one in staff if one.left_on is None]
    seeing = [one.id for one in here if one.sees_key_people]
    return user in (seeing or [one.id for one in here][:1])


def how_many(db: Session, log: str, on: dt.date, place_id: str | None = None) -> int:
    """How many there are, of a place and all below it: this everybody may know."""
    asked = select(func.count(KeyPerson.id)).where(*_standing(db, log, on, place_id))
    return db.scalar(asked) or 0


def by_place(db: Session, log: str, on: dt.date) -> dict[str, int]:
    """How many there are in each grid."""
    asked = select(KeyPerson.place_id, func.count()).where(*_standing(db, log, on, None))
    return {place: many for place, many in db.execute(asked.group_by(KeyPerson.place_id)) if place}


def key_people(
    db: Session, log: str, user: str, on: dt.date, place_id: str | None = None
) -> list[KeyPerson]:
    """All of them, of a place and all below it; refused to who may not see them."""
    _check_may(db, user)
    asked = select(KeyPerson).where(*_standing(db, log, on, place_id))
    return list(db.scalars(asked.order_by(KeyPerson.name, KeyPerson.id)))


def tags(
    db: Session, log: str, user: str, on: dt.date, numbers: Iterable[str | None]
) -> dict[str, tuple[str, ...]]:
    """What stands beside a party whose ID number is that of one of them; nothing for who may not see it."""
    wanted = {plain_number(number) for number in numbers if number} - {""}
    if not wanted or not may_see(db, user):
        return {}
    columns = (KeyPerson.id_number, KeyPerson.groups)
    rows = db.execute(select(*columns).where(*_standing(db, log, on, None)))
    found: dict[str, tuple[str, ...]] = {}
    for number, groups in rows:
        told = plain_number(number or "")
        if told in wanted:
            found[told] = (*found.get(told, ()), *(groups or ()))
    return found


def tagged(
    db: Session, log: str, user: str, on: dt.date, case_id: str
) -> dict[str, tuple[str, ...]]:
    """The tags of a case's parties, by party; nothing for who may not see them."""
    asked = select(Party.id, Party.id_number).where(Party.case_id == case_id, Party.void.is_(None))
    parties = {id_: plain_number(number) for id_, number in db.execute(asked) if number}
    found = tags(db, log, user, on, parties.values())
    return {id_: found[number] for id_, number in parties.items() if number in found}


def add_key_person(db: Session, log: str, user: str, values: Mapping[str, Any]) -> str:
    """列入: who may see them writes one down; the id."""
    _check_may(db, user)
    told = edit.checked(KeyPerson, dict(values))
    if not told.get("name"):
        raise Trouble("key_people.no_name")
    return edit.add(db, KeyPerson, {"room_id": rooms.own_room(db, log).id, **told})


def edit_key_person(
    db: Session,
    user: str,
    key_person_id: str,
    changes: Mapping[str, Any],
    seen: dict[str, str] | None = None,
) -> None:
    """Change facts; `until` is the day one leaves the list."""
    _check_may(db, user)
    edit.edit(db, KeyPerson, key_person_id, dict(changes), seen)


def void_key_person(db: Session, user: str, key_person_id: str, reason: str) -> None:
    """作废: written down by mistake."""
    _check_may(db, user)
    edit.void(db, KeyPerson, key_person_id, reason)


def _check_may(db: Session, user: str) -> None:
    if not may_see(db, user):
        raise Trouble("key_people.not_allowed")


def _standing(db: Session, log: str, on: dt.date, place_id: str | None) -> list[Any]:
    """On the list on a day."""
    asked: list[Any] = [
        KeyPerson.void.is_(None),
        KeyPerson.room_id == rooms.own_room(db, log).id,
        KeyPerson.until.is_(None) | (KeyPerson.until > on),
    ]
    if place_id is not None:
        asked.append(KeyPerson.place_id.in_(tree(db, log).below(place_id)))
    return asked
