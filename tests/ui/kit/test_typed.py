"""What people type for a day, a moment, a number."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trouble import Trouble
from app.ui.kit.typed import read_count, read_day, read_moment, show_day, show_moment

TODAY = date(2026, 9, 24)


@pytest.mark.parametrize(
    "text",
    ["20260924", "2026-9-24", "2026-09-24", "2026.9.24", "2026/9/24", "2026年9月24日", "9.24", "9-24", "9月24",
     "9月24号", "２０２６－９－２４", "今天", " 今 天 ", "24日", "26.9.24", "9。24", "2026-09-24 周四", "today"],
)  # fmt: skip
def test_one_day_has_many_shapes(text):
    assert read_day(text, TODAY) == TODAY


def test_near_days_are_words():
    assert read_day("昨天", TODAY) == date(2026, 9, 23)
    assert read_day("明天", TODAY) == date(2026, 9, 25)


def test_a_two_digit_year_far_ahead_is_of_the_last_century():
    assert read_day("68.3.15", TODAY) == date(1968, 3, 15)
    assert read_day("31.1.1", TODAY) == date(2031, 1, 1)
    assert read_day("32.1.1", TODAY) == date(1932, 1, 1)


@pytest.mark.parametrize(
    "text", ["2026-2-30", "13.1", "9", "上周", "2026年9月", "99999999", "31日"]
)
def test_no_day_is_guessed(text):
    with pytest.raises(Trouble) as told:
        read_day(text, TODAY)
    assert text in str(told.value)


def test_nothing_typed_is_no_day():
    assert read_day("  ", TODAY) is None
    assert read_moment("", TODAY) is None
    assert read_count("") is None


@pytest.mark.parametrize(
    "text",
    ["2026-9-28 14:30", "20260928 14:30", "9.28 14：30", "9月28日下午2点半", "9.28 下午 2点30分", "9.28 14点半",
     "2026-09-28T14:30", "9.28 2:30pm", "2026年9月28日14时30分"],
)  # fmt: skip
def test_one_moment_has_many_shapes(text):
    assert read_moment(text, TODAY) == datetime(2026, 9, 28, 14, 30)


def test_a_time_alone_is_today_and_noon_is_noon():
    assert read_moment("9:05", TODAY) == datetime(2026, 9, 24, 9, 5)
    assert read_moment("中午12点", TODAY) == datetime(2026, 9, 24, 12, 0)
    assert read_moment("今天晚上8点", TODAY) == datetime(2026, 9, 24, 20, 0)


@pytest.mark.parametrize(
    ("text", "key"),
    [("9.28", "typed.time_missing"), ("9.28 25:00", "typed.moment"), ("明儿 9:00", "typed.day")],
)
def test_a_half_told_moment_says_what_is_missing(text, key):
    with pytest.raises(Trouble) as told:
        read_moment(text, TODAY)
    assert told.value.key == key


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1)))
def test_what_is_shown_reads_back(day, today):
    assert read_day(show_day(day), today) == day
    moment = datetime(day.year, day.month, day.day) + timedelta(minutes=day.toordinal() % 1440)
    assert read_moment(show_moment(moment), today) == moment


def test_a_number_may_carry_its_unit():
    assert [read_count(x) for x in ("3", "3份", " 58 岁", "70%", "１２")] == [3, 3, 58, 70, 12]
    with pytest.raises(Trouble):
        read_count("三")
