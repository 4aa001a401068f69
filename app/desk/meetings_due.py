"""该开会了, and what meetings decided that is due."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import practice
from app.desk.reminder import Reminder
from app.desk.room import own_room
from app.desk.sweeps_due import SCREEN, when_words
from app.holidays import Calendar
from app.records import Meeting, MeetingItem
from app.rules.rhythms import turn
from app.words import language

AHEAD = dt.timedelta(days=3)
"""So long before its day a decision is told."""
NEW = dt.timedelta(days=3)
"""So long a room that never held such a meeting is told of it."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """Meetings the place holds and has not held, then decisions that are due."""
    return [*_to_hold(db, log, on, calendar), *_to_do(db, log, on)]


def _to_hold(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    found = []
    for rhythm in practice.standing(db, log).meetings:
        this = turn(rhythm, on, calendar)
        if this is None or this.due > on or _held(db, log, rhythm.what, this.first, this.last):
            continue
        if this.due + NEW < on and not _held(db, log, rhythm.what, dt.date.min, this.first):
            continue  # the room never held one: it is asked for once, not every day
        kind = code_list("meeting_kind").label(rhythm.what, language())
        facts = {"kind": kind, "when": when_words(this)}
        late = this.due < on
        target = ("meetings", rhythm.what)
        found.append(Reminder("talks.due", facts, this.due, SCREEN, target, late))
    return found


def _to_do(db: Session, log: str, on: dt.date) -> list[Reminder]:
    asked = (
        select(MeetingItem)
        .join(Meeting, Meeting.id == MeetingItem.meeting_id)
        .where(
            Meeting.room_id == own_room(db, log).id, Meeting.void.is_(None), MeetingItem.void.is_(None),
            MeetingItem.done_on.is_(None), MeetingItem.due_on <= on + AHEAD,
        )
        .order_by(MeetingItem.due_on, MeetingItem.id)
    )  # fmt: skip
    return [
        Reminder(
            "talks.item_due",
            {"what": (one.decided or one.topic or "")[:40], "who": one.who or "—", "day": one.due_on},
            one.due_on, SCREEN, ("meeting", one.meeting_id or ""), bool(one.due_on and one.due_on < on),
        )
        for one in db.scalars(asked)
    ]  # fmt: skip


def _held(db: Session, log: str, kind: str, since: dt.date, until: dt.date) -> bool:
    asked = select(Meeting.id).where(
        Meeting.room_id == own_room(db, log).id, Meeting.meeting_kind == kind, Meeting.void.is_(None),
        Meeting.at >= dt.datetime.combine(since, dt.time.min),
        Meeting.at <= dt.datetime.combine(until, dt.time.max),
    )  # fmt: skip
    return db.scalars(asked.limit(1)).first() is not None
