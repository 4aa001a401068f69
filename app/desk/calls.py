"""走访: the diary of calls at doors, with the ticks of the place, and who was called on in a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import practice
from app.desk.edit import add, checked, get
from app.desk.found import spawn_matter, when
from app.desk.grid import nodes
from app.desk.room import own_room
from app.holidays import Calendar
from app.records import HomeCall, Household, Matter, Person
from app.rules.grid_tree import Tree
from app.rules.rhythms import Turn, turn
from app.trouble import Trouble
from app.words import say

PART = 500


@dataclass(frozen=True)
class Line:
    """One call as the diary shows it. Names are whole; screens mask them."""

    id: str
    on_day: dt.date | None
    occasion: str
    place_id: str
    place: str
    household_id: str
    whom: str
    who: str
    ticks: tuple[str, ...]
    told: str
    found: int


@dataclass(frozen=True)
class Round:
    """One time round of an occasion: how many households there are, and who was not called on yet."""

    occasion: str
    turn: Turn
    households: int
    called: int
    calls: int
    waiting: tuple[Household, ...]  # not called on yet, the first so many
    note: str = ""
    loose: int = 0  # calls that name no household

    @property
    def left(self) -> int:
        """How many households are not called on yet."""
        return self.households - self.called


def record(db: Session, log: str, values: dict[str, Any], today: dt.date = dt.date.max) -> str:
    """A call at a door; a household tells whom and where. Its id."""
    told = checked(HomeCall, values)
    if not told.get("on_day"):
        raise Trouble("calling.no_day")
    if told["on_day"] > today:
        raise Trouble("calling.not_yet", day=told["on_day"])
    if told.get("household_id"):
        home = get(db, Household, told["household_id"])
        told = {"place_id": home.place_id, "whom": home.head} | {
            k: v for k, v in told.items() if v is not None
        }
    return add(
        db, HomeCall, {"room_id": own_room(db, log).id, "by_id": db.info["pen"].user, **told}
    )


def find_matter(
    db: Session, log: str, now: dt.datetime, call_id: str, values: dict[str, Any]
) -> str:
    """走访发现: one key makes a matter of a call; what is known of the household is not typed again."""
    call = get(db, HomeCall, call_id)
    told: dict[str, Any] = {
        "line": "grid", "matter_kind": "opinion", "place_id": call.place_id, "call_id": call.id,
        "reporter": call.whom, "told": call.told, "came_at": when(call.on_day, now),
    }  # fmt: skip
    home = db.get(Household, call.household_id) if call.household_id else None
    if home is not None:
        told |= {"phone": home.phone, "address": home.address or home.number}
    return spawn_matter(db, log, now, {**told, **values})


def listing(
    db: Session, log: str, since: dt.date | None = None, until: dt.date | None = None, *,
    occasion: str = "", limit: int = 500,
) -> list[Line]:  # fmt: skip
    """The room's calls of a period, the newest first."""
    asked = select(HomeCall).where(
        HomeCall.room_id == own_room(db, log).id, HomeCall.void.is_(None)
    )
    if since is not None:
        asked = asked.where(HomeCall.on_day >= since)
    if until is not None:
        asked = asked.where(HomeCall.on_day <= until)
    if occasion:
        asked = asked.where(HomeCall.occasion == occasion)
    rows = list(db.scalars(asked.order_by(HomeCall.on_day.desc(), HomeCall.id).limit(limit)))
    found, places = found_by(db, [one.id for one in rows]), Tree(nodes(db))
    people = {one.id: one.name for one in db.execute(select(Person.id, Person.name))}
    return [
        Line(one.id, one.on_day, one.occasion or "", one.place_id or "", places.told(one.place_id),
             one.household_id or "", one.whom or "", people.get(one.by_person_id or "") or "",
             tuple(one.ticks or ()), one.told or "", found.get(one.id, 0))
        for one in rows
    ]  # fmt: skip


def found_by(db: Session, call_ids: Sequence[str]) -> dict[str, int]:
    """How many matters came of each call."""
    found: dict[str, int] = {}
    for start in range(0, len(call_ids), PART):
        counted = select(Matter.call_id, func.count()).where(
            Matter.call_id.in_(call_ids[start : start + PART]), Matter.void.is_(None)
        )
        for call_id, count in db.execute(counted.group_by(Matter.call_id)):
            found[call_id or ""] = count
    return found


def rounds(
    db: Session, log: str, on: dt.date, calendar: Calendar, *, shown: int = 200
) -> list[Round]:
    """How each occasion of the place stands in the turn a day lies in."""
    found = []
    for rhythm in practice.standing(db, log).calls:
        this = turn(rhythm, on, calendar)
        if this is not None:
            found.append(_round(db, log, rhythm.what, this, rhythm.note, shown))
    return found


def _round(db: Session, log: str, occasion: str, this: Turn, note: str, shown: int) -> Round:
    room = own_room(db, log)
    calls = (
        HomeCall.room_id == room.id, HomeCall.occasion == occasion, HomeCall.void.is_(None),
        HomeCall.on_day >= this.first, HomeCall.on_day <= this.last,
    )  # fmt: skip
    homes = (Household.room_id == room.id, Household.void.is_(None), Household.gone_on.is_(None))
    called = select(HomeCall.household_id).where(*calls, HomeCall.household_id.is_not(None))
    there = db.scalar(select(func.count(Household.id)).where(*homes)) or 0
    reached = (
        db.scalar(select(func.count(Household.id)).where(*homes, Household.id.in_(called))) or 0
    )
    waiting = select(Household).where(*homes, Household.id.not_in(called))
    waiting = waiting.order_by(Household.place_id, Household.number, Household.id).limit(shown)
    many = db.scalar(select(func.count(HomeCall.id)).where(*calls)) or 0
    nowhere = select(func.count(HomeCall.id)).where(*calls, HomeCall.household_id.is_(None))
    waits = tuple(db.scalars(waiting))
    return Round(occasion, this, there, reached, many, waits, note, db.scalar(nowhere) or 0)


def round_words(one: Round, occasion: str, when: str) -> str:
    """How an occasion stands, in a sentence; a call that names no household reached none."""
    told = say(
        "cli.call_round", occasion=occasion, when=when, day=one.turn.due, calls=one.calls,
        count=one.households, left=one.left,
    )  # fmt: skip
    return told + (say("calling.loose", count=one.loose) if one.loose else "")
