"""A report as it is printed and written: merged headings, 合计, whose it is, and how it compares."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from app.codes import table as told_words
from app.rules import period as periods
from app.rules.listing import Column, Listing, Value
from app.rules.report_form import Form
from app.rules.report_table import Figures, Table, change, percent, shown

FIRST_WIDE = 4.0


def word(name: str, **facts: object) -> str:
    """A word of all reports, in the language they are handed in."""
    text = str(told_words("reports/words")[name])
    return text.format(**facts) if facts else text


def listing(form: Form, table: Table, notes: list[str] | None = None) -> Listing:
    """The table of a report."""
    first = form.first_place if table.by == "place" else form.first
    columns = [
        Column(first or form.first, FIRST_WIDE),
        *(Column(one.label, one.wide, one.unit, one.groups) for one in form.columns),
    ]
    period, read = periods.said((table.since, table.until)), _reading(form)
    return Listing(
        f"{period} {table.whose}{form.title}".strip(),
        columns,
        [(row.name, *read(row.figures)) for row in table.rows],
        above=_above(form, table),
        below=[*compared(form, table), *form.notes, *(notes or [])],
        signs=list(form.signs),
        total=(word("total"), *read(table.total)),
        bold=form.bold,
    )


def cells(form: Form, figures: Figures) -> tuple[Value, ...]:
    """The figures of a row in the order of the form."""
    return _reading(form)(figures)


def _reading(form: Form) -> Callable[[Figures], tuple[Value, ...]]:
    """The same for many rows: most columns are shown as they were counted."""
    told = [(one.key, one if one.ratio or one.is_money else None) for one in form.columns]
    return lambda figures: tuple(
        [figures[key] if one is None else shown(one, figures) for key, one in told]
    )


def compared(form: Form, table: Table) -> list[str]:
    """同比, 环比 and the rates, a sentence each."""
    found = []
    for key in form.compare:
        if not table.before:
            break
        one = form.column(key)
        facts: dict[str, Any] = {
            "label": one.label, "unit": one.unit, "now": shown(one, table.total),
            "year": percent(change(table.total[key], table.year_ago[key]), signed=True),
            "before": percent(change(table.total[key], table.before[key]), signed=True),
        }  # fmt: skip
        found.append(word("compared", **facts))
    if found:
        found += so_far(table)
    for label, part, whole in form.rates:
        left, right = table.total[part], table.total[whole]
        share = percent(Fraction(left, right) if right else None)
        found.append(word("rate", label=label, percent=share, part=left, whole=right))
    return found


def so_far(table: Table) -> list[str]:
    """Of a period that is not over: up to which day, and what it is set beside."""
    on = table.so_far
    if on is None:
        return []
    return [word("so_far", day=word("day", year=on.year, month=on.month, day=on.day))]


def _above(form: Form, table: Table) -> list[tuple[str, str]]:
    told = [
        (word("whose"), table.whose),
        (word("period"), word("days", since=table.since, until=table.until)),
    ]
    return [*told, (word("basis"), word(table.basis))] if len(form.basis) > 1 else told
