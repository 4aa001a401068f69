"""Registers as listings: their titles, columns and words are data (resources/papers/registers), always Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.codes import table
from app.rules.listing import Column, Listing, Value


def words_of(name: str, place: str, /, **facts: object) -> str:
    """What a register says at a place, with its facts filled in."""
    text: str = table(f"papers/registers/{name}")[place]
    return text.format(**facts) if facts else text


def register(
    name: str,
    rows: Iterable[tuple[Value, ...]],
    *,
    above: Iterable[tuple[str, str]] = (),
    below: Iterable[str] = (),
    total: tuple[Value, ...] | None = None,
    **facts: object,
) -> Listing:
    """One register with these lines; `above` names places of the register and what stands beside them."""
    told = table(f"papers/registers/{name}")
    columns = [_column(one) for one in told["columns"]]
    return Listing(
        title=words_of(name, "title", **facts), columns=columns, rows=list(rows),
        above=[(words_of(name, place), text) for place, text in above], below=list(below),
        signs=list(told.get("signs", ())), total=total, landscape=told.get("landscape", True),
    )  # fmt: skip


def span(name: str, since: date | None, until: date | None) -> list[tuple[str, str]]:
    """The period above a register; an open end says so by saying nothing."""
    return [("period", words_of(name, "span", since=since or "", until=until or ""))]


def _column(told: list[Any]) -> Column:
    label, wide, *unit = told
    return Column(label, float(wide), unit[0] if unit else "")
