"""排查: one record a grid and period, what was found hanging under it, and the zero report (零报告)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import all_rooms
from app.desk.edit import add, checked, edit, get
from app.desk.found import spawn_matter, when
from app.desk.grid import nodes
from app.desk.room import own_room
from app.records import Matter, Person, Sweep
from app.rules import sweep_check
from app.rules.grid_tree import Tree
from app.trouble import Trouble

PART = 500


@dataclass(frozen=True)
class Line:
    """One sweep as the register shows it."""

    id: str
    place_id: str
    place: str
    kind: str
    from_on: dt.date | None
    until_on: dt.date | None
    who: str
    households: int | None
    spots: str
    found: int
    zero: bool
    note: str
    findings: tuple[str, ...]  # words keys
    room: str = ""  # at a centre


def record(db: Session, log: str, values: dict[str, Any], today: dt.date = dt.date.max) -> str:
    """A sweep; told again for the same grid, kind and day, it is that same sweep told better. Its id."""
    told = checked(Sweep, values)
    if not told.get("place_id"):
        raise Trouble("sweeping.no_place")
    if not told.get("from_on"):
        raise Trouble("sweeping.no_day")
    if told["from_on"] > today:
        raise Trouble("sweeping.not_yet", day=told["from_on"])
    room = own_room(db, log)
    same = select(Sweep.id).where(
        Sweep.room_id == room.id, Sweep.place_id == told["place_id"], Sweep.from_on == told["from_on"],
        Sweep.sweep_kind == told.get("sweep_kind"), Sweep.void.is_(None),
    )  # fmt: skip
    standing = db.scalars(same.order_by(Sweep.id)).first()
    if standing is not None:
        edit(db, Sweep, standing, {k: v for k, v in told.items() if v is not None})
        return standing
    return add(db, Sweep, {"room_id": room.id, "by_id": db.info["pen"].user, **told})


def report_zero(
    db: Session,
    log: str,
    kind: str,
    on: dt.date,
    grids: Sequence[str],
    today: dt.date = dt.date.max,
) -> int:
    """零报告 of several grids at once, but of none that found something that day; how many that were."""
    room = own_room(db, log)
    asked = select(Sweep.place_id).join(Matter, Matter.sweep_id == Sweep.id).where(
        Sweep.room_id == room.id, Sweep.sweep_kind == kind, Sweep.from_on == on,
        Sweep.void.is_(None), Matter.void.is_(None),
    )  # fmt: skip
    found = set(db.scalars(asked))
    told = {"sweep_kind": kind, "from_on": on, "zero": True}
    quiet = [grid for grid in dict.fromkeys(grids) if grid not in found]
    return len([record(db, log, {**told, "place_id": grid}, today) for grid in quiet])


def find_matter(
    db: Session, log: str, now: dt.datetime, sweep_id: str, values: dict[str, Any]
) -> str:
    """排查发现: a matter under its sweep, in its grid; a sweep that found something is no zero report."""
    sweep = get(db, Sweep, sweep_id)
    told = {
        "line": "grid",
        "matter_kind": "dispute",
        "place_id": sweep.place_id,
        "sweep_id": sweep.id,
        "came_at": when(sweep.until_on or sweep.from_on, now),
    }
    if sweep.zero:
        sweep.zero = False
    return spawn_matter(db, log, now, {**told, **values})


def listing(
    db: Session, log: str, since: dt.date | None = None, until: dt.date | None = None, *,
    place_ids: Sequence[str] = (), limit: int = 500,
) -> list[Line]:  # fmt: skip
    """The room's sweeps of a period, at a centre those of every room, the newest first."""
    asked = select(Sweep).where(all_rooms.shown(db, log, Sweep.room_id), Sweep.void.is_(None))
    if since is not None:
        asked = asked.where(Sweep.from_on >= since)
    if until is not None:
        asked = asked.where(Sweep.from_on <= until)
    if place_ids:
        asked = asked.where(Sweep.place_id.in_(place_ids))
    rows = list(db.scalars(asked.order_by(Sweep.from_on.desc(), Sweep.id).limit(limit)))
    found = found_by(db, [one.id for one in rows])
    places = Tree(nodes(db))
    people = {one.id: one.name for one in db.execute(select(Person.id, Person.name))}
    rooms = all_rooms.names(db, log)
    return [
        replace(
            _line(one, found.get(one.id, 0), places, people), room=rooms.get(one.room_id or "", "")
        )
        for one in rows
    ]


def found_by(db: Session, sweep_ids: Sequence[str]) -> dict[str, int]:
    """How many matters hang under each sweep."""
    found: dict[str, int] = {}
    for start in range(0, len(sweep_ids), PART):
        counted = select(Matter.sweep_id, func.count()).where(
            Matter.sweep_id.in_(sweep_ids[start : start + PART]), Matter.void.is_(None)
        )
        for sweep_id, count in db.execute(counted.group_by(Matter.sweep_id)):
            found[sweep_id or ""] = count
    return found


def _line(one: Sweep, found: int, places: Tree, people: dict[str, str | None]) -> Line:
    return Line(
        one.id, one.place_id or "", places.told(one.place_id), one.sweep_kind or "",
        one.from_on, one.until_on, people.get(one.by_person_id or "") or "", one.households, one.spots or "", found,
        bool(one.zero), one.note or "", tuple(sweep_check.findings(one, found)),
    )  # fmt: skip
