"""A list or report as a table of texts: what every register and report becomes before it is shown or printed.

`app.papers.listing` draws it, `app.desk.listing_sheet` writes it as a workbook, the window shows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = "str | int | Decimal | date | None"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月(?:\d{1,2}日)?")
TO = "至"


@dataclass(frozen=True)
class Column:
    """One column; columns of one group stand under one heading. `wide` is its share of the width."""

    label: str
    wide: float = 1.0
    unit: str = ""  # 件, 人, 万元
    groups: tuple[str, ...] = ()  # headings above it, the outermost first
    tail: bool = False  # the end of its text says most: of a path, the last place


@dataclass
class Listing:
    """One printed table; empty cells are None, figures stay figures."""

    title: str
    columns: list[Column]
    rows: list[tuple[Value, ...]]
    above: list[tuple[str, str]] = field(default_factory=list)  # label, text: unit, period, room
    below: list[str] = field(default_factory=list)  # notes
    signs: list[str] = field(default_factory=list)  # 填表人, 审核人, 负责人
    total: tuple[Value, ...] | None = None  # 合计
    landscape: bool = True
    bold: bool = False  # the body too, as the national tables are
    chart: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()  # lines with their points

    @property
    def period(self) -> str:
        """The days that stand above it, and nothing else of it: from and to, or the one day it is of."""
        days = [_DAY.findall(text) for _label, text in self.above]
        found = max(days, key=len, default=[])
        return TO.join((found[0], found[-1]) if len(found) > 1 else found)

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(row)} cells for {len(self.columns)} columns")
