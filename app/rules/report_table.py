"""A report as figures: a row a committee or place and all together; whether it adds up, and how it compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from app.rules.report_form import Balance, Form, Measure, holds
from app.rules.statistics import wan

Figures = Mapping[str, int]
FINE = (
    10**18
)  # two shares of fewer than 10⁹ cases each that are not alike lie further apart than one of this


@dataclass(frozen=True)
class TableRow:
    """One row: whose it is and its figures; sums of money are in 分."""

    key: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class Table:
    """The figures of a period."""

    form: str
    since: date
    until: date
    basis: str  # accepted, mediated: the day that decides which period a case belongs to
    by: str
    rows: tuple[TableRow, ...]
    total: Figures
    before: Figures = field(default_factory=dict)  # of the period before: 环比
    year_ago: Figures = field(default_factory=dict)  # 同比
    whose: str = ""
    so_far: date | None = (
        None  # of a period that is not over: the day up to which there are figures
    )


@dataclass(frozen=True)
class Imbalance:
    """What does not add up: the rule, the row (empty: 合计), and both sides."""

    key: str
    row: str
    name: str
    left: int
    right: int


def total_of(form: Form, rows: Iterable[TableRow]) -> dict[str, int]:
    """合计."""
    standing = [row.figures for row in rows]
    return {one.key: sum([told[one.key] for told in standing]) for one in form.counted}


def count(form: Form, lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The figures of case lines held in memory: what the database answers, told slowly."""
    told = {one.key: 0 for one in form.counted}
    for line in lines:
        for one in form.counted:
            if one.source == "cases" and holds(one.when, line):
                told[one.key] += int(line[one.sum]) if one.sum else 1
    return told


def imbalances(form: Form, table: Table) -> list[Imbalance]:
    """Every rule that is broken, in the rows and in the total."""
    rows = [*table.rows, TableRow("", "", table.total)]
    rules = [(one, [part.key for part in form.parts(one.part)]) for one in form.balances]
    return [one for row in rows for one in _of_row(rules, row)]


def _of_row(rules: list[tuple[Balance, list[str]]], row: TableRow) -> Iterable[Imbalance]:
    figures = row.figures
    for rule, parts in rules:
        if rule.part:
            left = figures[rule.whole]
            right = sum([figures[key] for key in parts])
            broken = left != right
        else:
            left, right = figures[rule.least], figures[rule.most]
            broken = left > right
        if broken:
            yield Imbalance(rule.key, row.key, row.name, left, right)


def change(now: int, then: int) -> Fraction | None:
    """How much more than then, as a share; nothing where there was nothing."""
    return Fraction(now - then, then) if then else None


def percent(share: Fraction | None, *, signed: bool = False) -> str:
    """96.9%, −15.5%; a dash where there is nothing to compare with."""
    if share is None:
        return "—"
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    told = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not signed:
        return f"{told}%"
    return f"{'+' if told > 0 else '−' if told < 0 else ''}{abs(told)}%"


def shown(one: Measure, figures: Figures) -> int | Decimal | str:
    """A figure as the report writes it: money in 万元 with two places, shares in percent."""
    if one.ratio:
        part, whole = one.ratio
        return _rate(figures[part], figures[whole])
    value = figures[one.key]
    return wan(Decimal(value) / 100) if one.is_money else value


def _rate(part: int, whole: int) -> str:
    """As `percent` tells the share, of two counts: many rows have it, and whole numbers are quick."""
    if not whole:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def ranked(form: Form, rows: list[TableRow]) -> list[TableRow]:
    """The best first, where the form ranks; of equals by their names."""
    if not form.rank:
        return rows
    one = form.column(form.rank)

    def worth(row: TableRow) -> int:
        if not one.ratio:
            return row.figures[one.key]
        part, whole = (row.figures[key] for key in one.ratio)
        return part * FINE // whole if whole else -1

    return sorted(rows, key=lambda row: (-worth(row), row.name))
