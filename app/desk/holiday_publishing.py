"""发布放假安排: a centre hands a year's table to all its rooms, by bundle and by line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import calendars
from app.desk.calendars import Table
from app.desk.desk import Desk
from app.desk.room import own_room
from app.records import HolidayYear
from app.trouble import Trouble

ALL = "*"


def publish_file(desk: Desk, file: Path) -> Table:
    """Check a table and hand it down; what it says counts here from now on too."""
    if not desk.look(own_room, desk.shelf.log).is_centre:
        raise Trouble("calendars.no_centre")
    text = calendars.text_of(file)
    table = calendars.table_of(calendars.read_text(file.name, text), handed=True)
    desk.do_in(ALL, publish, desk.shelf.log, desk.today(), table.year, text)
    return table


def publish(db: Session, log: str, on: dt.date, year: int, text: str) -> str:
    """放假安排 of a year; a second one of the same centre takes the place of its first."""
    room = own_room(db, log)
    asked = select(HolidayYear).where(
        HolidayYear.room_id == room.id, HolidayYear.year == year, HolidayYear.void.is_(None)
    )
    row = db.scalars(asked.order_by(HolidayYear.id)).first()
    if row is None:
        row = HolidayYear(room_id=room.id, year=year)
        db.add(row)
    row.told, row.set_on = text, on
    return row.id
