"""请销假: who is away, until when, and which duty falls into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.desk import staff
from app.desk.edit import add, checked, get
from app.desk.room import own_room
from app.records import Leave
from app.rules.roster import Away
from app.trouble import Trouble

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One leave as a list shows it."""

    id: str
    who: str
    name: str
    from_on: dt.date | None
    until_on: dt.date | None
    back_on: dt.date | None
    reason: str
    approved_by: str
    state: str  # ahead, away, not_back, back

    @property
    def days(self) -> int | None:
        """How many days he was or will be away; nothing as long as no end is told."""
        last = self.back_on - DAY if self.back_on else self.until_on
        return (last - self.from_on).days + 1 if last and self.from_on else None


STATES = ("ahead", "away", "not_back", "back")


def ask(db: Session, log: str, who: str, values: dict[str, Any]) -> str:
    """请假: from a day on, for whom."""
    kind = who.partition("/")[0]
    if kind not in {"mediator", "person"}:
        raise Trouble("duty.nobody")
    told = {**checked(Leave, values), f"{kind}_id": who.partition("/")[2]}
    _whole(told.get("from_on"), told.get("until_on"))
    return add(db, Leave, {"room_id": own_room(db, log).id, **told})


def change(db: Session, leave_id: str, values: dict[str, Any]) -> None:
    """What was told of a leave is put right."""
    row = get(db, Leave, leave_id)
    told = checked(Leave, values)
    _whole(told.get("from_on", row.from_on), told.get("until_on", row.until_on))
    for name, value in told.items():
        setattr(row, name, value)


def come_back(db: Session, leave_id: str, on: dt.date) -> None:
    """销假: back at work from this day on."""
    row = get(db, Leave, leave_id)
    if row.from_on and on < row.from_on:
        raise Trouble("leave.back_before", day=row.from_on)
    row.back_on = on


def _whole(first: dt.date | None, last: dt.date | None) -> None:
    if first is None:
        raise Trouble("leave.no_day")
    if last is not None and last < first:
        raise Trouble("leave.upside_down", first=first, last=last)


def rows(db: Session, log: str, since: dt.date, until: dt.date) -> list[Leave]:
    """The leaves that touch these days, the earliest first."""
    asked = select(Leave).where(
        Leave.room_id == own_room(db, log).id, Leave.void.is_(None), Leave.from_on <= until,
        or_(Leave.back_on.is_(None), Leave.back_on > since),
        or_(Leave.until_on.is_(None), Leave.until_on >= since, Leave.back_on > since),
    )  # fmt: skip
    return list(db.scalars(asked.order_by(Leave.from_on, Leave.id)))


def away(db: Session, log: str, since: dt.date, until: dt.date) -> list[Away]:
    """The same as the roster needs it."""
    return [_away(one) for one in rows(db, log, since, until)]


def _away(one: Leave) -> Away:
    last = one.back_on - DAY if one.back_on else one.until_on
    return Away(staff.key_of(one), one.from_on or dt.date.max, last)


def lines(db: Session, log: str, today: dt.date, since: dt.date, until: dt.date) -> list[Line]:
    """The leaves that touch these days and those nobody has come back from, the latest first."""
    asked = select(Leave).where(
        Leave.room_id == own_room(db, log).id, Leave.void.is_(None), Leave.back_on.is_(None),
        Leave.from_on <= today,
    )  # fmt: skip
    found = {one.id: one for one in (*rows(db, log, since, until), *db.scalars(asked))}
    told = staff.names(db, [staff.key_of(one) for one in found.values()])
    made = [_line(one, told, today) for one in found.values()]
    return sorted(
        made, key=lambda one: (one.from_on or dt.date.min, one.name, one.id), reverse=True
    )


def _line(one: Leave, told: dict[str, str], today: dt.date) -> Line:
    who = staff.key_of(one)
    return Line(
        one.id, who, told.get(who, ""), one.from_on, one.until_on, one.back_on, one.reason or "",
        one.approved_by or "", _state(one, today),
    )  # fmt: skip


def _state(one: Leave, today: dt.date) -> str:
    if one.back_on is not None and one.back_on <= today:
        return "back"
    if one.from_on is not None and one.from_on > today:
        return "ahead"
    return "not_back" if one.until_on is not None and one.until_on < today else "away"
