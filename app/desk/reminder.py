"""提醒: something this room has to do that hangs on no one case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from app.holidays import Calendar
from app.words import say


@dataclass(frozen=True)
class Reminder:
    """What is asked, by which day, and the screen where it is answered."""

    key: str  # words key
    facts: Mapping[str, object]
    on: dt.date | None
    screen: str
    target: object = None
    late: bool = False

    def sentence(self) -> str:
        return say(self.key, **self.facts)


Source: TypeAlias = Callable[[Session, str, dt.date, Calendar], list[Reminder]]
"""Asked with the log of this computer and the day."""
