"""What of field work and meetings is printed and exported: sweeps, zero reports, calls, meetings, trainings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import all_rooms, calls, meetings, practice, sweeps, trainings
from app.desk.grid import nodes, tree
from app.desk.room import own_room
from app.holidays import Calendar
from app.papers.registers import register, span, words_of
from app.papers.wording import said
from app.records import Household, Sweep, masks
from app.rules import sweep_check
from app.rules.grid_tree import Tree, natural
from app.rules.listing import Listing
from app.rules.rhythms import Turn, turn
from app.trouble import Trouble

BETWEEN = "、"
MOST = 5000


def sweep_listing(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> Listing:
    """矛盾纠纷排查台账 of a period, the oldest first."""
    found = sweeps.listing(db, log, since, until, limit=MOST)
    found.sort(key=lambda one: (one.from_on or dt.date.min, natural(one.place)))
    rows = [
        (n, x.place, said("sweep_kind", x.kind), x.from_on, x.until_on, x.who, x.households, x.spots, x.found,
         words_of("sweeps", "yes") if x.zero else None, x.note)
        for n, x in enumerate(found, 1)
    ]  # fmt: skip
    total = (
        None, words_of("sweeps", "total"), None, None, None, None, sum(x.households or 0 for x in found), None,
        sum(x.found for x in found), sum(1 for x in found if x.zero), None,
    )  # fmt: skip
    made = register("sweeps", rows, above=_span("sweeps", since, until), total=total)
    return all_rooms.with_rooms(db, log, made, [x.room for x in found])


def report_listing(db: Session, log: str, kind: str, on: dt.date, calendar: Calendar) -> Listing:
    """报告情况表: grid by grid who found what, who told that there was nothing, and who told nothing."""
    rhythm = next((x for x in practice.standing(db, log).sweeps if x.what == kind), None)
    this = turn(rhythm, on, calendar) if rhythm else None
    if rhythm is None or this is None:
        raise Trouble("sweeping.no_turn")
    places = tree(db, log)
    told = _told(db, log, kind, this)
    found = sweeps.found_by(db, [x.id for those in told.values() for x in those])
    rows = [
        (n, places.told(grid), *_reported(told.get(grid, []), found))
        for n, grid in enumerate(sweep_check.owing(places, rhythm), 1)
    ]
    total = (
        None, words_of("zero_reports", "total"), None, sum(x[3] or 0 for x in rows), sum(1 for x in rows if x[4]),
        sum(1 for x in rows if x[5]), None,
    )  # fmt: skip
    return register(
        "zero_reports", rows, above=span("zero_reports", this.first, this.last), total=total,
        kind=said("sweep_kind", kind),
    )  # fmt: skip


def _reported(
    told: list[Sweep], found: dict[str, int]
) -> tuple[dt.date | None, int | None, str | None, str | None, str | None]:
    """What one grid told in a turn, all its sweeps together: found later, it is no zero report any more."""
    yes = words_of("zero_reports", "yes")
    if not told:
        return None, None, None, yes, None
    many = sum(found.get(one.id, 0) for one in told)
    zero = yes if not many and any(one.zero for one in told) else None
    notes = "；".join(dict.fromkeys(one.note for one in told if one.note))
    return told[-1].from_on, many, zero, None, notes or None


def _told(db: Session, log: str, kind: str, one: Turn) -> dict[str, list[Sweep]]:
    """The sweeps of a turn by grid, the latest last."""
    asked = select(Sweep).where(
        Sweep.room_id == own_room(db, log).id, Sweep.sweep_kind == kind, Sweep.void.is_(None),
        Sweep.from_on >= one.first, Sweep.from_on <= one.last,
    )  # fmt: skip
    told: dict[str, list[Sweep]] = {}
    for row in db.scalars(asked.order_by(Sweep.from_on, Sweep.id)):
        told.setdefault(row.place_id or "", []).append(row)
    return told


def call_listing(
    db: Session, log: str, since: dt.date | None, until: dt.date | None, *, whole: bool = False
) -> Listing:
    """走访日志 of a period, the oldest first, masked unless asked for whole; the three of each tick stand above."""
    way = practice.standing(db, log)
    meant = [
        f"{said('call_tick', x.code)}（{BETWEEN.join(way.ticks[x.code])}）"
        for x in code_list("call_tick") if x.code in way.ticks
    ]  # fmt: skip
    rows = [
        (n, x.on_day, said("call_occasion", x.occasion), x.place,
         x.whom if whole else masks.masked_name(x.whom), x.who,
         BETWEEN.join(said("call_tick", t) for t in x.ticks),
         x.told if whole else masks.masked_story(x.told, (x.whom,)), x.found or None)
        for n, x in enumerate(calls.listing(db, log, since, until, limit=MOST)[::-1], 1)
    ]  # fmt: skip
    ticks = [("ticks", "；".join(meant))] if meant else []
    return register("home_calls", rows, above=[*_span("home_calls", since, until), *ticks])


def round_listing(
    db: Session, log: str, occasion: str, on: dt.date, calendar: Calendar, *, masked: bool = False
) -> Listing:
    """走访情况表: the households an occasion has not reached yet, to go from door to door with."""
    found = next(
        (x for x in calls.rounds(db, log, on, calendar, shown=MOST) if x.occasion == occasion), None
    )
    if found is None:
        raise Trouble("calling.no_round")
    places = Tree(nodes(db))
    order = {one: n for n, one in enumerate(places.order)}

    def door(one: Household) -> tuple[Any, ...]:
        return order.get(one.place_id or "", len(order)), natural(one.number or "")

    rows = [
        (n, places.told(x.place_id), x.number, masks.masked_name(x.head) if masked else x.head,
         masks.masked_phone(x.phone) if masked else x.phone, x.address, None)
        for n, x in enumerate(sorted(found.waiting, key=door), 1)
    ]  # fmt: skip
    left = found.left - len(rows)
    state = words_of(
        "call_round", "told", count=found.households, called=found.called, left=found.left
    )
    return register(
        "call_round", rows,
        above=[*span("call_round", found.turn.first, found.turn.last), ("state", state)],
        below=[words_of("call_round", "more", count=left)] if left else [],
        occasion=said("call_occasion", occasion),
    )  # fmt: skip


def meeting_listing(db: Session, log: str) -> Listing:
    """会议台账."""
    found = meetings.listing(db, log, limit=MOST)[::-1]
    rows = [
        (n, said("meeting_kind", x.kind), f"{x.at:%Y-%m-%d %H:%M}" if x.at else None, x.place, x.chair,
         x.present or None, x.items or None, x.waiting or None, x.matters or None)
        for n, x in enumerate(found, 1)
    ]  # fmt: skip
    return all_rooms.with_rooms(db, log, register("meetings", rows), [x.room for x in found])


def training_listing(
    db: Session, log: str, since: dt.date | None, until: dt.date | None
) -> Listing:
    """学习培训记录."""
    found = trainings.listing(db, log, since, until)[::-1]
    rows = [
        (n, x.on_day, x.title, x.hours or None, BETWEEN.join(x.names), x.times or None, x.note)
        for n, x in enumerate(found, 1)
    ]
    total = (
        None, None, words_of("trainings", "total"), sum(x.hours for x in found), None,
        sum(x.times for x in found), None,
    )  # fmt: skip
    return register("trainings", rows, total=total)


def _span(name: str, since: dt.date | None, until: dt.date | None) -> list[tuple[str, str]]:
    """The period above a register; of everything there is none."""
    return span(name, since, until) if since or until else []
