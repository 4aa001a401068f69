"""One merged list over all lines: of one grid and below, of the room, at a centre of every room (四线并举)."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from itertools import zip_longest

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.desk import dispatch_answers, doubles, grid, practice, questions
from app.desk import room as rooms
from app.desk.edit import get
from app.desk.loop_steps import steps_of
from app.desk.matter_names import Names
from app.holidays import Calendar
from app.records import (
    Agreement,
    Case,
    Matter,
    MatterStep,
    Person,
    Room,
    Unit,
    masks,
)
from app.rules import case_clock
from app.rules.matter_clock import LATE, NONE, clock_of, colour
from app.rules.matter_states import Standing, may_follow, standing_of
from app.rules.mechanism import Mechanism
from app.rules.tier_clock import COLOURS as RUNNING
from app.rules.tier_clock import TierClock
from app.words import say

MOST = 1500
"""Open matters looked at whole, so that the overdue stand first. Of more, the oldest and the newest are; the list
says how many lie between."""

PRESSING = (*reversed(RUNNING), NONE)
PARTS = ("open", "late", "report", "pass", "handle", "tracked", "solved", "case", "all")
"""Which part of the list is shown; words: matters.part.<part>."""


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for; what is empty does not narrow it."""

    part: str = "open"
    line: str = ""
    place_id: str = ""  # and everything below it
    colour: str = ""  # of the clock, see app.rules.matter_clock
    tier: str = ""
    room_id: str = ""  # at a centre
    text: str = ""  # in the number, the reporter, whom it is about, what was told


@dataclass(frozen=True)
class Line:
    """One matter as a list and a card show it. Names are whole; screens mask them."""

    id: str
    number: str
    line: str
    channel: str
    outside_no: str
    came_at: dt.datetime | None
    place_id: str
    place: str  # the names from the village down
    room: str  # at a centre
    tier: str
    reporter: str
    phone: str
    about: str
    told: str
    mediation_first: bool
    standing: Standing
    holders: tuple[str, ...]
    clock: TierClock | None
    colour: str
    case_id: str
    file_no: str
    case_solved: bool
    may: tuple[str, ...]
    into: str = ""  # the number of the one it is the same as and stands behind

    @property
    def masked_story(self) -> str:
        """What was told, without the names and the number it was written down with."""
        return masks.masked_story(self.told, (self.reporter, self.about), self.phone)

    @property
    def is_solved(self) -> bool:
        return self.standing.solved or (self.case_solved and not self.standing.tracked)

    @property
    def is_late(self) -> bool:
        return self.colour == LATE

    @property
    def due(self) -> dt.datetime | None:
        return self.clock.soft.at if self.clock else None


@dataclass
class Found:
    """The lines, and how many more there are that were not looked at or not told."""

    lines: list[Line] = field(default_factory=list)
    unseen: int = 0


def listing(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, wanted: Wanted, *, limit: int = 500
) -> Found:
    """By colour, the overdue first; of one colour what is due soonest; what has no day comes last, newest first."""
    asked = _narrowed(db, log, wanted)
    if wanted.part == "case":
        asked = asked.where(Matter.case_id.is_not(None))
    elif wanted.part == "solved":
        asked = asked.where(or_(~still_open(), Matter.case_id.is_not(None)))
    elif wanted.part != "all":
        asked = asked.where(still_open())
    ids, unseen = at_both_ends(db, log, asked, limit if wanted.part in {"all", "solved"} else 0)
    rows = loaded(db, ids)
    lines = [one for one in told(db, log, now, calendar, rows) if _belongs(one, wanted)]
    return Found(sorted(lines, key=urgency)[:limit], unseen + max(0, len(lines) - limit))


