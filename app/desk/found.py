"""来件 that comes out of field work: a sweep, a call at a door, a meeting, a chat."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk.edit import add
from app.desk.room import own_room
from app.records import Matter


def spawn_matter(db: Session, log: str, now: dt.datetime, values: dict[str, Any]) -> str:
    """A new matter of this room; its id."""
    told = {"room_id": own_room(db, log).id, "by_id": db.info["pen"].user, "came_at": now, **values}
    return add(db, Matter, told)
