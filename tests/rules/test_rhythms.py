"""What comes round has one turn on a day, in the order of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import holidays
from app.rules.mechanism import Rhythm
from app.rules.rhythms import Turn, before, turn

CALENDAR = holidays.load()


@pytest.mark.parametrize(
    ("rhythm", "on", "first", "last", "due"),
    [
        (Rhythm("daily", "day"), (2026, 3, 4), (2026, 3, 4), (2026, 3, 4), (2026, 3, 4)),
        (Rhythm("weekly", "week", 5), (2026, 3, 4), (2026, 3, 2), (2026, 3, 8), (2026, 3, 6)),
        (Rhythm("monthly", "month", 12), (2026, 3, 4), (2026, 3, 1), (2026, 3, 31), (2026, 3, 12)),
        (Rhythm("monthly", "month", 31), (2026, 2, 4), (2026, 2, 1), (2026, 2, 28), (2026, 2, 28)),
        (Rhythm("quarterly", "quarter", 10), (2026, 5, 31), (2026, 4, 1), (2026, 6, 30), (2026, 4, 10)),
        (Rhythm("half_year", "half_year"), (2026, 12, 31), (2026, 7, 1), (2026, 12, 31), (2026, 7, 1)),
        (Rhythm("other", "year"), (2026, 3, 4), (2026, 1, 1), (2026, 12, 31), (2026, 1, 1)),
        (Rhythm("holiday", "holiday", 3), (2026, 9, 21), (2026, 9, 15), (2026, 9, 24), (2026, 9, 22)),
    ],
)  # fmt: skip
def test_a_day_lies_in_one_turn(
    rhythm: Rhythm,
    on: tuple[int, int, int],
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    due: tuple[int, int, int],
) -> None:
    assert turn(rhythm, date(*on), CALENDAR) == Turn(date(*first), date(*last), date(*due))


def test_between_holidays_nothing_is_asked() -> None:
    assert turn(Rhythm("holiday", "holiday", 2), date(2026, 8, 1), CALENDAR) is None
    assert turn(Rhythm("holiday", "holiday", 2), date(2026, 10, 3), CALENDAR) is None


def test_turns_follow_each_other_without_a_gap() -> None:
    for every in ("day", "week", "month", "quarter", "half_year", "year"):
        rhythm = Rhythm("weekly", every)
        this = turn(rhythm, date(2026, 2, 17), CALENDAR)
        assert this is not None
        last = before(rhythm, this, CALENDAR)
        assert last is not None
        assert last.last + timedelta(days=1) == this.first
        assert this.holds(this.due)
        assert not last.holds(this.due)
