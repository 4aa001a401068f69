"""When the room copies itself: as one locks, as one leaves, and after many changes or hours while no hand moves.

The copying is a process of its own (`app.desk.copying`); here it is only begun, and its end told.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.trouble import Trouble

if TYPE_CHECKING:
    from app.desk.copy_rhythm import Rhythm
    from app.desk.desk import Desk

QUIET = 60_000
"""Milliseconds without a hand on keyboard or mouse."""
LOOK = 500
"""Milliseconds between two looks whether a copy is done."""


class Copier(QObject):
    """Watches over the desk that is open, from signing in to locking."""

    failed = Signal(str)
    """A sentence for a person, at most once a day for one room."""
    made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._rhythm: Rhythm | None = None
        self._sorrow = ""  # the last failure; the disk may have been too full to note it
        self._said_on: dt.date | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.at_rest)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK)
        self._looking.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        return self._process is not None

    def watch(self, desk: Desk) -> None:
        """Somebody signed in; what failed since they were last here is said."""
        from app.desk.copy_rhythm import Rhythm

        self._desk, self._rhythm = desk, Rhythm()
        self._tell_failure()

    def touched(self) -> None:
        """A hand moved."""
        if self._desk is not None:
            self._quiet.start()

    def at_rest(self) -> None:
        """Nobody types: copy, if enough has come together."""
        if self._desk is not None and self._rhythm is not None and self._rhythm.is_due(self._desk):
            self._begin(self._desk)

    def leave(self, desk: Desk) -> None:
        """The desk is about to be closed: what was done since the last copy goes into one."""
        from app.desk.auto_backup import changes_since

        self._quiet.stop()
        self._desk = None
        if changes_since(desk):
            self._begin(desk)

    def stop(self) -> None:
        """Another backup is to stand in the room's place: nobody may be at work in it, and the half copy goes."""
        from app.desk import copying

        if self._process is not None:
            self._looking.stop()
            self._process.kill()
            self._process.wait()
            copying.ended(self._process)
            self._process = None

    def _begin(self, desk: Desk) -> None:
        from app.desk import copying

        if self._process is not None:
            return  # it is being done
        if self._rhythm is not None:
            self._rhythm.begin()
        self._process = copying.begin(desk)
        self._looking.start()

    def _look(self) -> None:
        from app.desk import copying

        assert self._process is not None
        outcome = copying.ended(self._process)
        if outcome is None:
            return
        self._looking.stop()
        self._process = None
        self._sorrow = outcome.sentence()
        if self._rhythm is not None:
            self._rhythm.end(well=not outcome.trouble)
        if not outcome.trouble:
            self.made.emit()
        elif self._desk is not None:
            self._tell_failure()

    def _tell_failure(self) -> None:
        from app.desk.auto_backup import failure_to_tell, failure_was_told

        assert self._desk is not None
        today = self._desk.today()
        told = failure_to_tell(self._desk, today) or self._sorrow
        if not told or self._said_on == today:
            return
        self._said_on = today
        self.failed.emit(told)
        with suppress(Trouble):  # the disk is too full for the note: that is what was just said
            failure_was_told(self._desk, today)
