"""来件 that comes out of field work: a sweep, a call at a door, a meeting, a chat."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk.matters import write_down


def when(day: dt.date | None, now: dt.datetime) -> dt.datetime:
    """When something was found that is written down now: on that day, at this hour where nobody said which."""
    moment = dt.datetime.combine(min(day, now.date()), now.time()) if day else now
    return moment.replace(second=0, microsecond=0)


def spawn_matter(db: Session, log: str, now: dt.datetime, values: dict[str, Any]) -> str:
    """A new matter of this room under a number of its own; its id."""
    return write_down(db, log, now, {k: v for k, v in values.items() if v is not None})
