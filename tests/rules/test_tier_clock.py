"""The clock of a tier: to the minute for hours, by the notices for working days, in four colours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import holidays
from app.records import Case, Matter
from app.rules import mechanism
from app.rules.calendar import working_day, working_days_between
from app.rules.mechanism import Mechanism, Tier
from app.rules.tier_clock import COLOURS, case_clock, clock_of, matter_clock, tier_name, tier_of
from app.trouble import Trouble

CALENDAR = holidays.load()
USUAL = mechanism.preset(mechanism.USUAL)
OFFICE = ("08:30-12:00", "14:00-17:30")
TIERS = (
    *USUAL.tiers, Tier("own_1", hours=2, office=OFFICE), Tier("own_2", days=3), Tier("same_day", by="20:00"),
    Tier("own_3", working_days=5, warn=2), Tier("own_4", hours=48, warn_minutes=90),
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2024, 1, 2), datetime(2026, 11, 1))


def clock(tier: Tier, start: datetime | date):
    found = clock_of(tier, start, CALENDAR)
    assert found is not None
    return found


def test_two_hours_run_around_the_clock_to_the_minute():
    two = clock(USUAL.tier("simple"), datetime(2026, 9, 24, 23, 17, 40))
    assert two.hard.at == datetime(2026, 9, 25, 1, 17)
    assert two.kept(datetime(2026, 9, 25, 1, 17, 59))
    assert not two.kept(datetime(2026, 9, 25, 1, 18))
    assert two.minutes_left(datetime(2026, 9, 25, 0, 47)) == 30
    turns = [(0, 16), (0, 17), (0, 46), (0, 47), (1, 17), (1, 18)]
    assert [two.colour(datetime(2026, 9, 25, *at, 30)) for at in turns] == [
        "green", "yellow", "yellow", "orange", "orange", "red",
    ]  # fmt: skip
    assert not two.missing_year


def test_of_a_case_without_an_hour_the_whole_day_is_given():
    two = clock(USUAL.tier("simple"), date(2026, 9, 24))
    assert (two.soft.due.day, two.exact) == (date(2026, 9, 24), False)
    assert two.kept(date(2026, 9, 24))
    assert clock(Tier("own_4", hours=48), date(2026, 9, 24)).soft.due.day == date(2026, 9, 26)


def test_hours_of_an_office_wait_for_its_door_to_open():
    tier = Tier("own_1", hours=2, office=OFFICE)
    assert clock(tier, datetime(2026, 9, 24, 16, 30)).hard.at == datetime(2026, 9, 28, 9, 30)
    assert clock(tier, datetime(2026, 9, 24, 11, 0)).hard.at == datetime(2026, 9, 24, 15, 0)
    # 2026-10-10 is a Saturday that is worked
    assert clock(tier, datetime(2026, 10, 10, 7, 0)).hard.at == datetime(2026, 10, 10, 10, 30)
    assert clock(tier, datetime(2026, 12, 31, 17, 0)).missing_year == 2027


def test_what_comes_in_the_morning_is_done_in_the_evening():
    tier = Tier("same_day", by="20:00")
    assert clock(tier, datetime(2026, 9, 24, 8, 5)).hard.at == datetime(2026, 9, 24, 20, 0)
    assert clock(tier, datetime(2026, 9, 24, 20, 30)).hard.at == datetime(2026, 9, 25, 20, 0)


def test_hard_matters_have_a_soft_and_a_last_bound_and_four_colours():
    hard = clock(USUAL.tier("hard"), datetime(2026, 3, 2, 9, 0))
    assert (hard.soft.due.day, hard.hard.due.day) == (date(2026, 3, 16), date(2026, 3, 23))
    seen = [hard.colour(datetime(2026, 3, day, 8, 0)) for day in (3, 12, 13, 16, 17, 23, 24)]
    assert seen == ["green", "green", "yellow", "yellow", "orange", "orange", "red"]
    assert hard.within_soft(date(2026, 3, 16))
    assert hard.kept(date(2026, 3, 20))
    assert not hard.within_soft(date(2026, 3, 20))
    assert not hard.kept(date(2026, 3, 24))


def test_with_one_bound_the_last_day_is_orange():
    five = clock(USUAL.tier("coordinated"), datetime(2026, 9, 24, 9, 0))
    seen = {
        day: five.colour(datetime(2026, *day))
        for day in ((9, 30), (10, 7), (10, 8), (10, 9), (10, 10))
    }
    assert list(seen.values()) == ["green", "green", "yellow", "orange", "red"]


def test_a_day_the_sender_fixed_stands_over_the_tier():
    matter = Matter(tier="coordinated", came_at=datetime(2026, 9, 24, 9), due_on=date(2026, 9, 26))
    assert matter_clock(matter, USUAL, CALENDAR).hard.due.day == date(2026, 9, 26)
    matter.due_on = None
    assert matter_clock(matter, USUAL, CALENDAR).hard.due.day == date(2026, 10, 9)
    again = matter_clock(matter, USUAL, CALENDAR, since=datetime(2026, 10, 9, 9))
    assert again.hard.due.day == date(2026, 10, 15)  # Saturday 10-10 is worked


def test_a_tier_of_another_place_keeps_the_length_it_was_shipped_with():
    place = Mechanism(tiers=(Tier("own_1", zh="一般事项", days=3),))
    assert tier_of(place, "hard").working_days == 10
    assert tier_of(place, "own_2") is None
    assert (tier_name(place, "own_1", "zh_CN"), tier_name(place, "hard", "en")) == (
        "一般事项", "Key and hard",
    )  # fmt: skip


@pytest.mark.parametrize("case", [Case(), Case(tier="hard"), Case(accepted_on=date(2026, 9, 24))])
def test_without_tier_or_day_no_clock_runs(case):
    assert case_clock(case, USUAL, CALENDAR) is None
    assert case_clock(Case(tier="own_6", accepted_on=date(2026, 9, 24)), USUAL, CALENDAR) is None


@pytest.mark.parametrize(
    "told", [{"office": ["9-5"]}, {"office": ["14:00-12:00"]}, {"by": "abends"}]
)
def test_hours_nobody_can_read_are_refused(told):
    with pytest.raises(Trouble) as trouble:
        mechanism.read({"tiers": [{"code": "simple", "hours": 2, **told}]})
    assert trouble.value.key == "practice.no_hours"


@settings(max_examples=60)
@given(st.sampled_from(TIERS), MOMENTS)
def test_no_bound_lies_before_its_start_and_the_soft_one_comes_first(tier, start):
    one = clock(tier, start)
    assert one.start <= one.yellow_at <= one.orange_at
    assert one.start <= one.soft.at <= one.hard.at
    assert one.yellow_at <= one.soft.at


@settings(max_examples=60)
@given(st.sampled_from(TIERS), MOMENTS, st.integers(0, 60000), st.integers(0, 60000))
def test_a_later_start_is_never_due_earlier_and_no_colour_goes_back(tier, start, wait, more):
    one, later = clock(tier, start), clock(tier, start + timedelta(minutes=wait))
    assert later.soft.at >= one.soft.at
    assert later.hard.at >= one.hard.at
    now = start + timedelta(minutes=wait)
    colours = [COLOURS.index(one.colour(now + timedelta(minutes=step))) for step in (0, more)]
    assert colours == sorted(colours)


@settings(max_examples=60)
@given(MOMENTS, st.integers(1, 30), st.integers(0, 10))
def test_working_days_end_on_a_worked_day_make_up_weekends_among_them(start, length, more):
    one = clock(Tier("own_1", working_days=length, longest_working_days=length + more), start)
    for bound, count in ((one.soft, length), (one.hard, length + more)):
        assert working_days_between(CALENDAR, start.date(), bound.at.date()) == count
        if not bound.missing_year:
            assert working_day(CALENDAR, bound.at.date())
