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
    found = []
    for name, period, last in submissions.due(db, log, on):
        if last > on + AHEAD:
            continue
        late = last < on
        facts = {"name": say(f"reports.{name}"), "period": periods.said(period), "day": last}
        key = "reports.over" if late else "reports.due"
        found.append(Reminder(key, facts, last, SCREEN, (name, period), late))
    return found
