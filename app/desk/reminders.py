"""Everything this room has to do that hangs on no one case, from whoever keeps watch over it.

A further watch is one line in SOURCES: a question that answers with reminders (see app/desk/reminder.py).
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import (
    calendars_due,
    calls_due,
    consultations_due,
    duty_due,
    matters_due,
    meetings_due,
    relief_due,
    reports_due,
    sweeps_due,
)
from app.desk.reminder import Reminder, Source
from app.holidays import Calendar

SOURCES: tuple[Source, ...] = (
    matters_due.reminders,
    sweeps_due.reminders,
    calls_due.reminders,
    meetings_due.reminders,
    duty_due.reminders,
    relief_due.reminders,
    calendars_due.reminders,
    consultations_due.reminders,
    reports_due.reminders,
)
"""One line each."""


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """What is due on a day or late, the late first."""
    found = [one for source in SOURCES for one in source(db, log, on, calendar)]
    return sorted(found, key=lambda one: (not one.late, one.on or dt.date.max))
