"""Stretches of a file, each from (included) to (excluded): put together, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same bytes in order, with what touches or overlaps made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def missing(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """What of start…end none of the spans covers."""
    found: list[Span] = []
    for left, right in joined(spans):
        if left >= end:
            break
        if left > start:
            found.append((start, left))
        start = max(start, right)
    if start < end:
        found.append((start, end))
    return found


def length(spans: Iterable[Span]) -> int:
    """How many bytes they are together, none counted twice."""
    return sum(end - start for start, end in joined(spans))
