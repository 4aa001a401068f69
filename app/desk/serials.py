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
    """The next free numbers of a record with `room_id` and `number`; what was struck out keeps its own."""
    room = rooms.own_room(db, log)
    table: Any = record.__table__
    used = db.scalars(
        select(table.c.number).where(
            table.c.room_id == room.id, table.c.number.contains(str(year), autoescape=True)
        )
    )
    fresh = [x.number for x in db.new if isinstance(x, record)]  # type: ignore[attr-defined]
    first = numbering.next_number(
        pattern, [x for x in (*used, *fresh) if x], short=room.short_name or "", year=year,
        series=rooms.series(db, log),
    )  # fmt: skip
    return [
        numbering.render(
            pattern, numbering.Number(first.short, first.year, first.serial + n, first.series)
        )
        for n in range(count)
    ]
