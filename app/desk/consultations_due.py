"""该会商的事项: matters of a tier that asks departments to sit together, and they have not."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.desk import doubles, matter_list, practice
from app.desk.reminder import Reminder
from app.desk.room import own_room
from app.holidays import Calendar
from app.records import Consultation, Matter

SHOWN = 5
SCREEN = "matters"


def reminders(db: Session, log: str, on: dt.date, calendar: Calendar) -> list[Reminder]:
    """One line a matter that is open and is no case yet; a case says so itself."""
    del calendar
    tiers = [tier.code for tier in practice.standing(db, log).tiers if tier.consult]
    if not tiers:
        return []
    met = exists().where(Consultation.matter_id == Matter.id, Consultation.void.is_(None))
    asked = select(Matter).where(
        Matter.room_id == own_room(db, log).id, Matter.void.is_(None), Matter.case_id.is_(None),
        doubles.stands(), Matter.tier.in_(tiers), ~met, matter_list.still_open(),
    )  # fmt: skip
    rows = db.scalars(asked.order_by(Matter.came_at, Matter.id).limit(SHOWN))
    return [
        Reminder("consultation.wanted", {"number": row.number or ""}, None, SCREEN, row.id)
        for row in rows
        if row.came_at is None or row.came_at.date() <= on
    ]
