"""办公时间: hours that are counted only while an office is open, on the working days of the notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from app.holidays import Calendar
from app.rules.calendar import is_worked

SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—~至]\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)")
HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")

Span = tuple[int, int]
"""Minutes of the day, from and to."""


def spans(told: Sequence[str]) -> list[Span] | None:
    """The open hours of a day as they are written (08:30-12:00); nothing where they make no sense."""
    found: list[Span] = []
    for one in told:
        fits = SPAN.fullmatch(one.strip())
        if fits is None:
            return None
        first = int(fits[1]) * 60 + int(fits[2])
        last = int(fits[3]) * 60 + int(fits[4]) if fits[3] else 24 * 60
        if last <= first or (found and first < found[-1][1]):
            return None
        found.append((first, last))
    return found


def hour(told: str) -> time | None:
    """A time of day as it is written; 24:00 is the day's last minute."""
    if told.strip() == "24:00":
        return time(23, 59)
    fits = HOUR.fullmatch(told.strip())
    return time(int(fits[1]), int(fits[2])) if fits else None


def after(
    calendar: Calendar, start: datetime, minutes: int, open_hours: Sequence[Span]
) -> tuple[datetime, int | None]:
    """The moment so many open minutes later, and the year whose missing table leaves it in doubt.

    Without open hours every hour of every day counts.
    """
    if not open_hours:
        return start + timedelta(minutes=minutes), None
    missing: int | None = None
    for day in _days(start.date()):
        missing = missing or calendar.missing_year(day)
        if not is_worked(calendar, day):
            continue
        for first, last in open_hours:
            begun = max(_at(day, first), start)
            there = int((_at(day, last) - begun).total_seconds()) // 60
            if there <= 0:
                continue
            if minutes <= there:
                return begun + timedelta(minutes=minutes), missing
            minutes -= there
    raise AssertionError("days do not end")  # pragma: no cover


def _days(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
