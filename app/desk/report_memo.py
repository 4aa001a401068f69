"""分析材料: a draft of which every sentence is a figure; causes and plans are left to a person (domain 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.codes import table as data
from app.desk import quarter_list, report_count, report_tables
from app.desk.report_tables import asking
from app.desk.three_volumes import first_month
from app.rules import period as periods
from app.rules.listing import Listing
from app.rules.period import Period
from app.rules.report_form import Measure, form
from app.rules.report_listing import so_far
from app.rules.report_table import Table, change, percent, shown
from app.store.case_lines import line

if TYPE_CHECKING:
    from app.desk.desk import Desk

MONTHS = 6
FEW = 5  # types named in the text
Months = list[tuple[Period, int]]


def made(
    desk: Desk, period: Period, place_id: str, report: Callable[[int, int], object]
) -> Listing:
    """The draft, with the months as a picture."""
    log = desk.shelf.log
    table = desk.look(
        report_tables.table,
        log,
        "situation",
        period,
        "",
        "accepted",
        place_id,
        report,
        frozenset(),
        desk.today(),
    )
    months = desk.look(by_month, log, periods.so_far(period, desk.today()), place_id)
    on = min(period[1], desk.today())
    todo = desk.look(quarter_list.waiting, log, period, place_id, on, report)
    told = data("reports/memo")
    chart = ((told["chart"], tuple((periods.said(month), many) for month, many in months)),)
    title = f"{periods.said(period)}{table.whose}{told['title']}"
    return Listing(title, [], [], below=text(table, months, todo), landscape=False, chart=chart)


def text(table: Table, months: Months, todo: dict[str, int]) -> list[str]:
    """Headings and sentences, in order."""
    told = data("reports/memo")
    parts = (_whole(table), _types(table), _sources(table), _marks(table), [told["cause"]],
             [*_trend(months), told["forecast"]], _next(todo))  # fmt: skip
    said = (
        (head, [*part] or [told["empty"]]) for head, part in zip(told["heads"], parts, strict=True)
    )
    return [one for head, part in said for one in (head, *part)]


def by_month(db: Session, log: str, period: Period, place_id: str) -> Months:
    """How many cases were accepted in each of the months up to the end of the period."""
    since = min(period[0], first_month(period[1], MONTHS))
    asked = asking(db, log, (since, period[1]), "room", "accepted", place_id)
    chosen = select(line.c.accepted_on, func.count()).where(
        report_count.within(asked, asked.period), report_count.away(db, log)
    )
    days: dict[int, int] = dict(db.execute(chosen.group_by(line.c.accepted_on)).all())
    return [
        (month, sum(many for day, many in days.items() if _in(day, month)))
        for month in periods.slices(asked.period)
    ]


def _in(day: int, month: Period) -> bool:
    return month[0].toordinal() <= day <= month[1].toordinal()


def _whole(table: Table) -> Iterator[str]:
    told, total = data("reports/memo"), table.total
    if not total["total"]:
        yield told["none"]
        yield from so_far(table)
        return
    national = form("situation")
    yield told["count"].format(
        period=periods.said((table.since, table.until)), whose=table.whose, total=total["total"],
        parties=total["parties"], year=_changed(table.year_ago, total), before=_changed(table.before, total),
    )  # fmt: skip
    yield from so_far(table)
    yield told["agreed"].format(
        agreed=total["agreed"], rate=percent(Fraction(total["agreed"], total["total"])),
        oral=total["form_oral"], written=total["form_written"],
        amount=shown(national.column("amount"), total), performed=total["performed"],
        confirmation=total["confirmation_applied"],
    )  # fmt: skip


def _changed(then: Any, now: Any, key: str = "total") -> str:
    """上升3.5%, 下降15.5%: in words, as one reads it aloud."""
    told, share = data("reports/memo"), change(now[key], then[key])
    if share is None:
        return str(told["no_compare"])
    name = "up" if share > 0 else "down" if share < 0 else "same"
    return str(told[name]).format(percent=percent(abs(share)))


def _types(table: Table) -> Iterator[str]:
    told = data("reports/memo")
    most = _most(table, form("situation").parts("type"))[:FEW]
    if most:
        yield told["types"].format(list="；".join(
            told["type"].format(
                label=one.label, count=table.total[one.key], share=_share(table, one.key),
                before=_changed(table.before, table.total, one.key),
            ) for one in most
        ))  # fmt: skip


def _sources(table: Table) -> Iterator[str]:
    told = data("reports/memo")
    most = _most(table, form("situation").parts("source"))
    labels = {"source_referred": form("situation").column("source_referred").groups[-1]}
    if most:
        yield told["sources"].format(list="；".join(
            told["source"].format(label=labels.get(one.key, one.label), count=table.total[one.key],
                                  share=_share(table, one.key)) for one in most
        ))  # fmt: skip


def _most(table: Table, measures: list[Measure]) -> list[Measure]:
    found = [one for one in measures if table.total[one.key]]
    return sorted(found, key=lambda one: -table.total[one.key])


def _share(table: Table, key: str) -> str:
    return percent(Fraction(table.total[key], table.total["total"]))


def _marks(table: Table) -> Iterator[str]:
    """What stands out, by the figures alone."""
    told, total = data("reports/memo"), table.total
    if not total["total"]:
        return
    yield told["knotty"].format(count=total["knotty"], share=_share(table, "knotty"))
    moved = sorted(
        (total[one.key] - table.before[one.key], one.key, one.label)
        for one in form("situation").parts("type")
    )
    for (by, key, label), name in ((moved[-1], "rose"), (moved[0], "fell")):
        if (by > 0) == (name == "rose") and by:
            yield told[name].format(label=label, then=table.before[key], now=total[key])
    kinds = ("suicide", "criminal", "petition", "fight")
    many = sum(total[f"prevented_{kind}"] for kind in kinds)
    if many:
        people = sum(total[f"prevented_{kind}_people"] for kind in kinds)
        yield told["prevented"].format(count=many, people=people)


def _trend(months: Months) -> Iterator[str]:
    told = data("reports/memo")
    listed = "、".join(
        told["month"].format(month=part[0].month, count=many) for part, many in months
    )
    yield told["trend"].format(months=len(months), list=listed)
    counts = [many for _, many in months]
    for name, rises in (("rising", True), ("falling", False)):
        run = 0
        while run + 1 < len(counts) and (
            counts[-1 - run] > counts[-2 - run] if rises else counts[-1 - run] < counts[-2 - run]
        ):
            run += 1
        if run > 1:
            yield told[name].format(months=run)
            return
    yield told["level"]


def _next(todo: dict[str, int]) -> Iterator[str]:
    told = data("reports/memo")
    named = [told[key].format(count=many) for key, many in todo.items() if many]
    yield from named or [told["nothing"]]
    yield told["next"]
