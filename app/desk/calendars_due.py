"""放假安排提醒: this year's table is missing, or in December the next one's; two tables of a year differ."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import holiday_years
from app.desk.reminder import Reminder
from app.holidays import Calendar

LATE_IN_YEAR = (12, 1)  # by then next year's notice has come for ten years
SCREEN = "care"


def missing(calendar: Calendar, on: dt.date) -> list[int]:
    """The years whose table is needed on a day and not known."""
    needed = [on.year, *([on.year + 1] if (on.month, on.day) >= LATE_IN_YEAR else [])]
    return [year for year in needed if year not in calendar.known_years]


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """What keeps working days from being sure."""
    del log
    found = [
        Reminder("calendars.missing", {"year": year}, None, SCREEN, late=year == on.year)
        for year in missing(calendar, on)
    ]
    rivals = holiday_years.handed(db).rivals
    return found + [Reminder("calendars.rivals", {"year": year}, None, SCREEN) for year in rivals]
