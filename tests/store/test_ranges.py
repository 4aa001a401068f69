"""Stretches of a file add up whatever the order in which they come."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.store.ranges import joined, length, missing

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


def covered(spans: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@given(SPANS)
def test_joining_changes_no_byte_and_leaves_nothing_that_touches(
    spans: list[tuple[int, int]],
) -> None:
    told = joined(spans)
    assert covered(told) == covered(spans)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(told))
    assert length(spans) == len(covered(spans))


@given(SPANS, st.integers(0, 60), st.integers(0, 60))
def test_missing_is_exactly_what_is_not_covered(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    assert covered(missing(spans, start, end)) == set(range(start, end)) - covered(spans)
