"""How a dispatch stands follows from which steps there are, in whatever order they came."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from app.records import Dispatch, DispatchStep
from app.rules import dispatching


def steps(*names: str) -> list[DispatchStep]:
    return [DispatchStep(step=name) for name in names]


@pytest.mark.parametrize(
    ("names", "state"),
    [
        ((), "sent"),
        (("reminded",), "sent"),
        (("accepted",), "accepted"),
        (("accepted", "progress"), "working"),
        (("accepted", "done"), "done"),
        (("accepted", "done", "again"), "working"),
        (("accepted", "done", "again", "done"), "done"),
        (("accepted", "done", "confirmed"), "confirmed"),
        (("returned",), "returned"),
        (("accepted", "returned"), "returned"),
        (("recalled",), "recalled"),
        (("recalled", "accepted"), "accepted"),
    ],
)
def test_the_order_in_which_steps_arrive_does_not_matter(
    names: tuple[str, ...], state: str
) -> None:
    assert {dispatching.state_of(steps(*order)) for order in permutations(names)} == {state}


def test_a_voided_step_does_not_count() -> None:
    told = steps("accepted", "done")
    told[1].void = "按错了"
    assert dispatching.state_of(told) == "accepted"


def test_every_step_that_may_follow_moves_the_dispatch_on_or_says_something() -> None:
    for state in dispatching.STATES:
        both = {*dispatching.may_follow(state, centre=True)} & {
            *dispatching.may_follow(state, centre=False)
        }
        assert not both
    assert dispatching.may_follow("confirmed", centre=False) == ()
    assert dispatching.may_follow("recalled", centre=True) == ()


def test_it_is_late_the_day_after_its_day_until_it_is_done() -> None:
    dispatch = Dispatch(due_on=dt.date(2026, 3, 5))
    assert not dispatching.is_late(dispatch, "working", dt.date(2026, 3, 5))
    assert dispatching.is_late(dispatch, "working", dt.date(2026, 3, 6))
    assert not dispatching.is_late(dispatch, "done", dt.date(2026, 3, 6))
    assert not dispatching.is_late(Dispatch(), "working", dt.date(2026, 3, 6))
