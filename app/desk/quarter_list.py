"""季督查清单: the cases somebody has to look into, each with the reasons (domain 6.1, 吉州)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.codes import code_list, table
from app.desk import report_count, report_tables
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
SO_FAR = dt.date(1990, 1, 1)  # what is still open counts, however old it is


def made(
    desk: Desk, period: Period, place_id: str, report: Callable[[int, int], object]
) -> Listing:
    """The list as of the last day of the period."""
    del report
    return desk.look(listed, desk.shelf.log, period, place_id, min(period[1], desk.today()))


def listed(db: Session, log: str, period: Period, place_id: str, on: dt.date) -> Listing:
    """The same, on a day."""
    told = table("reports/quarterly")
    asked = report_tables.asking(db, log, (SO_FAR, period[1]), "room", "accepted", place_id)
    such = or_(*conditions(period, on).values())
    rows = (
        dict(zip(FIELDS, row, strict=True))
        for row in report_count.lines_in(db, log, asked, FIELDS, such)
    )
    found = [(one, why) for one in rows if (why := reasons(one, period, on))]
    found.sort(key=lambda one: (one[0]["accepted_on"], one[0]["case_id"]))
    shown = found[: told["most"]]
    more = [told["more"].format(count=len(found) - len(shown))] if len(found) > len(shown) else []
    own = report_tables.whose(db, log, place_id)
    return Listing(
        f"{periods.said(period)} {own}{told['title']}",
        [Column(label, wide) for label, wide in zip(told["columns"], told["wide"], strict=True)],
        _rows(db, shown, on),
        above=[(word("whose"), own), (word("period"), word("days", since=period[0], until=on))],
        below=more,
        signs=list(told["signs"]),
    )


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


def waiting(db: Session, log: str, period: Period, place_id: str, on: dt.date) -> dict[str, int]:
    """How many cases are open too long, overdue, or not visited."""
    asked = report_tables.asking(db, log, (SO_FAR, period[1]), "room", "accepted", place_id)
    where = report_count.within(asked, asked.period), report_count.away(db, log)
    told = conditions(period, on)
    return {
        name: db.scalar(select(func.count()).select_from(line).where(*where, told[name])) or 0
        for name in ("open", "overdue", "unvisited")
    }


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
