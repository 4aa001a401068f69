"""When a room that is open copies itself: after many changes or some hours, and never one copy upon the other."""

from __future__ import annotations

import time

from app.desk import auto_backup
from app.desk.desk import Desk
from app.store import server

MANY = 50
SOME_HOURS = 4 * 3600
AGAIN = 3600
"""Seconds until a copy that failed is tried again."""
REST = 50
"""So many times as long as the last copy took, a centre that others write in rests before the next."""


class Rhythm:
    """How long ago the last copy was, and what it cost."""

    def __init__(self, *, others_write: bool = False) -> None:
        self._others_write = others_write  # then no quiet minute says that enough is enough
        self._since = time.monotonic()
        self._begun = self._cost = 0.0
        self._failed = 0.0  # when the last try began, where it came to nothing

    def is_due(self, desk: Desk) -> bool:
        """Whether enough has come together; the clock of the computer is not asked."""
        now = time.monotonic()
        if self._failed and now - self._failed < AGAIN:
            return False
        busy = self._others_write or server.is_server(desk.shelf.engine)
        waited, rest = now - self._since, REST * self._cost if busy else 0.0
        changes = auto_backup.changes_since(desk)
        return (changes >= MANY and waited >= rest) or (changes > 0 and waited >= SOME_HOURS)

    def begin(self) -> None:
        """A copy is being made."""
        self._begun = time.monotonic()

    def end(self, *, well: bool) -> None:
        """It was made, or came to nothing."""
        if well:
            self._since, self._failed = time.monotonic(), 0.0
            self._cost = self._since - self._begun
        else:
            self._failed = self._begun
