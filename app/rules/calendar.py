"""Working days and periods: 民法典 201 and 203 on the tables of the State Council's notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.holidays import Calendar

SATURDAY = 5


@dataclass(frozen=True)
class Due:
    """A day something is due, and the year whose missing table leaves it in doubt."""

    day: date
    missing_year: int | None = None

    @property
    def certain(self) -> bool:
        return self.missing_year is None


def working_day(calendar: Calendar, day: date) -> bool | None:
    """Whether the day is worked, make-up weekends included; `None` where its year is not announced."""
    return None if calendar.missing_year(day) else is_worked(calendar, day)


def add_working_days(calendar: Calendar, start: date, count: int) -> Due:
    """The day `count` working days after `start`; the first day is not counted (民法典 201)."""
    day, missing = start, None
    while count > 0:
        day += timedelta(days=1)
        missing = missing or calendar.missing_year(day)
        count -= is_worked(calendar, day)
    return Due(day, missing)


def add_days_rolled(calendar: Calendar, start: date, count: int) -> Due:
    """The last day of a period of `count` days after `start`.

    The first day is not counted (民法典 201); an end on a day off moves to the next working day
    (民法典 203).
    """
    return rolled(calendar, start + timedelta(days=count))


def rolled(calendar: Calendar, day: date) -> Due:
    """The day itself if it is worked, else the next working day (民法典 203)."""
    missing = calendar.missing_year(day)
    while not is_worked(calendar, day):
        day += timedelta(days=1)
        missing = missing or calendar.missing_year(day)
    return Due(day, missing)


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Working days after `start` up to and with `end`, negative when `end` lies before."""
    if end < start:
        return -working_days_between(calendar, end, start)
    span = (end - start).days
    return sum(is_worked(calendar, start + timedelta(days=step)) for step in range(1, span + 1))


def is_worked(calendar: Calendar, day: date) -> bool:
    """As far as is known: a year that is not announced counts as one without holidays."""
    return day in calendar.made_up or (day.weekday() < SATURDAY and day not in calendar.off)
