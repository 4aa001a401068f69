"""Hours that count only while the office is open."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from app import holidays
from app.rules import office_hours

CALENDAR = holidays.load()
OPEN = office_hours.spans(["8:30-12:00", "14:00至17:30"])


def test_open_hours_are_read_as_people_write_them():
    assert OPEN == [(510, 720), (840, 1050)]
    assert office_hours.spans(["0:00-24:00"]) == [(0, 1440)]
    assert office_hours.hour("24:00") == time(23, 59)


@pytest.mark.parametrize(
    "told", [["9-5"], ["14:00-12:00"], ["8:00-12:00", "11:00-15:00"], ["25:00-26:00"]]
)
def test_hours_that_make_no_sense_are_none(told):
    assert office_hours.spans(told) is None


def test_the_evening_and_the_holiday_do_not_count():
    begun = datetime(2026, 9, 24, 17, 0)  # the day before the holiday of three days
    assert office_hours.after(CALENDAR, begun, 30, OPEN) == (datetime(2026, 9, 24, 17, 30), None)
    assert office_hours.after(CALENDAR, begun, 31, OPEN) == (datetime(2026, 9, 28, 8, 31), None)


def test_without_open_hours_every_hour_counts():
    begun = datetime(2026, 12, 31, 23, 0)
    assert office_hours.after(CALENDAR, begun, 120, []) == (datetime(2027, 1, 1, 1, 0), None)