def at_both_ends(
    db: Session, log: str, asked: Select[Matter], newest_only: int = 0
) -> tuple[list[str], int]:
    """Of many matters the ids of the newest and of the oldest of every tier, or of so many newest; how many are left.

    The order is that of the indexes on the moment they came, so what lies between is counted and never sorted. Of
    one tier who came first is due first, unless a person fixed the day.
    """
    ids = asked.with_only_columns(Matter.id)
    newest = ids.order_by(Matter.came_at.desc(), Matter.id)
    most = newest_only or MOST
    found = list(db.scalars(newest.limit(most + 1)))
    if len(found) <= most:
        return found, 0
    if newest_only:
        found = found[:most]
    else:
        found = list(dict.fromkeys([*found[: most // 2], *_oldest(db, log, ids, most - most // 2)]))
    count = db.scalar(asked.with_only_columns(func.count())) or 0
    return found, max(0, count - len(found))


def _oldest(db: Session, log: str, ids: Select[str], most: int) -> list[str]:
    """The oldest of each tier in turn: a short one is not crowded out by older ones that have long."""
    codes = [tier.code for tier in practice.standing(db, log).tiers]
    groups = [Matter.tier == code for code in codes]
    groups.append(or_(Matter.tier.is_(None), Matter.tier.not_in(codes)))
    oldest = ids.order_by(Matter.came_at, Matter.id.desc()).limit(most)
    lists = [list(db.scalars(oldest.where(group))) for group in groups]
    return [one for row in zip_longest(*lists) for one in row if one][:most]


def loaded(db: Session, ids: list[str]) -> list[Matter]:
    found: list[Matter] = []
    for start in range(0, len(ids), 500):
        found += db.scalars(select(Matter).where(Matter.id.in_(ids[start : start + 500])))
    return found


def one(db: Session, log: str, now: dt.datetime, calendar: Calendar, matter_id: str) -> Line:
    """One matter as its card shows it."""
    return told(db, log, now, calendar, [get(db, Matter, matter_id)])[0]


def due(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, *, ahead: int = 0
) -> list[Line]:
    """What this room has to see to: late, or due within so many days; what is a case now is told as a case."""
    if db.scalars(select(Matter.id).limit(1)).first() is None:
        return []
    until = dt.datetime.combine(now.date() + dt.timedelta(days=ahead), dt.time(23, 59))
    own = Wanted(room_id=rooms.own_room(db, log).id)
    open_ = listing(db, log, now, calendar, own, limit=MOST).lines
    return [line for line in open_ if not line.case_id and line.due and line.due <= until]


def still_open() -> ColumnElement[bool]:
    """Not told back as solved, or burning again since; the rules look closer at what this lets through."""
    back, again = aliased(MatterStep), aliased(MatterStep)
    solved = exists().where(
        back.matter_id == Matter.id, back.step == "feedback", back.solved.is_(True),
        back.void.is_(None),
    )  # fmt: skip
    burnt = exists().where(
        again.matter_id == Matter.id, again.step == "reopen", again.void.is_(None)
    )
    return or_(~solved, burnt)


def told(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, rows: list[Matter], *, then: bool = False
) -> list[Line]:  # fmt: skip
    """The lines of some matters, with one question a kind; `then`: without what came after that moment."""
    way = practice.standing(db, log)
    steps = steps_of(db, [row.id for row in rows])
    if then:
        steps = {one: [x for x in those if not x.at or x.at <= now] for one, those in steps.items()}
    standing = {row.id: standing_of(row, steps[row.id]) for row in rows}
    names = Names(db)
    holders = [pair for one in standing.values() for pair in one.holders]
    names.add(Unit, {unit for unit, _ in holders})
    names.add(Person, {person for _, person in holders})
    cases = [row.case_id for row in rows if row.case_id]
    names.add_cases(cases)
    if rooms.own_room(db, log).is_centre:
        names.add(Room, {row.room_id or "" for row in rows})
    settled = settled_cases(db, cases, now.date() if then else None)
    sent = dispatch_answers.rooms(db, [x for one in standing.values() for x in one.dispatches])
    names.add(Room, set(sent.values()))
    into = doubles.merged_into(db, rows)
    going = [] if then else sorted(set(cases) - settled)
    clocks = {
        file.case.id: case_clock.running(file, way, calendar)
        for file in questions.standing_files(db, going)
    }
    look = _Look(way, calendar, now, names, settled, sent, into, clocks)
    return [look.line(row, standing[row.id]) for row in rows]


def within(db: Session, log: str, place_id: str) -> ColumnElement[bool]:
    """Matters of a place and all below it, with those of the rooms that stand there."""
    scope = grid.below(db, log, place_id)
    at_place = Matter.place_id.in_(sorted(scope.places))
    if not scope.rooms:
        return at_place
    of_room = Matter.room_id.in_(sorted(scope.rooms))
    named_elsewhere = Matter.place_id.in_(sorted(scope.elsewhere))
    return or_(at_place, of_room & (Matter.place_id.is_(None) | ~named_elsewhere))


def _narrowed(db: Session, log: str, wanted: Wanted) -> Select[Matter]:
    own = rooms.own_room(db, log)
    asked = select(Matter).where(Matter.void.is_(None), doubles.stands())
    if not own.is_centre:
        asked = asked.where(Matter.room_id == own.id)
    elif wanted.room_id:
        asked = asked.where(Matter.room_id == wanted.room_id)
    if wanted.line:
        asked = asked.where(Matter.line == wanted.line)
    if wanted.tier:
        asked = asked.where(Matter.tier == wanted.tier)
    if wanted.place_id:
        asked = asked.where(within(db, log, wanted.place_id))
    if wanted.text.strip():
        text = wanted.text.strip()
        columns = (
            Matter.number, Matter.outside_no, Matter.reporter, Matter.about, Matter.told,
            Matter.phone,
        )  # fmt: skip
        asked = asked.where(or_(*(one.contains(text, autoescape=True) for one in columns)))
    return asked


def _belongs(line: Line, wanted: Wanted) -> bool:
    if wanted.colour and line.colour != wanted.colour:
        return False
    match wanted.part:
        case "all" | "case":
            return True
        case "solved":
            return line.is_solved
        case "late":
            return line.is_late and not line.is_solved
        case "tracked":
            return line.standing.tracked
        case "open":
            return not line.is_solved
        case _:
            return line.standing.state == wanted.part and not line.is_solved


def urgency(line: Line) -> tuple[int, float, float, str]:
    """What is pressing stands first."""
    rank = len(PRESSING) if line.is_solved else PRESSING.index(line.colour)
    due = line.due.timestamp() if line.due and not line.is_solved else math.inf
    return rank, due, -(line.came_at.timestamp() if line.came_at else 0.0), line.number


@dataclass(frozen=True)
class _Look:
    """What is the same for all lines."""

    way: Mechanism
    calendar: Calendar
    now: dt.datetime
    names: Names
    settled: set[str]
    sent: dict[str, str]  # to which room each dispatch went
    into: dict[str, str]  # doubles: the number of the one that goes on
    of_cases: dict[str, TierClock | None]  # a matter that is a case goes by the clock of that

    def line(self, row: Matter, standing: Standing) -> Line:
        clock = (
            self.of_cases[row.case_id]
            if row.case_id in self.of_cases
            else clock_of(row, standing, self.way, self.calendar)
        )
        clock = None if row.id in self.into else clock  # the first one has it
        case_solved = row.case_id in self.settled
        done = standing.solved or (case_solved and not standing.tracked)
        holders = [self.names.holder(*pair) for pair in standing.holders]
        holders += [
            self.names.called.get(self.sent.get(one, "")) or say("matters.elsewhere")
            for one in standing.dispatches
        ]
        return Line(
            row.id, row.number or "", row.line or "", row.channel or "", row.outside_no or "",
            row.came_at, row.place_id or "", self.names.place(row.place_id),
            self.names.called.get(row.room_id or "", ""), row.tier or "", row.reporter or "",
            row.phone or "", row.about or "", row.told or "", bool(row.mediation_first), standing,
            tuple(filter(None, holders)), clock, NONE if done else colour(clock, self.now),
            row.case_id or "", self.names.cases.get(row.case_id or "", ""), case_solved,
            may_follow(row, standing, stands=row.id not in self.into),
            self.into.get(row.id, ""),
        )  # fmt: skip


def settled_cases(db: Session, ids: list[str], until: dt.date | None = None) -> set[str]:
    """Those of these cases that were settled and closed, by a day where one is asked for."""
    reached = exists().where(
        Agreement.case_id == Case.id, Agreement.void.is_(None), Agreement.made_on.is_not(None)
    )
    closed = Case.closed_on <= until if until else Case.closed_on.is_not(None)
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        asked = select(Case.id).where(
            Case.id.in_(ids[start : start + 500]), closed, Case.ended_on.is_(None),
            or_(reached, Case.result == "agreed"),
        )  # fmt: skip
        found |= set(db.scalars(asked))
    return found
