"""该报送了: the reports of the place whose day is near or over and that nobody has handed in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import submissions
from app.desk.reminder import Reminder
from app.holidays import Calendar
from app.rules import period as periods
from app.words import say

SCREEN = "reports"
AHEAD = dt.timedelta(days=5)
"""So long before its last day a report is told."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """What is to be handed in soon, or was."""
    del calendar
    return [one for one in owed(db, log, on) if one.on and one.on <= on + AHEAD]


def owed(db: Session, log: str, on: dt.date) -> list[Reminder]:
    """Every report that waits to be handed in; owed for several periods it is one line, the oldest named."""
    found: dict[str, list[tuple[periods.Period, dt.date]]] = {}
    for name, period, last in submissions.due(db, log, on):
        found.setdefault(name, []).append((period, last))
    return [_reminder(name, of, on) for name, of in found.items()]


def said(name: str, period: periods.Period, last: dt.date, on: dt.date) -> str:
    """One period of one report, due or over, in a sentence."""
    return _reminder(name, [(period, last)], on).sentence()


def _reminder(name: str, owed: list[tuple[periods.Period, dt.date]], on: dt.date) -> Reminder:
    period, last = min(owed, key=lambda one: one[1])
    facts = {
        "name": say(f"reports.{name}"), "period": periods.said(period), "day": last, "count": len(owed),
    }  # fmt: skip
    late = last < on
    key = "reports.over_several" if len(owed) > 1 else "reports.over" if late else "reports.due"
    return Reminder(key, facts, last, SCREEN, (name, period), late)


def meant(one: Reminder) -> tuple[str, periods.Period]:
    """Which report of when such a line asks for."""
    assert isinstance(one.target, tuple)
    name, period = one.target
    return name, period
