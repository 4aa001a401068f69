"""What of duty asks for somebody today: who did not sign in, days nobody covers, duty that falls into leave."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import leaves, practice, signing_in
from app.desk.reminder import Reminder
from app.desk.room import own_room
from app.holidays import Calendar
from app.records import Shift

SCREEN = "duty"
LATELY = dt.timedelta(days=60)


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """Only where the room keeps a roster or chose a way of working; nobody else is asked for one."""
    found = [
        Reminder("leave.remind_back", {"name": one.name, "day": one.until_on}, one.until_on, SCREEN, "leave", late=True)
        for one in leaves.lines(db, log, on, on, on)
        if one.state == "not_back"
    ]  # fmt: skip
    if not _keeps_a_roster(db, log, on):
        return found
    now = clock.now()
    told = signing_in.told(
        db, log, calendar, now if now.date() == on else dt.datetime.combine(on, dt.time(0))
    )
    persons = [one for one in told.late if not one.who.startswith("unit/")]
    if persons:
        names = "、".join(one.name for one in persons)
        found.append(
            Reminder("duty.remind_late", {"names": names}, on, SCREEN, "roster", late=True)
        )
    for one in told.on_leave:
        facts = {"name": one.name, "day": one.day}
        found.append(Reminder("duty.remind_leave", facts, one.day, SCREEN, "roster"))
    for one in told.gone:
        facts = {"name": one.name, "day": one.day}
        found.append(
            Reminder("duty.remind_left", facts, one.day, SCREEN, "roster", late=one.day <= on)
        )
    away = {one.day for one in (*told.on_leave, *told.gone)}
    gaps = [day for day, _ in told.gaps if day not in away]
    if gaps:
        facts = {"count": len(gaps), "day": gaps[0]}
        found.append(
            Reminder("duty.remind_gap", facts, gaps[0], SCREEN, "roster", late=gaps[0] <= on)
        )
    return found


def _keeps_a_roster(db: Session, log: str, on: dt.date) -> bool:
    if practice.row(db, log) is not None:
        return True
    asked = select(Shift.id).where(
        Shift.room_id == own_room(db, log).id, Shift.void.is_(None), Shift.on_day >= on - LATELY
    )
    return db.scalars(asked.limit(1)).first() is not None
