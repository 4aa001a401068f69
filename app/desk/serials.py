"""Numbers of registers beside the cases: one series a workstation, so that no two issue the same (domain 2.2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import room as rooms
from app.records import Record
from app.rules import numbering

MATTER = "（{year}）{short}事字第{series}{serial}号"
WHISTLE = "（{year}）{short}哨字第{series}{serial}号"


def next_numbers(
    db: Session, log: str, record: type[Record], pattern: str, year: int, count: int = 1
) -> list[str]:
    """The next free numbers of a record with an indexed `number`; what was struck out keeps its own."""
    room, series = rooms.own_room(db, log), rooms.series(db, log)
    begun = pattern.partition("{serial")[0].format(
        year=year, short=room.short_name or "", series=series
    )
    table: Any = record.__table__
    used = db.scalars(  # of the number alone: its index tells it without a row being read
        select(table.c.number).where(table.c.number.startswith(begun, autoescape=True))
    )
    fresh = [x.number for x in db.new if isinstance(x, record)]  # type: ignore[attr-defined]
    first = numbering.next_number(
        pattern, [x for x in (*used, *fresh) if x], short=room.short_name or "", year=year,
        series=series,
    )  # fmt: skip
    return [
        numbering.render(
            pattern, numbering.Number(first.short, first.year, first.serial + n, first.series)
        )
        for n in range(count)
    ]
