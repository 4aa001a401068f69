"""来件 as they stood at a moment: what came later, and the steps taken later, had not happened yet."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.desk import matter_list
from app.desk import room as rooms
from app.holidays import Calendar
from app.records import Case, Matter, MatterStep

PART = 500


def still_open(
    db: Session, log: str, moment: dt.datetime, calendar: Calendar
) -> list[matter_list.Line]:
    """What had come by then and was not solved, what came last first."""
    own = rooms.own_room(db, log)
    later = exists().where(MatterStep.matter_id == Matter.id, MatterStep.at > moment)
    closed = exists().where(
        Case.id == Matter.case_id, Case.closed_on.is_not(None), Case.closed_on > moment.date()
    )
    asked = select(Matter.id).where(
        Matter.void.is_(None), Matter.same_as_id.is_(None),
        or_(Matter.came_at.is_(None), Matter.came_at <= moment),
        or_(matter_list.still_open(), later, and_(Matter.case_id.is_not(None), closed)),
    )  # fmt: skip
    if not own.is_centre:
        asked = asked.where(Matter.room_id == own.id)
    ids = list(db.scalars(asked.order_by(Matter.came_at.desc(), Matter.id).limit(matter_list.MOST)))
    rows: list[Matter] = []
    for start in range(0, len(ids), PART):
        rows += db.scalars(select(Matter).where(Matter.id.in_(ids[start : start + PART])))
    lines = matter_list.told(db, log, moment, calendar, rows, then=True)
    return sorted((x for x in lines if not x.is_solved), key=matter_list.urgency)
