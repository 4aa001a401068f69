"""A table whose headings are those of a known sheet is read by that sheet's own columns, not by guessing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.desk.ledger.columns import Column, Layout
from app.desk.ledger.headings import unit_of
from app.desk.ledger.places import plain, shown
from app.desk.ledger.workbook import Cell, Sheet
from app.rules.sheet_facts import FACTS
from app.rules.sheet_format import SheetColumn, SheetFormat, kinds_of

FIRST_ROWS = 10
ENOUGH = 0.8  # of the columns of a sheet; fewer are an ordinary ledger


@dataclass(frozen=True)
class Recognised:
    """Which sheet a table is: its heading rows, and the number of each column that was found."""

    form: SheetFormat
    first: int
    last: int
    columns: dict[int, SheetColumn]


def recognise(sheet: Sheet, formats: Iterable[SheetFormat]) -> Recognised | None:
    """The sheet that fits best among the first rows, or nothing."""
    best: Recognised | None = None
    known = list(formats)
    for number, row in enumerate(sheet.rows[:FIRST_ROWS], 1):
        for form in known:
            columns = _found(row, form)
            if len(columns) < ENOUGH * len(form.column) or len(columns) < 3:
                continue
            if best is None or _fit(columns, row) > _fit(best.columns, sheet.rows[best.first - 1]):
                best = Recognised(form, number, number, columns)
    if best is not None and best.first < len(sheet.rows):
        again = _found(sheet.rows[best.first], best.form)
        if len(again) >= ENOUGH * len(best.form.column):  # codes over words, or the other way about
            return Recognised(best.form, best.first, best.last + 1, best.columns)
    return best


def by_format(layout: Layout, found: Recognised) -> Layout:
    """The guessed layout, with what the sheet itself says in place of every guess about its columns."""
    taken = {FACTS[one.fact].take for one in found.columns.values() if one.fact} - {""}
    for number, column in enumerate(layout.columns, 1):
        known = found.columns.get(number)
        if known is not None:
            _settle(column, known)
        elif column.take_as in taken:
            column.take_as, column.sure, column.reason = "", 0.0, "ledger.column.unknown"
    layout.format = found.form.name
    return layout


def _settle(column: Column, known: SheetColumn) -> None:
    take = FACTS[known.fact].take if known.fact else ""
    column.take_as, column.sure = take or "row.kept", 1.0
    column.reason = "ledger.column.by_format"
    column.unit = unit_of(column.heading) or known.unit
    column.words = {plain(word) or word: code for word, code in kinds_of(known).items()}


def _found(row: list[Cell], form: SheetFormat) -> dict[int, SheetColumn]:
    """Column number → the sheet's column: its own heading before any other name of it."""
    words: dict[str, int] = {}
    for number, cell in enumerate(row, 1):
        if isinstance(cell, str):
            words.setdefault(plain(cell), number)
    found: dict[int, SheetColumn] = {}
    given: set[str] = set()
    own = [(name, one) for one in form.column for name in (one.heading, one.code) if name]
    other = [(name, one) for one in form.column for name in one.aliases]
    for name, column in own + other:
        place = words.get(plain(name))
        if place and place not in found and column.heading not in given:
            found[place] = column
            given.add(column.heading)
    return found


def _fit(columns: dict[int, SheetColumn], row: list[Cell]) -> float:
    """How much of the row the sheet explains, and by its own words rather than by other names."""
    exact = sum(
        plain(shown(row[number - 1])) in (plain(one.heading), plain(one.code or "\0"))
        for number, one in columns.items()
    )
    return len(columns) + exact / 1000
