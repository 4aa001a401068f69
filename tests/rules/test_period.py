"""The periods of reports."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.period import before, compared, named, said, slices, so_far, year_ago

TODAY = date(2026, 8, 15)


@pytest.mark.parametrize(("name", "since", "until", "told"), [
    ("month", date(2026, 8, 1), date(2026, 8, 31), "2026年08月"),
    ("last_month", date(2026, 7, 1), date(2026, 7, 31), "2026年07月"),
    ("quarter", date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
    ("last_quarter", date(2026, 4, 1), date(2026, 6, 30), "2026年第二季度"),
    ("half_year", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
    ("last_half", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
    ("year", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ("last_year", date(2025, 1, 1), date(2025, 12, 31), "2025年"),
])  # fmt: skip
def test_a_period_has_its_days_and_its_name(name, since, until, told):
    assert named(name, TODAY) == (since, until)
    assert said((since, until)) == told


def test_other_periods_are_told_by_their_days():
    assert said((date(2026, 3, 2), date(2026, 3, 9))) == "2026年3月2日至3月9日"
    assert said((date(2025, 12, 2), date(2026, 3, 9))) == "2025年12月2日至2026年3月9日"
    assert said((date(2026, 2, 1), date(2026, 5, 31))) == "2026年02月至05月"
    assert said((date(2025, 12, 1), date(2026, 1, 31))) == "2025年12月至2026年01月"


def test_the_period_before_is_as_long_and_the_year_before_the_same_months():
    march = (date(2026, 3, 1), date(2026, 3, 31))
    assert before(march) == (date(2026, 2, 1), date(2026, 2, 28))
    assert year_ago(march) == (date(2025, 3, 1), date(2025, 3, 31))
    assert year_ago((date(2025, 2, 1), date(2025, 2, 28))) == (date(2024, 2, 1), date(2024, 2, 29))
    assert before((date(2026, 3, 2), date(2026, 3, 8))) == (date(2026, 2, 23), date(2026, 3, 1))


def test_slices_are_the_months_of_a_period_without_gap():
    parts = slices((date(2025, 11, 20), date(2026, 2, 3)))
    assert parts[0] == (date(2025, 11, 20), date(2025, 11, 30))
    assert parts[-1] == (date(2026, 2, 1), date(2026, 2, 3))
    assert len(parts) == 4


def test_days_that_have_not_come_are_left_out():
    year = named("year", TODAY)
    assert so_far(year, TODAY) == (date(2026, 1, 1), TODAY)
    later = (date(2026, 9, 1), date(2026, 9, 30))
    assert so_far(later, TODAY) == later


def test_a_period_that_is_not_over_is_set_beside_as_many_days():
    month = (date(2026, 11, 1), date(2026, 11, 30))
    over = ((date(2026, 10, 1), date(2026, 10, 31)), (date(2025, 11, 1), date(2025, 11, 30)))
    assert compared(month, date(2026, 11, 30)) == over
    assert compared(month, date(2027, 3, 1)) == over
    assert compared(month, date(2026, 11, 22)) == (
        (date(2026, 10, 1), date(2026, 10, 22)), (date(2025, 11, 1), date(2025, 11, 22)),
    )  # fmt: skip
    march = (date(2026, 3, 1), date(2026, 3, 31))
    assert compared(march, date(2026, 3, 30))[0] == (date(2026, 2, 1), date(2026, 2, 28))
