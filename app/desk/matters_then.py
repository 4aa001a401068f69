"""来件 as they stood at a moment: what came later, and the steps taken later, had not happened yet."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.desk import doubles, matter_list
from app.desk import room as rooms
from app.holidays import Calendar
from app.records import Case, Matter, MatterStep


def still_open(db: Session, log: str, moment: dt.datetime, calendar: Calendar) -> matter_list.Found:
    """What had come by then and was not solved, the most pressing first; of very many as the list has them."""
    own = rooms.own_room(db, log)
    later = exists().where(MatterStep.matter_id == Matter.id, MatterStep.at > moment)
    closed = exists().where(
        Case.id == Matter.case_id, Case.closed_on.is_not(None), Case.closed_on > moment.date()
    )
    asked = select(Matter).where(
        Matter.void.is_(None), doubles.stands(),
        or_(Matter.came_at.is_(None), Matter.came_at <= moment),
        or_(matter_list.still_open(), later, and_(Matter.case_id.is_not(None), closed)),
    )  # fmt: skip
    if not own.is_centre:
        asked = asked.where(Matter.room_id == own.id)
    ids, unseen = matter_list.at_both_ends(db, log, asked)
    lines = matter_list.told(db, log, moment, calendar, matter_list.loaded(db, ids), then=True)
    still = (x for x in lines if not x.is_solved)
    return matter_list.Found(sorted(still, key=matter_list.urgency), unseen)
