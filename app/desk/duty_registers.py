"""What of duty is printed and exported: the month's roster, attendance, leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy.orm import Session

from app.desk import all_rooms, leaves, roster, signing_in, visitors
from app.desk.roster import Month, Seat
from app.holidays import Calendar
from app.papers.registers import register, span, words_of
from app.papers.wording import said
from app.records import masks
from app.rules.listing import Listing, Value

BETWEEN = "、"
MINUTES = 60


def roster_listing(
    db: Session, log: str, day: dt.date, calendar: Calendar, now: dt.datetime
) -> Listing:
    """值班表 of the month of a day."""
    return month_listing(roster.month(db, log, day, calendar, now))


def month_listing(found: Month) -> Listing:
    """The same of a month that was looked up."""
    days = sorted({*found.days, *(one.day for one in found.seats)})
    weekdays = list(words_of("roster", "weekdays"))
    rows = []
    for day in days:
        sat = [one for one in found.on(day) if one.counts]
        persons = [one for one in sat if not one.who.startswith("unit/")]
        rows.append(
            (
                day, weekdays[day.weekday()], BETWEEN.join(_named(one) for one in persons),
                BETWEEN.join(one.name for one in sat if one.who.startswith("unit/")),
                BETWEEN.join(one.name for one in sat if one.lead), _gap(found, day),
            )
        )  # fmt: skip
    hours = f"{found.duty.begins}—{found.duty.ends}"
    return register(
        "roster", rows, above=[("hours", hours)], year=found.first.year, month=found.first.month
    )


def _named(one: Seat) -> str:
    if one.gone:
        return words_of("roster", "gone", name=one.name)
    if one.stands_in_for:
        return words_of("roster", "stands_in", name=one.name, other=one.stands_in_for)
    return one.name


def _gap(found: Month, day: dt.date) -> str:
    told = []
    if short := found.short(day):
        told.append(words_of("roster", "gap", count=short))
    if kinds := found.units_short(day):
        told.append(
            words_of("roster", "unit_gap", kinds=BETWEEN.join(said("unit_kind", k) for k in kinds))
        )
    told += [one.remark for one in found.on(day) if one.counts and one.remark]
    return "；".join(told)


def attendance_listing(
    db: Session, log: str, since: dt.date, until: dt.date, now: dt.datetime
) -> Listing:
    """值班考勤表."""
    found = signing_in.figures(db, log, since, until, now)
    rows = [
        (x.name, x.due, x.came, x.late, x.early, x.absent, x.stood_in, round(x.minutes / MINUTES))
        for x in found
    ]
    total = (
        words_of("attendance", "total"), sum(x.due for x in found), sum(x.came for x in found),
        sum(x.late for x in found), sum(x.early for x in found), sum(x.absent for x in found),
        sum(x.stood_in for x in found), round(sum(x.minutes for x in found) / MINUTES),
    )  # fmt: skip
    return register("attendance", rows, above=span("attendance", since, until), total=total)


def leave_listing(db: Session, log: str, today: dt.date, since: dt.date, until: dt.date) -> Listing:
    """请销假登记簿."""
    found = leaves.lines(db, log, today, since, until)
    rows = [
        (
            x.name, x.reason, x.from_on, x.until_on, x.back_on, x.days, x.approved_by,
            words_of("leaves", x.state),
        )
        for x in reversed(found)
    ]  # fmt: skip
    return register("leaves", rows, above=span("leaves", since, until))


def visitor_listing(
    db: Session, log: str, since: dt.date | None, until: dt.date | None, *, masked: bool = True
) -> Listing:
    """来访登记簿; names and numbers are masked unless a person asks for them whole."""
    found = list(reversed(visitors.lines(db, log, since, until)))
    rows = [_visitor(one, hide=masks.masked if masked else _plain) for one in found]
    total = [None] * 13
    made = register(
        "visitors", rows, above=span("visitors", since, until),
        total=(words_of("visitors", "total"), *total[1:3], sum(x.people for x in found), *total[4:]),
    )  # fmt: skip
    return all_rooms.with_rooms(db, log, made, [x.room for x in found])


def _plain(_privacy: str, text: str) -> str:
    return text


def _visitor(one: visitors.Line, hide: Callable[[str, str], str]) -> tuple[Value, ...]:
    units = one.units
    if one.joint:
        joint = "joint" if one.lead_unit else "joint_alone"
        units += words_of("visitors", joint, lead=one.lead_unit)
    return (
        one.number, f"{one.came_at:%Y-%m-%d %H:%M}" if one.came_at else None, hide("name", one.name),
        one.people, hide("phone", one.phone), hide("address", one.address), one.matter, one.received,
        one.by, units, said("visit_result", one.result), one.conclusion, one.file_no or one.matter_no,
    )  # fmt: skip
