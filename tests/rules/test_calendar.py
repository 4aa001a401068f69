"""Working days and periods, on the announced tables of 2024–2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import holidays
from app.rules.calendar import (
    Due,
    add_days_rolled,
    add_working_days,
    rolled,
    working_day,
    working_days_between,
)

CALENDAR = holidays.load()
KNOWN_DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 30))


@pytest.mark.parametrize("day", [date(2026, 9, 20), date(2026, 10, 10), date(2025, 1, 26)])
def test_a_make_up_weekend_is_worked(day):
    assert day.weekday() >= 5
    assert working_day(CALENDAR, day) is True


@pytest.mark.parametrize("day", [date(2026, 9, 25), date(2026, 10, 7), date(2026, 11, 7)])
def test_holidays_and_plain_weekends_are_not_worked(day):
    assert working_day(CALENDAR, day) is False


def test_of_a_year_without_a_notice_nothing_is_known():
    assert working_day(CALENDAR, date(2027, 3, 3)) is None


def test_the_last_days_of_december_wait_for_the_next_notice():
    """The notice for 2019 made Saturday 2018-12-29 a working day and Monday 12-31 a day off."""
    assert working_day(CALENDAR, date(2025, 12, 31)) is True
    assert working_day(CALENDAR, date(2026, 12, 28)) is True
    assert working_day(CALENDAR, date(2026, 12, 31)) is None


def test_five_working_days_step_over_two_festivals():
    """2026-09-24 受理；28、29、30 日，10 月 8、9 日：第五个工作日是 10 月 9 日"""
    assert add_working_days(CALENDAR, date(2026, 9, 24), 5) == Due(date(2026, 10, 9))


def test_a_period_ending_on_a_saturday_moves_to_monday():
    """2026-09-24 起三十日，10 月 24 日是星期六 (民法典 201, 203)"""
    assert add_days_rolled(CALENDAR, date(2026, 9, 24), 30) == Due(date(2026, 10, 26))
    assert add_days_rolled(CALENDAR, date(2026, 10, 8), 30) == Due(date(2026, 11, 9))


def test_a_period_may_end_on_a_make_up_saturday():
    assert rolled(CALENDAR, date(2026, 10, 10)) == Due(date(2026, 10, 10))


def test_a_missing_year_is_said_with_the_best_day_that_can_be_told():
    due = add_days_rolled(CALENDAR, date(2026, 12, 10), 30)
    assert due == Due(date(2027, 1, 11), 2027)
    assert not due.certain
    assert add_working_days(CALENDAR, date(2026, 12, 24), 5).missing_year == 2027


def test_an_end_that_rolls_into_the_unannounced_days_is_in_doubt():
    off = dict.fromkeys((date(2026, 12, 26), date(2026, 12, 27), date(2026, 12, 28)), "invented")
    calendar = holidays.Calendar(off=off, known_years=frozenset({2026}))
    assert rolled(calendar, date(2026, 12, 26)) == Due(date(2026, 12, 29), 2027)


def test_a_period_is_in_doubt_only_for_the_days_that_decide_it():
    """Thirty days from 2026-12-10 pass over New Year; thirty days from 2023-12-10 end in a known one."""
    assert add_days_rolled(CALENDAR, date(2023, 12, 10), 30).certain
    assert not add_working_days(CALENDAR, date(2023, 12, 10), 20).certain


@given(KNOWN_DAYS, st.integers(0, 60))
def test_counting_back_gives_the_days_that_were_added(start, count):
    due = add_working_days(CALENDAR, start, count).day
    assert working_days_between(CALENDAR, start, due) == count
    assert working_days_between(CALENDAR, due, start) == -count


@given(KNOWN_DAYS, st.integers(1, 60), st.integers(1, 60))
def test_adding_in_two_steps_is_adding_at_once(start, first, second):
    stop = add_working_days(CALENDAR, start, first).day
    assert (
        add_working_days(CALENDAR, stop, second).day
        == add_working_days(CALENDAR, start, first + second).day
    )


@given(KNOWN_DAYS, st.integers(0, 400))
def test_a_rolled_end_is_worked_and_nothing_before_it_is(start, count):
    due = add_days_rolled(CALENDAR, start, count)
    plain = start + timedelta(days=count)
    assert due.day >= plain
    if due.certain:
        assert working_day(CALENDAR, due.day)
        steps = range((due.day - plain).days)
        assert not any(working_day(CALENDAR, plain + timedelta(days=n)) for n in steps)
