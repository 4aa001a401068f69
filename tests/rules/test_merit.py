"""业绩评比: weights, equals share a place, what cannot be measured weighs nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.rules.mechanism import Ranking
from app.rules.merit import Figures, first, percent, rank, score_of

USUAL = Ranking()


def one(name: str, **told: Any) -> Figures:
    return Figures(name, name, **told)


def test_everything_done_well_is_a_hundred() -> None:
    best = one("a", cases=4, agreed=4, performed=4, answered=2, satisfied=2, to_visit=4, timely=4)
    assert score_of(best, 4, USUAL) == 100


def test_what_cannot_be_measured_yet_weighs_nothing() -> None:
    fresh = one("a", cases=4, agreed=4, performed=4)
    assert score_of(fresh, 4, USUAL) == 100
    assert fresh.content is None


def test_a_relapse_takes_points_away_and_never_below_nought() -> None:
    told = one("a", cases=4, agreed=4, performed=4, relapses=2)
    assert score_of(told, 4, USUAL) == 90
    assert score_of(one("a", cases=1, relapses=40), 1, USUAL) == 0


def test_equals_share_a_place_and_the_next_is_left_out() -> None:
    same = {"cases": 2, "agreed": 2, "performed": 2}
    ranked = rank([one("c", cases=2, agreed=1), one("b", **same), one("a", **same)], USUAL)
    assert [(r.place, r.figures.name) for r in ranked] == [(1, "a"), (1, "b"), (3, "c")]
    assert [r.figures.name for r in first(ranked, 1)] == ["a", "b"]
    assert len(first(ranked, 0)) == 3


def test_who_had_too_few_cases_has_no_place() -> None:
    ranked = rank(
        [one("a", cases=1, agreed=1), one("b", cases=9, agreed=8)], Ranking(fewest_cases=3)
    )
    assert [(r.place, r.figures.name) for r in ranked] == [(1, "b"), (None, "a")]
    assert [r.figures.name for r in first(ranked, 5)] == ["b"]


def test_shares_are_said_in_percent() -> None:
    assert percent(Fraction(842, 869)) == "96.9"
    assert percent(None) == "—"


figures = st.lists(
    st.builds(
        lambda n, cases, agreed, relapses: one(
            n, cases=cases, agreed=min(cases, agreed), relapses=relapses
        ),
        st.text("abc", min_size=1, max_size=2), st.integers(0, 9), st.integers(0, 9), st.integers(0, 2),
    ),
    max_size=8,
)  # fmt: skip


@given(figures)
def test_places_follow_scores(told: list[Figures]) -> None:
    placed = [r for r in rank(told, USUAL) if r.place is not None]
    for n, each in enumerate(placed):
        assert each.place == 1 + sum(1 for other in placed if other.score > each.score)
        assert n == 0 or placed[n - 1].score >= each.score
