"""Which differences between two sides are a person's to settle (待核对), and where two texts part.

A technical difference never asks anybody: values that read the same, what the program keeps for itself, a
record that both sides made void. (Sync specification 2.4.)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from app.records.alike import alike
from app.records.field import Field

FIRST_DAY = dt.datetime(2026, 1, 1)
"""Before this day the program did not exist: a clock that says so stood still."""
SLACK = dt.timedelta(days=1)
MOST_COMPARED = 4_000_000
"""Characters of one text times characters of the other; beyond it the differing middle is marked whole."""

Span = tuple[str, bool]  # a piece of text, and whether the other text has it otherwise


def is_told(field: Field) -> bool:
    """Whether a person writes this field, or calls a record void with it."""
    return not field.hidden or field.name == "void"


def groups(field: Field, values: Sequence[Any]) -> list[list[int]]:
    """The places of values that read the same, together; the first value's group comes first."""
    found: list[list[int]] = []
    for place, value in enumerate(values):
        same = next((one for one in found if alike(field, values[one[0]], value)), None)
        if same is None:
            found.append([place])
        else:
            same.append(place)
    return found


def asks_a_person(field: Field, values: Sequence[Any]) -> bool:
    """Whether these values of one field, told side by side, are a conflict for a person."""
    return is_told(field) and any(not alike(field, values[0], other) for other in values[1:])


def cannot_be_true(wall: str, causes: Iterable[str], now: dt.datetime) -> bool:
    """Whether a machine's clock was wrong when it wrote an entry (本机时间未校准).

    It says a day before the program was made, a day that has not come, or one before what the entry had
    already seen. (Sync specification 2.2.)
    """
    told = _moment(wall)
    if told is None or told < FIRST_DAY or told > now + SLACK:
        return True
    before = [moment for cause in causes if (moment := _moment(cause)) is not None]
    return any(told < moment - SLACK for moment in before if moment <= now + SLACK)


def _moment(wall: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(wall).replace(tzinfo=None)
    except ValueError:
        return None


def spans(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Both texts in pieces, character by character; joined again they are the texts."""
    if len(one) * len(other) > MOST_COMPARED:
        return _middle(one, other)
    from difflib import SequenceMatcher  # only the page that compares needs it

    mine: list[Span] = []
    theirs: list[Span] = []
    matcher = SequenceMatcher(
        None, one, other, autojunk=len(one) * len(other) > MOST_COMPARED // 16
    )
    for what, start, end, start2, end2 in matcher.get_opcodes():
        differs = what != "equal"
        if end > start:
            mine.append((one[start:end], differs))
        if end2 > start2:
            theirs.append((other[start2:end2], differs))
    return mine, theirs


def _middle(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """What stands before and after is the same; all between is marked."""
    shorter = min(len(one), len(other))
    front = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - front
    back = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    return _cut(one, front, back), _cut(other, front, back)


def _cut(text: str, front: int, back: int) -> list[Span]:
    end = len(text) - back
    pieces = [(text[:front], False), (text[front:end], True), (text[end:], False)]
    return [piece for piece in pieces if piece[0]]
