"""A sentence of a form with its places filled in; a place where the fact is missing becomes a line to write on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from string import Formatter
from typing import Any, TypeAlias

from app.papers import phrases
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph
from app.papers.style import BODY, Type
from app.papers.wording import official

Fact: TypeAlias = "str | date | datetime | list[Piece] | None"
BLANK = 8.0  # ems


def pieces(form: str, place: str, /, **facts: Fact) -> list[Piece]:
    """The words at a place of a form, with its facts between them. What a person typed is never read as a place."""
    made: list[Piece] = []
    for words, name, _, _ in Formatter().parse(official(form, place)):
        if words:
            made.append(Piece(words))
        if name is not None:
            made += _fact(facts[name], is_day=name in DAYS)
    return made


DAYS = {"day", "accepted", "until", "effective", "received", "dated"}
"""Places where a missing fact is a date to be written."""


def _fact(fact: Any, *, is_day: bool) -> list[Piece]:
    if isinstance(fact, list):
        return fact
    if isinstance(fact, datetime):
        return phrases.moment_pieces(fact)
    if isinstance(fact, date):
        return phrases.day_pieces(fact, ruled=False)
    if fact:
        return [Piece(fact)]
    return phrases.day_pieces(None) if is_day else [Piece("", ruled=True, blank=BLANK)]


def paragraph(
    form: str,
    place: str,
    /,
    *,
    type_: Type = BODY,
    indent: float = 2,
    before: float = 0,
    keep: bool = False,
    **facts: Fact,
) -> Paragraph:
    """The sentence as a paragraph."""
    made = pieces(form, place, **facts)
    return Paragraph(made, type_.size, type_.leading, indent=indent, before=before, keep=keep)


def numbered(texts: Iterable[str], type_: Type = BODY) -> list[Paragraph]:
    """1. 2. 3., each its own paragraph."""
    told = (official("notices", "item", number=n, text=text) for n, text in enumerate(texts, 1))
    return [Paragraph([Piece(text)], type_.size, type_.leading, indent=2) for text in told]
