"""What of the matters and whistles stands on Today: late, due, and called units that are silent."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app import clock
from app.desk import matter_list, whistles
from app.desk.matter_list import Line
from app.desk.reminder import Reminder
from app.holidays import Calendar
from app.words import say

SHOWN = 8
"""Told one by one; of more than that, how many."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """Matters late or due on a day, then whistles some unit has not answered."""
    now = _moment(on)
    found = matter_list.due(db, log, now, calendar)
    told = [_matter(line) for line in found[:SHOWN]]
    rest = len(found) - len(told)
    if rest:
        told.append(Reminder("matters.today_more", {"count": rest}, on, "matters"))
    return told + [_whistle(line) for line in whistles.silent(db, log, now)[:SHOWN]]


def _matter(line: Line) -> Reminder:
    due = line.due
    facts = {
        "number": line.number, "told": " ".join(line.told.split())[:24],
        "due": f"{due:%m-%d %H:%M}" if due else "—", "who": "、".join(line.holders) or say("matters.with_us"),
    }  # fmt: skip
    key = "matters.today_late" if line.is_late else "matters.today_due"
    return Reminder(key, facts, due.date() if due else None, "matters", line.id, line.is_late)


def _whistle(line: whistles.Line) -> Reminder:
    facts = {"number": line.number, "units": "、".join(one.unit for one in line.waits)}
    key = "matters.today_silent_late" if line.is_late else "matters.today_silent"
    day = line.blown_at.date() if line.blown_at else None
    return Reminder(key, facts, day, "matters", line.matter_id or None, line.is_late)


def _moment(on: dt.date) -> dt.datetime:
    """Now, or the evening of another day that is asked for."""
    now = clock.now()
    return now if now.date() == on else dt.datetime.combine(on, dt.time(23, 59))
