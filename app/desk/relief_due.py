"""离任提醒: who has left and still has open cases; somebody must take them on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import relief
from app.desk.reminder import Reminder
from app.holidays import Calendar

SCREEN = "relief"


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """One for each of them, late from the day he left."""
    del calendar
    return [
        Reminder(
            "relief.left_behind", {"who": one.name or "", "count": count}, one.left_on, SCREEN,
            one.id, late=True,
        )
        for one, count in relief.left_behind(db, log, on)
    ]  # fmt: skip
