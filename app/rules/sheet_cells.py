"""One cell of a sheet for another system: our fact in its words, its unit and its way of writing days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from app.codes import code_list
from app.rules.sheet_facts import FACTS, Line, Told
from app.rules.sheet_format import SheetColumn, SheetFormat

Value: TypeAlias = "str | int | float | dt.date | None"
TEN_THOUSAND = Decimal(10_000)


def row_of(form: SheetFormat, line: Line) -> list[Value]:
    """One case as a row."""
    return [cell(column, line) for column in form.column]


def cell(column: SheetColumn, line: Line) -> Value:
    """What stands in a column; nothing where we do not know: a cell is never invented."""
    if not column.fact:
        return None
    fact = FACTS[column.fact]
    told = fact.told(line)
    if told is None:
        return None
    if fact.codes:
        return _words(column, fact.codes, told)
    return _plain(column, told)


def _words(column: SheetColumn, codes: str, told: Told) -> Value:
    listed = code_list(codes)
    found = [told] if isinstance(told, str) else list(told)  # type: ignore[arg-type]
    return "、".join(column.words.get(one) or listed.label(one, "zh_CN") for one in found) or None


def _plain(column: SheetColumn, told: Told) -> Value:
    if isinstance(told, bool):
        return column.words.get("yes", "是") if told else column.words.get("no", "否")
    if isinstance(told, Decimal):
        return float(told / TEN_THOUSAND if column.unit == "万元" else told)
    if isinstance(told, dt.date):
        return told.strftime(column.days) if column.days else told
    if isinstance(told, (str, int)):
        return told if told != "" else None
    assert isinstance(told, Sequence)
    return "、".join(one for one in told if one) or None
