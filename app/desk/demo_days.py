"""The days of the demo room: its way of working, who sits, who came to the door, what was swept and talked over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.codes import table
from app.desk import calls, cases, meetings, practice, roster, sweeps, units, visitors
from app.desk.room import own_room
from app.holidays import Calendar

FRIDAY = 4
MISSED, CAME_LATE = 17, 11  # every so-manieth shift
BEGINS, ENDS = dt.time(8, 22), dt.time(17, 5)


def choose_way(db: Session, log: str, on: dt.date) -> None:
    """本地做法 of the demo room, with the units that sit together there."""
    practice.use(db, log, on, table("demo/days")["preset"])
    db.flush()
    units.take_offered(db, log)
    own_room(db, log).committee_kind = "township"


def put_roster(db: Session, log: str, on: dt.date, calendar: Calendar) -> None:
    """值班 of the month; on the days that are over most signed in and out, a few came late or not at all."""
    first = on.replace(day=1)
    roster.put(db, log, roster.propose(db, log, first, calendar))
    db.flush()
    for place, one in enumerate(roster.shifts(db, log, first, on - dt.timedelta(days=1)), 1):
        if one.on_day is None or place % MISSED == 0:
            continue
        late = 40 if place % CAME_LATE == 0 else -place % 9
        came = dt.datetime.combine(one.on_day, BEGINS) + dt.timedelta(minutes=late)
        one.in_at, one.out_at = came, dt.datetime.combine(one.on_day, ENDS)


def live(db: Session, log: str, now: dt.datetime, places: list[list[str]]) -> None:
    """What happened in the last days."""
    told = table("demo/days")
    room = own_room(db, log).id
    grids = [cases.find_or_make_place(db, room, path) for path in places]
    for one in told["visitor"]:
        at = (now - dt.timedelta(days=one["days"])).replace(hour=one["hour"])
        facts = {name: value for name, value in one.items() if name not in {"days", "hour"}}
        db.flush()
        visitors.enter(
            db, log, at, {**facts, "place_id": grids[0], "left_at": at + dt.timedelta(hours=1)}
        )
    for one in told["sweep"]:
        _sweep(db, log, now, one, grids)
    for one in told["call"]:
        on = now.date() - dt.timedelta(days=one["days"])
        facts = {name: value for name, value in one.items() if name not in {"days", "place"}}
        calls.record(db, log, {**facts, "on_day": on, "place_id": grids[one["place"]]})
    for one in told["meeting"]:
        back = (now.weekday() - FRIDAY) % 7 or 7
        at = (now - dt.timedelta(days=back)).replace(hour=19)
        facts = {name: one[name] for name in ("chair", "present")}
        meeting = meetings.hold(db, log, at, {"meeting_kind": one["kind"], **facts})
        db.flush()
        meetings.write(db, meeting, {"minutes": one["minutes"]})
        for topic, decided, who, days in one["items"]:
            due = at.date() + dt.timedelta(days=days)
            facts = {"topic": topic, "decided": decided, "who": who, "due_on": due}
            meetings.add_item(db, meeting, facts)


def _sweep(
    db: Session, log: str, now: dt.datetime, one: dict[str, Any], grids: list[str | None]
) -> None:
    at = now - dt.timedelta(days=one["days"])
    place = grids[one["place"]]
    facts = {"sweep_kind": one["kind"], "from_on": at.date(), "place_id": place}
    facts |= {name: one.get(name) for name in ("households", "zero", "spots")}
    swept = sweeps.record(db, log, facts)
    db.flush()
    if one.get("found"):
        sweeps.find_matter(db, log, at, swept, {"told": one["found"]})
