"""Old states stay within reach, the newest never goes, and no clock has a say in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.rules.thinning import Copy, superfluous

ROOMY = 10**12
FIRST = dt.date(2026, 1, 1)

copies = st.lists(
    st.builds(
        Copy,
        name=st.uuids().map(str),
        day=st.dates(),
        entries=st.integers(0, 10**6),
        size=st.integers(1, 10**9),
        contained=st.booleans(),
    ),
    unique_by=lambda one: one.name,
)


def a_copy(number: int, *, day: dt.date | None = None, **more: object) -> Copy:
    told = Copy(f"{number:05}", day or FIRST + dt.timedelta(days=number), number * 10, 100, True)
    return replace(told, **more)  # type: ignore[arg-type]


def worked(days: int, most: int = ROOMY, *, clock: dt.date | None = None) -> list[Copy]:
    """A room that makes a copy a day and thins after each."""
    held: list[Copy] = []
    for number in range(days):
        held.append(a_copy(number, day=clock))
        gone = set(superfluous(held, most))
        held = [one for one in held if one.name not in gone]
    return held


def test_nothing_goes_while_there_are_few() -> None:
    assert superfluous([], ROOMY) == []
    assert superfluous([a_copy(1), a_copy(2), a_copy(3)], 1000) == []


def test_each_of_the_last_seven_days_stays() -> None:
    held = worked(100)
    assert [one.name for one in held[-7:]] == [f"{n:05}" for n in range(93, 100)]


def test_a_year_of_daily_copies_leaves_a_copy_of_each_of_twelve_months() -> None:
    held = worked(365)
    months = {(one.day.year, one.day.month) for one in held}
    assert len(months) == 12
    assert len(held) < 40


def test_several_copies_of_one_day_leave_the_last_three_and_some_steps_back() -> None:
    day = dt.date(2026, 3, 2)
    held = [a_copy(number, day=day) for number in range(1, 21)]
    gone = superfluous(held, ROOMY)
    assert not {"00018", "00019", "00020"} & set(gone)
    assert len(held) - len(gone) < 12


def test_a_clock_that_stands_still_leaves_old_states_within_reach() -> None:
    held = worked(1000, clock=dt.date(1970, 1, 1))
    assert held[-1].name == "00999"
    back = [held[-1].entries - one.entries for one in held]
    assert max(back) > 2000
    assert len(held) < 25


def test_a_day_in_2099_does_not_make_a_copy_new() -> None:
    wrong = a_copy(1, day=dt.date(2099, 1, 1))
    right = [a_copy(number) for number in range(2, 100)]
    assert right[-1].name not in superfluous([wrong, *right], 1)
    assert wrong.name in superfluous([wrong, *right], 1)


def test_a_copy_that_holds_what_the_room_has_lost_never_goes() -> None:
    lost = a_copy(1, contained=False)
    assert lost.name not in superfluous([lost, *(a_copy(n) for n in range(2, 300))], 1)


def test_a_full_measure_lets_the_oldest_go_first() -> None:
    held = [a_copy(number) for number in range(5)]
    assert superfluous(held, 250) == ["00000", "00001", "00002"]


@given(copies, st.integers(0, 10**10))
def test_the_newest_stays_and_the_measure_is_kept_as_far_as_may_be(
    held: list[Copy], most: int
) -> None:
    gone = superfluous(held, most)
    assert len(set(gone)) == len(gone)
    left = [one for one in held if one.name not in gone]
    assert all(one.contained for one in held if one.name in gone)
    if held:
        assert max(one.entries for one in left) == max(one.entries for one in held)
    over = sum(one.size for one in left) > most
    assert not over or sum(one.contained for one in left) <= 1


@given(copies)
def test_thinning_again_changes_nothing(held: list[Copy]) -> None:
    gone = superfluous(held, ROOMY)
    left = [one for one in held if one.name not in gone]
    assert superfluous(left, ROOMY) == []
