"""发文编号: numbers of letters and notices the room sends, proposed from a series of their own, used once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.codes import table
from app.desk import room as rooms
from app.desk.edit import get
from app.records import Case, Letter, Notice, Room
from app.rules import numbering
from app.store import chain

KINDS: dict[type[Letter] | type[Notice], str] = {Letter: "letter_kind", Notice: "notice_kind"}
DAYS = {Letter: "dated_on", Notice: "made_on"}


def pattern_of(record: type[Letter] | type[Notice], kind: str | None) -> str:
    """How a kind is numbered; nothing where it is not."""
    for line in table("papers/numbers")["series"]:
        if kind in line.get(record.kind(), ()):
            return str(line["pattern"])
    return ""


def proposed(
    db: Session, record: type[Letter] | type[Notice], case_id: str, told: dict[str, Any]
) -> dict[str, str]:
    """The next number of its kind as a fact of the new record; none where its sender gave one, or gives it."""
    pattern = pattern_of(record, told.get(KINDS[record]))
    case = get(db, Case, case_id)
    log = chain.log_name(db.info["pen"].key)
    room = rooms.own_room(db, log)
    if told.get("number") or not pattern or case.room_id != room.id or not room.short_name:
        return {}
    day: dt.date = told.get(DAYS[record]) or clock.today()
    return {"number": _next(db, record, pattern, room, day.year, rooms.series(db, log))}


def give_number(db: Session, record: type[Letter] | type[Notice], record_id: str) -> None:
    """编号 of one whose kind was told later than its other facts."""
    row = get(db, record, record_id)
    if row.number or row.frozen:
        return
    names = (KINDS[record], DAYS[record])
    told = {name: getattr(row, name) for name in names}
    for name, number in proposed(db, record, row.case_id or "", told).items():
        setattr(row, name, number)


def _next(
    db: Session,
    record: type[Letter] | type[Notice],
    pattern: str,
    room: Room,
    year: int,
    series: str,
) -> str:
    """One more than the highest; what was made void keeps its number."""
    numbers = (
        select(record.number)
        .join(Case, Case.id == record.case_id)
        .where(Case.room_id == room.id, record.number.contains(str(year), autoescape=True))
    )
    used = [number for number in db.scalars(numbers) if number]
    short = room.short_name or ""
    number = numbering.next_number(pattern, used, short=short, year=year, series=series)
    return numbering.render(pattern, number)
