"""三量: what came on the hotline, from public opinion and as petitions, month by month (domain 6.1, 历城)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.codes import table
from app.desk import grid, matter_count, report_tables
from app.rules import period as periods
from app.rules.listing import Column, Listing, Value
from app.rules.period import Period
from app.rules.report_listing import word
from app.rules.report_table import change, percent

if TYPE_CHECKING:
    from app.desk.desk import Desk

LINES = ("hotline", "opinion", "petition")
LEAST = 6  # months: a shorter period shows no trend


def made(
    desk: Desk, period: Period, place_id: str, report: Callable[[int, int], object]
) -> Listing:
    """The months of a period, at least six, each with its change from the one before."""
    del report
    told = table("reports/three_volumes")
    period = periods.so_far(period, desk.today())
    since = min(period[0], first_month(period[1], LEAST))
    log = desk.shelf.log
    scope = desk.look(grid.below, log, place_id) if place_id else None
    found = desk.look(matter_count.by_month, (since, period[1]), LINES, scope)
    rows: list[tuple[Value, ...]] = []
    for at, (month, counts) in enumerate(found):
        before = found[at - 1][1] if at else None
        rows.append((
            periods.said(month),
            *(figure for line in LINES for figure in (
                counts[line], percent(change(counts[line], before[line]), signed=True) if before else "—"
            )),
            sum(counts.values()),
        ))  # fmt: skip
    labels = told["lines"]
    columns = [
        Column(told["first"], 2),
        *(Column(label, 1, unit, (labels[line],)) for line in LINES
          for label, unit in ((told["count"], "件"), (told["change"], ""))),
        Column(told["sum"], 1, "件"),
    ]  # fmt: skip
    whose = desk.look(report_tables.whose, log, place_id)
    total = tuple(sum(counts[line] for _, counts in found) for line in LINES)
    series = tuple(
        (labels[line], tuple((periods.said(month), counts[line]) for month, counts in found))
        for line in LINES
    )
    return Listing(
        f"{whose}{told['title']}",
        columns, rows,
        above=[(word("period"), word("days", since=since, until=period[1]))],
        below=[_falling(found, told), told["counted"]],
        signs=list(told["signs"]),
        total=(word("total"), *(part for one in total for part in (one, None)), sum(total)),
        chart=series,
    )  # fmt: skip


def first_month(last: dt.date, months: int) -> dt.date:
    """The first day of so many months that end with the one of a day."""
    return periods.shifted(last.replace(day=1), 1 - months)


def _falling(found: list[tuple[Period, dict[str, int]]], told: Mapping[str, str]) -> str:
    """三量同降: for how many months to the last all three fell."""
    months = 0
    for (_, now), (_, then) in zip(reversed(found), reversed(found[:-1]), strict=False):
        if not all(now[line] < then[line] for line in LINES):
            break
        months += 1
    return told["falling"].format(months=months) if months else told["not_falling"]
