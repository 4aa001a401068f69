"""学习培训: what was learnt, when, by whom (domain 4.3: trained person-times)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.edit import add, checked
from app.desk.room import own_room
from app.records import Mediator, Training
from app.trouble import Trouble


@dataclass(frozen=True)
class Line:
    """One training as the list shows it."""

    id: str
    on_day: dt.date | None
    title: str
    hours: int
    names: tuple[str, ...]
    times: int  # 人次
    note: str


def record(db: Session, log: str, values: dict[str, Any]) -> str:
    """A training; its id."""
    told = checked(Training, values)
    if not told.get("on_day") or not told.get("title"):
        raise Trouble("talks.training_bare")
    return add(db, Training, {"room_id": own_room(db, log).id, **told})


def listing(
    db: Session, log: str, since: dt.date | None = None, until: dt.date | None = None
) -> list[Line]:
    """The trainings of a period, the newest first."""
    asked = select(Training).where(
        Training.room_id == own_room(db, log).id, Training.void.is_(None)
    )
    if since is not None:
        asked = asked.where(Training.on_day >= since)
    if until is not None:
        asked = asked.where(Training.on_day <= until)
    people = {one.id: one.name or "" for one in db.scalars(select(Mediator))}
    return [
        Line(one.id, one.on_day, one.title or "", one.hours or 0,
             tuple(people.get(x, "") for x in one.mediator_ids or ()),
             len(one.mediator_ids or ()) + (one.others or 0), one.note or "")
        for one in db.scalars(asked.order_by(Training.on_day.desc(), Training.id))
    ]  # fmt: skip
