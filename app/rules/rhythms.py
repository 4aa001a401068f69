"""节奏: which time round of a sweep, a call or a meeting a day lies in, and by when it is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.holidays import Calendar
from app.rules.mechanism import Rhythm

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
OPENS = 7  # days before its end the turn before a holiday begins


@dataclass(frozen=True)
class Turn:
    """One time round: what is done from `first` to `last` counts for it, and it is asked for on `due`."""

    first: date
    last: date
    due: date

    def holds(self, day: date | None) -> bool:
        """Whether what was done on a day belongs to it."""
        return day is not None and self.first <= day <= self.last


def turn(rhythm: Rhythm, on: date, calendar: Calendar) -> Turn | None:
    """The turn a day lies in; none where nothing is asked for then (no holiday is near)."""
    if rhythm.every == "day":
        return Turn(on, on, on)
    if rhythm.every == "week":
        monday = on - timedelta(days=on.weekday())
        return Turn(monday, monday + timedelta(days=6), monday + timedelta(days=_within(rhythm, 7)))
    if rhythm.every == "holiday":
        return _before_holiday(rhythm, on, calendar)
    first = date(on.year, on.month - (on.month - 1) % MONTHS[rhythm.every], 1)
    last = _months_on(first, MONTHS[rhythm.every]) - timedelta(days=1)
    return Turn(first, last, first + timedelta(days=_within(rhythm, (last - first).days + 1)))


def before(rhythm: Rhythm, this: Turn, calendar: Calendar) -> Turn | None:
    """The turn that ended when this one began."""
    return turn(rhythm, this.first - timedelta(days=1), calendar)


def _within(rhythm: Rhythm, days: int) -> int:
    """How many days after the first of the turn it is due: the 31st of a short month is its last."""
    return min(max(rhythm.on, 1), days) - 1


def _before_holiday(rhythm: Rhythm, on: date, calendar: Calendar) -> Turn | None:
    """节前: from a week before its day up to the eve of the next holiday of the calendar."""
    ahead = max(rhythm.on, 1) + OPENS
    days = (on + timedelta(days=step) for step in range(1, ahead + 1))
    begins = next(
        (day for day in days if day in calendar.off and not _is_off(day, -1, calendar)), None
    )
    if begins is None or on in calendar.off:
        return None
    due = begins - timedelta(days=max(rhythm.on, 1))
    return Turn(begins - timedelta(days=ahead), begins - timedelta(days=1), due)


def _is_off(day: date, step: int, calendar: Calendar) -> bool:
    return day + timedelta(days=step) in calendar.off


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)
