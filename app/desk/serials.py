"""Numbers of registers beside the cases: one series a workstation, so that no two issue the same (domain 2.2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import room as rooms
from app.records import Record
from app.rules import numbering
from app.rules.numbering import Number

MATTER = "（{year}）{short}事字第{series}{serial}号"
WHISTLE = "（{year}）{short}哨字第{series}{serial}号"
MEETING = "{year}-{series}{serial}"


def next_numbers(
    db: Session, log: str, record: type[Record], pattern: str, year: int, count: int = 1
) -> list[str]:
    """The next free numbers of a record with an indexed `number`; what was struck out keeps its own."""
    short = rooms.own_room(db, log).short_name or ""
    series = rooms.series(db, log)
    begun, _, ending = pattern.partition("{serial}")
    begun = begun.format(year=year, short=short, series=series)
    table: Any = record.__table__
    used = db.scalars(  # of the number alone: its index tells it without a row being read
        select(table.c.number).where(table.c.number.startswith(begun, autoescape=True))
    )
    fresh = [x.number for x in db.new if isinstance(x, record)]  # type: ignore[attr-defined]
    tails = (
        one[len(begun) :].removesuffix(ending)
        for one in (*used, *fresh)
        if one and one.startswith(begun)
    )
    highest = max((int(tail) for tail in tails if tail.isascii() and tail.isdecimal()), default=0)
    return [
        numbering.render(pattern, Number(short, year, highest + n, series))
        for n in range(1, count + 1)
    ]
