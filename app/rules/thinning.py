"""Which automatic copies go, so that old states stay within reach and the disk does not fill.

No clock decides: the newest copy is the one with the most changes in it, and days are labels on a copy, never
compared with today. Where a clock stands still and all labels are alike, the steps that double keep old ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

LAST, DAYS, WEEKS, MONTHS = 3, 7, 5, 12

Label = Callable[["Copy"], Hashable]


@dataclass(frozen=True)
class Copy:
    """One proved copy, as it speaks of itself."""

    name: str
    day: dt.date  # by the clock of whoever made it
    entries: int
    size: int
    contained: bool  # the room of today holds everything that stands in it


def superfluous(copies: Sequence[Copy], most_bytes: int) -> list[str]:
    """The names of the copies that may go, the least missed first.

    The newest and those with something the room has lost never go, whatever room they take.
    """
    ranked = sorted(copies, key=_rank, reverse=True)
    kept = {one.name for one in ranked[:LAST]}
    ladders: tuple[tuple[Label, int], ...] = ((_day, DAYS), (_week, WEEKS), (_month, MONTHS))
    for label, most in ladders:
        kept |= _firsts(ranked, label, most)
    kept |= _doubling(ranked)
    sacred = {one.name for one in ranked[:1]} | {one.name for one in copies if not one.contained}
    gone = [one for one in reversed(ranked) if one.name not in kept | sacred]
    left = sum(one.size for one in copies) - sum(one.size for one in gone)
    for one in reversed(ranked):
        if left > most_bytes and one not in gone and one.name not in sacred:
            gone.append(one)
            left -= one.size
    return [one.name for one in gone]


def _rank(one: Copy) -> tuple[int, dt.date, str]:
    return (one.entries, one.day, one.name)


def _firsts(ranked: Sequence[Copy], label: Label, most: int) -> set[str]:
    """The newest copy of each of the newest labels."""
    found: dict[Hashable, str] = {}
    for one in ranked:
        if len(found) < most:
            found.setdefault(label(one), one.name)
    return set(found.values())


def _doubling(ranked: Sequence[Copy]) -> set[str]:
    """The oldest copy of each stretch 1, 2–3, 4–7, 8–15 … changes back: it will reach the next stretch."""
    found = {(ranked[0].entries - one.entries).bit_length(): one.name for one in ranked}
    return set(found.values())


def _day(one: Copy) -> Hashable:
    return one.day


def _week(one: Copy) -> Hashable:
    return tuple(one.day.isocalendar())[:2]


def _month(one: Copy) -> Hashable:
    return (one.day.year, one.day.month)
