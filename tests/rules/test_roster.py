"""值班表: even, never during leave, never twice a day, always the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import holidays
from app.rules.mechanism import Duty
from app.rules.roster import (
    Away,
    Sitting,
    during_leave,
    duty_days,
    first_to_plan,
    gaps,
    month_of,
    propose,
)
from app.trouble import Trouble

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
PEOPLE = [f"p{n}" for n in range(6)]
DAYS = [date(2026, 3, 2) + timedelta(days=n) for n in range(20)]


def test_spring_festival_is_free_and_the_weekends_made_up_for_it_are_worked() -> None:
    days = duty_days(Duty(), holidays.load(), *FEBRUARY)
    assert date(2026, 2, 17) not in days
    assert {date(2026, 2, 14), date(2026, 2, 28)} <= set(days)  # Saturdays, worked for the holiday
    assert date(2026, 2, 7) not in days
    assert len(days) == 5 + 5 + 1 + 0 + 4 + 1


def test_a_place_that_sits_on_holidays_asks_the_days_of_the_week_alone() -> None:
    days = duty_days(Duty(days=(1, 2, 3), holidays_too=True), holidays.load(), *FEBRUARY)
    assert date(2026, 2, 17) in days
    assert {day.isoweekday() for day in days} == {1, 2, 3}


def test_a_year_nobody_announced_goes_by_the_days_of_the_week() -> None:
    days = duty_days(Duty(), holidays.Calendar(), date(2031, 10, 1), date(2031, 10, 7))
    assert [day.day for day in days] == [1, 2, 3, 6, 7]


def test_a_month_ends_on_its_last_day() -> None:
    assert month_of(date(2026, 12, 9)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert month_of(date(2028, 2, 9)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_only_days_that_are_to_come_are_dealt_out() -> None:
    today = date(2026, 3, 12)
    assert first_to_plan(date(2026, 3, 1), today) == today
    assert first_to_plan(date(2026, 4, 1), today) == date(2026, 4, 1)
    with pytest.raises(Trouble) as why:
        first_to_plan(date(2026, 2, 1), today)
    assert "2026-02" in str(why.value)


def test_who_goes_on_leave_at_the_end_of_the_month_sits_at_its_beginning() -> None:
    dealt = propose(DAYS, 1, ["a", "b"], [Away("a", DAYS[10])])
    assert Counter(one.who for one in dealt) == {"a": 10, "b": 10}
    assert all(one.who == "b" for one in dealt if one.day >= DAYS[10])


def test_what_is_over_goes_to_who_sat_less_before() -> None:
    dealt = propose(DAYS[:1], 1, ["a", "b"], before={"a": 7, "b": 6})
    assert dealt == [Sitting(DAYS[0], "b")]


def test_too_few_people_leave_a_gap_that_is_told() -> None:
    dealt = propose(DAYS[:2], 2, ["a"])
    assert gaps(DAYS[:2], 2, dealt) == {DAYS[0]: 1, DAYS[1]: 1}


def test_duty_during_leave_is_told() -> None:
    sat = [Sitting(DAYS[0], "a"), Sitting(DAYS[3], "a"), Sitting(DAYS[3], "b")]
    assert during_leave(sat, [Away("a", DAYS[1], DAYS[4])]) == [Sitting(DAYS[3], "a")]


leaves = st.lists(
    st.builds(
        lambda who, first, length: Away(who, DAYS[first], DAYS[first] + timedelta(days=length)),
        st.sampled_from(PEOPLE), st.integers(0, 19), st.integers(0, 12),
    ),
    max_size=4,
)  # fmt: skip
wishes = st.sets(st.tuples(st.integers(0, 19), st.sampled_from(PEOPLE)), max_size=6)


@settings(max_examples=60)
@given(count=st.integers(1, 6), a_day=st.integers(1, 3))
def test_without_leave_and_wishes_loads_differ_by_at_most_one(count: int, a_day: int) -> None:
    dealt = propose(DAYS, a_day, PEOPLE[:count])
    loads = Counter(one.who for one in dealt)
    each = [loads[who] for who in PEOPLE[:count]]
    assert max(each) - min(each) <= 1
    assert sum(each) == min(a_day, count) * len(DAYS)


@settings(max_examples=60)
@given(a_day=st.integers(1, 3), away=leaves, told=wishes)
def test_wishes_stay_leave_is_kept_and_nobody_could_be_relieved(
    a_day: int, away: list[Away], told: set[tuple[int, str]]
) -> None:
    fixed = [Sitting(DAYS[n], who) for n, who in told]
    dealt = propose(DAYS, a_day, PEOPLE, away, fixed)
    whole = [*fixed, *dealt]
    assert len(set(whole)) == len(whole)  # nobody twice a day
    assert during_leave(dealt, away) == []
    assert propose(DAYS, a_day, PEOPLE, away, list(reversed(fixed))) == dealt
    there = Counter(one.day for one in whole)
    wished = Counter(one.day for one in fixed)
    for day in DAYS:
        ready = [
            who for who in PEOPLE
            if not any(a.who == who and a.on(day) for a in away) and Sitting(day, who) not in fixed
        ]  # fmt: skip
        assert there[day] == max(wished[day], min(a_day, wished[day] + len(ready)))
    loads = Counter(one.who for one in whole)
    for one in dealt:  # no day could go to somebody with two fewer
        for who in PEOPLE:
            free = Sitting(one.day, who) not in whole
            if free and not any(a.who == who and a.on(one.day) for a in away):
                assert loads[who] >= loads[one.who] - 1
