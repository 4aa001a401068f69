"""季督查清单: the cases somebody has to look into, each with the reasons (domain 6.1, 吉州)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from app.codes import code_list, table
from app.desk import report_count, report_tables
from app.desk.case_lines import Report, nobody
from app.desk.report_count import Asked
from app.desk.report_tables import room_name
from app.records import Case, Mediator, Room
from app.rules import period as periods
from app.rules.listing import Column, Listing, Value
from app.rules.period import Period
from app.rules.report_listing import word
from app.rules.results import is_open, is_success
from app.store.case_lines import line

if TYPE_CHECKING:
    from app.desk.desk import Desk

FIELDS = (
    "case_id", "room_id", "lead_id", "dispute_type", "result", "performance", "accepted_on", "mediated_on",
    "due_on", "closed_on", "visits", "satisfaction", "relapse",
)  # fmt: skip
WAITING = ("open", "overdue", "unvisited")
SO_FAR = dt.date(1990, 1, 1)  # what is still open counts, however old it is
STEPS = {"sqlite": 12, "postgresql": 36}  # months looked through at once


def made(
    desk: Desk, period: Period, place_id: str, report: Callable[[int, int], object]
) -> Listing:
    """The list as of the last day of the period."""
    on = min(period[1], desk.today())
    return desk.look(listed, desk.shelf.log, period, place_id, on, report)


def listed(
    db: Session, log: str, period: Period, place_id: str, on: dt.date, report: Report = nobody
) -> Listing:
    """The same, on a day; all are counted, and no more read than the list shows."""
    told, such = table("reports/quarterly"), or_(*conditions(period, on).values())
    shown: list[tuple[dict[str, Any], str]] = []
    count = 0
    for asked in _so_far(db, log, period, place_id, report):
        where = report_count.within(asked, asked.period), report_count.away(db, log), such
        count += db.scalar(select(func.count()).select_from(line).where(*where)) or 0
        left = told["most"] - len(shown)
        rows: Iterable[Any] = db.execute(_oldest_first().where(*where).limit(left)) if left else []
        facts = (dict(zip(FIELDS, row, strict=True)) for row in rows)
        shown += [(one, reasons(one, period, on)) for one in facts]
    more = [told["more"].format(count=count - len(shown))] if count > len(shown) else []
    own = report_tables.whose(db, log, place_id)
    return Listing(
        f"{periods.said(period)} {own}{told['title']}",
        [Column(label, wide) for label, wide in zip(told["columns"], told["wide"], strict=True)],
        _rows(db, shown, on),
        above=[(word("whose"), own), (word("period"), word("days", since=period[0], until=on))],
        below=more,
        signs=list(told["signs"]),
    )


def _so_far(
    db: Session, log: str, period: Period, place_id: str, report: Report
) -> Iterator[Asked]:
    """Everything accepted to the end of the period, the oldest year first, so that it can be watched and stopped."""
    whole = max(SO_FAR, report_count.first_day(db)), period[1]
    steps = report_count.steps(whole, STEPS[db.connection().dialect.name])
    for done, part in enumerate(steps):
        report(done, len(steps))
        yield report_tables.asking(db, log, part, "room", "accepted", place_id)


def _oldest_first() -> Select[Any]:
    chosen = select(*(line.c[name] for name in FIELDS))
    return chosen.order_by(line.c.accepted_on, line.c.case_id)


def conditions(period: Period, on: dt.date) -> dict[str, ColumnElement[bool]]:
    """What puts a case on the list, as the database understands it."""
    told, today, began = table("reports/quarterly"), on.toordinal(), period[0].toordinal()
    column = line.c
    agreed = column.result.in_([code.code for code in code_list("result") if code.facts["success"]])
    ongoing = column.result.in_([code.code for code in code_list("result") if code.facts["open"]])
    still = ongoing & column.closed_on.is_(None)
    return {
        "open": still & (column.accepted_on < today - told["open_days"]),
        "overdue": agreed & (column.due_on < today),
        "unvisited": agreed & (column.visits == 0) & (column.mediated_on >= began)
        & (column.mediated_on < today - told["visit_days"]),
        "unsatisfied": agreed & (column.mediated_on >= began) & (column.satisfaction == "unsatisfied"),
        "relapse": (column.relapse == 1) & (column.accepted_on >= began),
    }  # fmt: skip


def waiting(
    db: Session, log: str, period: Period, place_id: str, on: dt.date, report: Report = nobody
) -> dict[str, int]:
    """How many cases are open too long, overdue, or not visited."""
    told = conditions(period, on)
    found = dict.fromkeys(WAITING, 0)
    figures = [func.sum(case((told[name], 1), else_=0)) for name in WAITING]
    for asked in _so_far(db, log, period, place_id, report):
        where = report_count.within(asked, asked.period), report_count.away(db, log)
        row = db.execute(select(*figures).where(*where)).one()
        for name, many in zip(WAITING, row, strict=True):
            found[name] += many or 0
    return found


def reasons(one: dict[str, Any], period: Period, on: dt.date) -> str:
    """Why a case is on the list; empty where it is not."""
    told, today = table("reports/quarterly"), on.toordinal()
    found = []
    days = today - one["accepted_on"]
    if is_open(one["result"]) and not one["closed_on"] and days > told["open_days"]:
        found.append(told["open"].format(days=days))
    if is_success(one["result"]) and one["due_on"] and one["due_on"] < today:
        found.append(told["overdue"].format(day=dt.date.fromordinal(one["due_on"])))
    began = period[0].toordinal()
    if is_success(one["result"]) and (one["mediated_on"] or 0) >= began:
        after = today - one["mediated_on"]
        if not one["visits"] and after > told["visit_days"]:
            found.append(told["unvisited"].format(days=after))
        if one["satisfaction"] == "unsatisfied":
            found.append(told["unsatisfied"])
    if one["relapse"] and one["accepted_on"] >= began:
        found.append(told["relapse"])
    return "；".join(found)


def _rows(
    db: Session, found: list[tuple[dict[str, Any], str]], on: dt.date
) -> list[tuple[Value, ...]]:
    ids = [one["case_id"] for one, _ in found]
    numbers = dict(db.execute(select(Case.id, Case.file_no).where(Case.id.in_(ids))).all())
    rooms = {room.id: room_name(room) for room in db.scalars(select(Room))}
    people = dict(db.execute(select(Mediator.id, Mediator.name)).all())
    return [
        (
            place, numbers.get(one["case_id"]) or "", rooms.get(one["room_id"], ""),
            dt.date.fromordinal(one["accepted_on"]),
            code_list("dispute_type").label(one["dispute_type"], "zh_CN"),
            people.get(one["lead_id"]) or "", on.toordinal() - one["accepted_on"], why, None, None,
        )
        for place, (one, why) in enumerate(found, start=1)
    ]  # fmt: skip
