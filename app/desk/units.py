"""单位: departments, stations, teams and helper organisations that are called or sit together with us."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import edit, practice
from app.desk.room import own_room
from app.records import Unit
from app.rules.grid_rolled import plain
from app.rules.mechanism import Whom
from app.trouble import Trouble


@dataclass(frozen=True)
class UnitLine:
    """One unit as a list shows it. `hours`: by then it answers; nought: the usual of the place."""

    id: str
    name: str
    kind: str
    contact: str
    phone: str
    hours: int
    place_id: str | None
    parent_id: str | None
    left_on: dt.date | None


def units(db: Session, log: str, *, kind: str = "", gone_too: bool = False) -> list[UnitLine]:
    """The units of this room in their order."""
    asked = select(Unit).where(Unit.room_id == own_room(db, log).id, Unit.void.is_(None))
    if kind:
        asked = asked.where(Unit.unit_kind == kind)
    if not gone_too:
        asked = asked.where(Unit.left_on.is_(None))
    rows = db.scalars(asked.order_by(Unit.position.nulls_last(), Unit.name, Unit.id))
    return [_line(one) for one in rows]


def _line(one: Unit) -> UnitLine:
    return UnitLine(
        one.id, one.name or "", one.unit_kind or "", one.contact or "", one.phone or "", one.response_hours or 0,
        one.place_id, one.parent_id, one.left_on,
    )  # fmt: skip


def response_hours(db: Session, log: str, unit_id: str) -> int:
    """吹哨: how many hours a unit has to answer; where it says none, the usual of the place."""
    row = edit.get(db, Unit, unit_id)
    return row.response_hours or practice.standing(db, log).whistles.hours


def add_unit(db: Session, log: str, values: Mapping[str, Any]) -> str:
    """A new unit at the end of the list; its id."""
    told = edit.checked(Unit, dict(values))
    room = own_room(db, log)
    _check(db, room.id, None, told)
    highest = db.scalar(select(func.max(Unit.position)).where(Unit.room_id == room.id)) or 0
    waiting = [one.position or 0 for one in db.new if isinstance(one, Unit)]
    position = max([highest, *waiting]) + 1
    return edit.add(db, Unit, {"room_id": room.id, "position": position, **told})


def edit_unit(
    db: Session,
    log: str,
    unit_id: str,
    changes: Mapping[str, Any],
    seen: dict[str, str] | None = None,
) -> None:
    """Change facts of a unit."""
    told = edit.checked(Unit, dict(changes))
    if told.get("parent_id") == unit_id:
        raise Trouble("unit_list.in_itself")
    if "name" in told or "left_on" not in told:
        _check(
            db, own_room(db, log).id, unit_id, {"name": edit.get(db, Unit, unit_id).name, **told}
        )
    edit.edit(db, Unit, unit_id, told, seen)


def void_unit(db: Session, unit_id: str, reason: str) -> None:
    """作废: typed by mistake; one that is no more gets its last day instead."""
    edit.void(db, Unit, unit_id, reason)


def _check(db: Session, room_id: str, unit_id: str | None, told: Mapping[str, Any]) -> None:
    if not told.get("name"):
        raise Trouble("unit_list.no_name")
    if (told.get("response_hours") or 0) < 0:
        raise Trouble("unit_list.hours_below_nought")
    same = select(Unit.id, Unit.name).where(
        Unit.room_id == room_id, Unit.void.is_(None), Unit.left_on.is_(None)
    )
    for id_, name in db.execute(same):
        if id_ != unit_id and plain(name or "") == plain(told["name"]):
            raise Trouble("unit_list.same_name", name=told["name"])


def offered(db: Session, log: str) -> list[Whom]:
    """Units the place usually calls and that are not in the list yet; offered, never put in by themselves.

    司法所 is not offered where 青石司法所 is in the list.
    """
    here = units(db, log, gone_too=True)
    known = {plain(one.name) for one in here}
    of_kind = Counter(one.kind for one in here if one.kind != "other")
    found = []
    for one in practice.standing(db, log).units:
        if plain(one.name) in known:
            continue
        of_kind[one.kind] -= 1
        if of_kind[one.kind] < 0:
            found.append(one)
    return found


def take_offered(db: Session, log: str, names: Iterable[str] | None = None) -> list[str]:
    """Put offered units into the list, all or those of these names; their ids."""
    wanted = None if names is None else {plain(name) for name in names}
    return [
        add_unit(
            db, log, {"name": one.name, "unit_kind": one.kind, "response_hours": one.hours or None}
        )
        for one in offered(db, log)
        if wanted is None or plain(one.name) in wanted
    ]


def unit_called(db: Session, log: str, told: str) -> str:
    """The unit a person means on a command line: its id or its name."""
    found = [
        u.id for u in units(db, log, gone_too=True) if told == u.id or plain(u.name) == plain(told)
    ]
    if len(found) != 1:
        raise Trouble("unit_list.no_such_name", name=told)
    return found[0]
