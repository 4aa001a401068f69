"""分级时限一览: every tier clock that runs in cases and matters, the most pressing first, with its colour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.desk import all_rooms, dispatch_answers, elsewhere, matter_list
from app.desk import room as rooms
from app.desk.matter_list import Wanted
from app.desk.questions import standing_files
from app.holidays import Calendar
from app.papers.wording import official, said
from app.records import Case, CaseFile, Dispatch, DispatchStep, Matter
from app.records.masks import masked_name
from app.rules import case_clock
from app.rules.listing import Column, Listing, Value
from app.rules.mechanism import Mechanism
from app.rules.tier_clock import TierClock, tier_name

CASE, MATTER = "case", "matter"
LONGEST = 40  # characters of what was told
FORM = "tier_clocks"


@dataclass(frozen=True)
class Running:
    """One clock that runs: of which case or matter, and how it stands."""

    kind: str
    id: str
    number: str
    tier: str
    clock: TierClock
    colour: str
    room: str = ""  # at a centre
    what: str = ""  # what it is about, names masked


def running(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, way: Mechanism
) -> list[Running]:
    """Of the open cases and matters of this room, at a centre of every room, by their last bound."""
    rooms_ = all_rooms.names(db, log)
    found = []
    for file in _open_cases(db, log):
        clock = case_clock.running(file, way, calendar)
        if clock:
            case = file.case
            told = (CASE, case.id, case.file_no or "", clock.tier.code, clock)
            whose = rooms_.get(case.room_id or "", "")
            found.append(Running(*told, clock.colour(now), whose, _about(file)))
    lines = matter_list.listing(db, log, now, calendar, Wanted(), limit=matter_list.MOST).lines
    below = dispatch_answers.cases_below(
        db, [x for line in lines for x in line.standing.dispatches]
    )
    told_of = {one.id for one in found}
    for line in lines:
        if told_of & {below.get(one, "") for one in line.standing.dispatches}:
            continue  # the case a room below made of it has the clock
        if line.clock and not line.case_id:
            told = (MATTER, line.id, line.number, line.tier, line.clock)
            what = " ".join(line.masked_story.split())[:LONGEST]
            found.append(Running(*told, line.clock.colour(now), line.room, what))
    return sorted(found, key=lambda one: (one.clock.hard.at, one.number))


def listing(db: Session, log: str, now: dt.datetime, calendar: Calendar, way: Mechanism) -> Listing:
    """分级办理时限表: the same as a table to be printed."""
    rows: list[tuple[Value, ...]] = []
    found = running(db, log, now, calendar, way)
    for number, one in enumerate(found, 1):
        soft, hard = (_shown(one.clock, bound.at) for bound in (one.clock.soft, one.clock.hard))
        doubt = one.clock.missing_year
        rows.append((
            number, official(FORM, one.kind), one.number, one.what or None,
            tier_name(way, one.tier, "zh_CN") or said("tier", one.tier),
            _shown(one.clock, one.clock.start), soft, hard, official(FORM, one.colour),
            official(FORM, "doubt", year=doubt) if doubt else None,
        ))  # fmt: skip
    heads = (("no", 0.5), ("kind", 0.7), ("number", 2.2), ("what", 2.6), ("tier", 1.2), ("start", 1.5), ("soft", 1.5),
             ("hard", 1.5), ("colour", 0.8), ("remark", 1.2))  # fmt: skip
    room = rooms.own_room(db, log)
    made = Listing(
        official(FORM, "title"), [Column(official(FORM, name), wide) for name, wide in heads], rows,
        above=[(official(FORM, "office"), room.committee or ""), (official(FORM, "day"), f"{now:%Y-%m-%d %H:%M}")],
    )  # fmt: skip
    return all_rooms.with_rooms(db, log, made, [one.room for one in found])


def _about(file: CaseFile) -> str:
    """解某、陈某 房屋宅基地纠纷."""
    names = "、".join(masked_name(party.name) for party in file.parties if party.name)
    return " ".join(filter(None, (names, said("dispute_type", file.case.dispute_type))))


def _open_cases(db: Session, log: str) -> list[CaseFile]:
    of_matter = exists().where(Matter.case_id == Case.id, Matter.void.is_(None))
    handed = exists().where(
        DispatchStep.case_id == Case.id, DispatchStep.dispatch_id == Dispatch.id,
        Dispatch.due_on.is_not(None),
    )  # fmt: skip
    accepted = and_(Case.tier.is_not(None), Case.accepted_on.is_not(None))
    asked = select(Case.id).where(
        all_rooms.shown(db, log, Case.room_id), Case.void.is_(None), Case.closed_on.is_(None),
        Case.import_id.is_(None), or_(accepted, of_matter, handed),
        or_(Case.result == "ongoing", Case.result.is_(None)), Case.id.not_in(elsewhere.taken()),
    )  # fmt: skip
    return standing_files(db, list(db.scalars(asked.order_by(Case.accepted_on, Case.id))))


def _shown(clock: TierClock, at: dt.datetime) -> str:
    """To the minute where the minute counts, else the day."""
    return f"{at:%Y-%m-%d %H:%M}" if clock.exact else f"{at:%Y-%m-%d}"
