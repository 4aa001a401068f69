"""该走访了: the occasions of the place that stand and are not done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import calls
from app.desk.reminder import Reminder
from app.desk.room import own_room
from app.desk.sweeps_due import SCREEN, when_words
from app.holidays import Calendar
from app.records import HomeCall
from app.words import language

AHEAD = dt.timedelta(days=1)
"""A call at doors is told the evening before: people must be at home."""
NEW = dt.timedelta(days=3)
"""So long a room that never went is told of it."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """One line an occasion: nobody went yet, or households were not called on yet."""
    found = []
    for one in calls.rounds(db, log, on, calendar, shown=0):
        if one.turn.due - AHEAD > on or (one.calls and not one.left):
            continue
        if one.calls and one.turn.last - one.turn.first < dt.timedelta(days=20):
            continue  # 周末之约 is kept once somebody went; only a round of a month asks for every door
        if not one.calls and one.turn.due + NEW < on and not _began(db, log, one.occasion):
            continue  # the room never went by this rhythm: it is asked once, not every day
        key = "calling.due" if not one.calls else "calling.left"
        facts = {
            "occasion": code_list("call_occasion").label(one.occasion, language()), "when": when_words(one.turn),
            "day": one.turn.due, "left": one.left, "count": one.households,
        }  # fmt: skip
        late = one.turn.due < on and not one.calls
        found.append(Reminder(key, facts, one.turn.due, SCREEN, ("calls", one.occasion), late))
    return found


def _began(db: Session, log: str, occasion: str) -> bool:
    asked = select(HomeCall.id).where(
        HomeCall.room_id == own_room(db, log).id,
        HomeCall.occasion == occasion,
        HomeCall.void.is_(None),
    )
    return db.scalars(asked.limit(1)).first() is not None
