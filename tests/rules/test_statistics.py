"""70/20/10 and rates, exact."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Case, Room
from app.rules.statistics import UNKNOWN, Goal, routes, split, split_of, success_rate, wan

GOAL = Goal.of(Room())


def test_the_usual_goal_is_seventy_twenty_ten():
    assert GOAL.shares == {"people": 70, "administrative": 20, "judicial": 10}


def test_a_room_may_have_its_own_goal():
    room = Room(goal_people=80, goal_administrative=15, goal_judicial=5)
    assert Goal.of(room).shares["people"] == 80
    room.goal_judicial = None
    assert Goal.of(room) == GOAL


def test_ten_cases_that_meet_the_goal_do_not_deviate():
    cases = [Case(route=route) for route in ["people"] * 7 + ["administrative"] * 2 + ["judicial"]]
    found = split(cases, GOAL)
    assert [found.deviation(route) for route in routes()] == [0, 0, 0]
    assert found.cases["judicial"] == (cases[-1].id,)


def test_a_case_without_a_route_is_shown_and_not_spread():
    cases = [Case(route="people"), Case(route="judicial"), Case(), Case(route="galactic")]
    found = split(cases, GOAL)
    assert (found.unknown, found.total, found.known) == (2, 4, 2)
    assert found.share("people") == Fraction(1, 2)
    assert found.deviation("people") == Fraction(-1, 5)
    assert found.cases[UNKNOWN] == (cases[2].id, cases[3].id)


def test_no_cases_have_no_share():
    empty = split([], GOAL)
    assert empty.share("people") is None
    assert empty.deviation("people") is None


@given(st.lists(st.sampled_from([*routes(), None, "galactic"])))
def test_every_case_is_counted_once(taken):
    found = split([Case(route=route) for route in taken], GOAL)
    assert found.total == len(taken) == sum(len(ids) for ids in found.cases.values())
    assert {route: len(found.cases[route]) for route in routes()} == found.counts
    counted = split_of(Counter(route or UNKNOWN for route in taken), GOAL)
    assert (counted.counts, counted.unknown) == (found.counts, found.unknown)
    if found.known:
        assert sum(found.share(route) for route in routes()) == 1
        assert sum(found.deviation(route) for route in routes()) == 0


def test_the_success_rate_is_exact():
    assert success_rate(842, 869) == Fraction(842, 869)
    assert success_rate(0, 0) is None


@pytest.mark.parametrize(
    ("yuan", "told"), [("28738000", "2873.80"), ("50", "0.01"), ("49.99", "0.00")]
)
def test_sums_are_reported_in_ten_thousands(yuan, told):
    assert wan(Decimal(yuan)) == Decimal(told)
