"""Which later case may be an earlier one come back: the more they share, the likelier."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.rules import radar
from app.rules.radar import KINDS, Trace, echoes, newest_of

DAY = dt.date(2026, 3, 2)
DAYS = {"a": DAY, "b": DAY + dt.timedelta(60), "c": DAY + dt.timedelta(800)}


def test_the_weights_name_every_kind_and_the_colours_rise() -> None:
    told = radar.rule()
    assert set(told["weights"]) == set(KINDS)
    assert told["colours"]["yellow"] < told["colours"]["orange"] < told["colours"]["red"] <= 100


def test_one_person_by_several_traces_counts_once_and_a_second_one_adds() -> None:
    one = [Trace("b", "a", "id_number", "p1"), Trace("b", "a", "phone", "p1")]
    assert [(e.score, e.why, e.people, e.days) for e in echoes(one, DAYS)] == [
        (60, ("id_number", "phone"), 1, 60)
    ]
    assert echoes([*one, Trace("b", "a", "phone", "p2")], DAYS)[0].score == 80
    with_plot = echoes([*one, Trace("b", "a", "plot")], DAYS)[0]
    assert (with_plot.score, with_plot.colour, with_plot.people) == (100, "red", 1)


def test_what_lies_outside_the_window_or_before_is_no_echo() -> None:
    assert echoes([Trace("c", "a", "id_number", "p")], DAYS) == []
    assert echoes([Trace("a", "b", "id_number", "p")], DAYS) == []
    assert echoes([Trace("a", "a", "id_number", "p")], DAYS) == []


@given(
    st.lists(st.builds(Trace, st.just("b"), st.just("a"), st.sampled_from(KINDS), st.sampled_from("pqr")))
)  # fmt: skip
def test_more_that_is_shared_is_never_less_likely(told: list[Trace]) -> None:
    scores = [
        found[0].score if (found := echoes(told[:n], DAYS)) else 0 for n in range(len(told) + 1)
    ]
    assert scores == sorted(scores)
    assert all(0 <= score <= 100 for score in scores)


def test_of_each_later_case_the_likeliest_stands() -> None:
    days = {**DAYS, "z": DAY - dt.timedelta(10)}
    found = echoes([Trace("b", "a", "phone", "p"), Trace("b", "z", "id_number", "p")], days)
    assert newest_of(found)["b"].earlier_id == "z"
