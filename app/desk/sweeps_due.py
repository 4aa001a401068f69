"""未报: which grids have not told their sweep of the turn that stands, or of the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import practice
from app.desk.grid import tree
from app.desk.reminder import Reminder
from app.desk.room import own_room
from app.holidays import Calendar
from app.records import Sweep
from app.rules import sweep_check
from app.rules.grid_tree import Tree, told_apart
from app.rules.mechanism import Rhythm
from app.rules.rhythms import Turn, before, turn
from app.words import language, say

SCREEN = "meetings"
NAMED = 3  # grids that a reminder names


@dataclass(frozen=True)
class Owed:
    """One time round that is not whole: which of the grids asked have not told theirs."""

    kind: str
    turn: Turn
    asked: int
    missing: tuple[tuple[str, str], ...]  # id and path of a grid
    late: bool

    @property
    def reported(self) -> int:
        return self.asked - len(self.missing)


def owed(
    db: Session, log: str, on: dt.date, calendar: Calendar, *, due_only: bool = False, then: bool = False
) -> list[Owed]:  # fmt: skip
    """What the rhythms of this room ask for on a day and nobody has told (`then`: by that day), earlier turns first."""
    found: list[Owed] = []
    places: Tree | None = None
    for rhythm in practice.standing(db, log).sweeps:
        for one in _turns(db, log, rhythm, on, calendar):
            if due_only and one.due > on:
                continue
            places = places or tree(db, log)  # of a centre a large one: not before it is needed
            told = _told(db, log, rhythm.what, one, min(one.last, on) if then else one.last)
            grids = sweep_check.owing(places, rhythm)
            named = tuple((grid, places.told(grid)) for grid in grids if grid not in told)
            if named:
                found.append(Owed(rhythm.what, one, len(grids), named, one.due < on))
    return found


def _turns(
    db: Session, log: str, rhythm: Rhythm, on: dt.date, calendar: Calendar
) -> Iterator[Turn]:
    """The turn before, if the room swept by then: nothing else is held against it; and the one that stands."""
    this = turn(rhythm, on, calendar)
    last = before(rhythm, this, calendar) if this and rhythm.every != "holiday" else None
    if last is not None and _began(db, log, last):
        yield last
    if this is not None:
        yield this


def kinds(db: Session, log: str) -> list[str]:
    """The kinds of sweeps this room tells."""
    return list(dict.fromkeys(one.what for one in practice.standing(db, log).sweeps))


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """One line a time round, from the day it is asked for."""
    return [_reminder(one) for one in owed(db, log, on, calendar, due_only=True)]


def _reminder(one: Owed) -> Reminder:
    names = "、".join(told_apart([path for _, path in one.missing])[:NAMED])
    key = "sweeping.due_more" if len(one.missing) > NAMED else "sweeping.due"
    facts = {
        "kind": kind_words(one.kind),
        "when": when_words(one.turn),
        "count": len(one.missing),
        "names": names,
    }
    return Reminder(key, facts, one.turn.due, SCREEN, ("sweeps", one.kind), one.late)


def when_words(one: Turn) -> str:
    """The days of a turn; of a day, that day."""
    if one.first == one.last:
        return str(one.first)
    return say("sweeping.turn", since=one.first, until=one.last)


def kind_words(kind: str) -> str:
    """月排查."""
    return code_list("sweep_kind").label(kind, language())


def _told(db: Session, log: str, kind: str, one: Turn, until: dt.date) -> set[str | None]:
    asked = select(Sweep.place_id).where(
        Sweep.room_id == own_room(db, log).id, Sweep.sweep_kind == kind, Sweep.void.is_(None),
        Sweep.from_on >= one.first, Sweep.from_on <= until,
    )  # fmt: skip
    return set(db.scalars(asked))


def _began(db: Session, log: str, one: Turn) -> bool:
    """Whether this room told any sweep up to the end of a turn."""
    asked = select(Sweep.id).where(
        Sweep.room_id == own_room(db, log).id, Sweep.from_on <= one.last, Sweep.void.is_(None)
    )
    return db.scalars(asked.limit(1)).first() is not None
