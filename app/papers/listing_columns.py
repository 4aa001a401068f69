"""How wide the columns of a listing are, and how a table too wide for a sheet goes on in a second part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.papers.breaking import Piece, atoms_of, lines_of
from app.rules.listing import Column, Listing, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = re.compile(r"[0-9A-Za-z.,:%+\-–/]+")  # figures and words that are not cut in two
_FIGURE = re.compile(r"[0-9.,:%+\-−–—/ ]+")
MOST = 11.0  # ems: what is longer may be cut after all
NAMES = 6.0  # ems a text asks for where there is room for no more
LEADS = 9.0  # and the first column: whose row it is
SAMPLE = 400  # rows looked at; a register of thousands looks like its beginning
SHORT = 4  # characters: a column of such texts stands in the middle


@dataclass(frozen=True)
class Band:
    """Columns that stand side by side on one sheet, and their widths in points."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    flush: frozenset[int] = frozenset()  # columns of texts that begin at the left, short ones too


def said(value: Value) -> str:
    """A cell as it is read: figures as they are, days as 2026-03-05."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def bands(listing: Listing, room: float, size: float, pad: float) -> list[Band]:
    """The columns over as many sheets as they need; the leading one is said again on each."""
    least = [_least(listing, at) * size + 2 * pad + 0.5 for at in range(len(listing.columns))]
    if sum(least) <= room:
        return [_band(listing, range(len(least)), least, room)]
    found: list[list[int]] = [[0]]
    for group in _groups(listing.columns):
        for part in _fitting(group, least, room - least[0]):
            if sum(least[at] for at in (*found[-1], *part)) > room and found[-1] != [0]:
                found.append([0])
            found[-1] += part
    return [_band(listing, part, least, room) for part in found]


def _groups(columns: Sequence[Column]) -> Iterable[list[int]]:
    """Columns under one outermost heading, in order, without the first column."""
    standing: list[int] = []
    for at in range(1, len(columns)):
        head = columns[at].groups[:1]
        if standing and (not head or columns[standing[-1]].groups[:1] != head):
            yield standing
            standing = []
        standing.append(at)
    if standing:
        yield standing


def _fitting(group: list[int], least: list[float], room: float) -> Iterable[list[int]]:
    """A group that is wider than a sheet, cut between columns."""
    part: list[int] = []
    for at in group:
        if part and sum(least[one] for one in (*part, at)) > room:
            yield part
            part = []
        part.append(at)
    yield part


def _band(listing: Listing, columns: Iterable[int], least: list[float], room: float) -> Band:
    """Each column its least, and what is left by their shares."""
    chosen = tuple(columns)
    weights = {at: max(listing.columns[at].wide, 0.01) for at in chosen}
    widths = {at: least[at] for at in chosen}
    loose = set(chosen)
    while loose:
        free = room - sum(widths[at] for at in chosen if at not in loose)
        share = free / sum(weights[at] for at in loose)
        tight = {at for at in loose if weights[at] * share < least[at]}
        if not tight:
            widths |= {at: weights[at] * share for at in loose}
            break
        loose -= tight
    flush = frozenset(at for at in chosen if _flush(listing, at))
    return Band(chosen, tuple(widths[at] for at in chosen), flush)


def _flush(listing: Listing, at: int) -> bool:
    """Whether a column holds a text too long for the middle: then all of them begin at the left."""
    texts = (row[at] for row in listing.rows[:SAMPLE])
    return any(
        isinstance(text, str) and len(text) > SHORT and not is_figure(text) for text in texts
    )


def _least(listing: Listing, at: int) -> float:
    """Ems a column cannot do without: the longest figure in it, or a few characters of text."""
    rows = (*listing.rows[:SAMPLE], *([listing.total] if listing.total else []))
    texts = {said(row[at]) for row in rows}
    column = listing.columns[at]
    longest = max((width(text) for text in texts), default=0.0)
    figures = [width(part) for text in (*texts, column.unit) for part in _WHOLE.findall(text)]
    plain = all(isinstance(row[at], int) or row[at] is None for row in rows)
    return max(
        min(max(figures, default=0.0), MOST),
        0.0 if plain else min(longest, NAMES if at else LEADS),
        1.0 if len(column.label) < 2 else min(1.5, longest or 1.5),
        2.0 if not at and len(column.label) == 2 else 0.0,  # 序号 is not cut in two
    )


def is_figure(text: str) -> bool:
    """Whether a text is a figure, a share or a day."""
    return bool(_FIGURE.fullmatch(text))


def width(text: str) -> float:
    """How long a text is on one line, in ems."""
    if not text:
        return 0.0
    return max(
        lines_of(part, 1e6, 1e6, justify=False)[0].width for part in atoms_of([Piece(text, "bold")])
    )
