"""Looks into the scan folder while the window is open, and says what came."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.desk.scan_folder import Brought, FolderWatch
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.frame import RoomFrame

EVERY = 4000
"""Milliseconds; a file is taken at the second look that finds it unchanged."""


class FolderGreeter(QObject):
    """Takes in for the room that is open; a locked window takes nothing."""

    def __init__(self, room: Callable[[], RoomFrame | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._desk: Desk | None = None
        self._watch: FolderWatch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        self._timer.start()

    def look(self) -> None:
        """One look; what has settled is taken aside."""
        room = self._room()
        if room is None or room.jobs.is_busy or not room.desk.settings.scan_folder:
            return
        if self._watch is None or self._desk is not room.desk:
            self._desk, self._watch = room.desk, FolderWatch(room.desk)
        watch = self._watch
        ready = watch.settled()
        if ready:
            room.jobs.run(
                lambda report: watch.take(ready, report), self._say, title=say("tray.taking")
            )

    def _say(self, brought: Brought) -> None:
        room = self._room()
        if room is None:
            return
        for name, why in brought.refused:
            room.notices.say(f"{name}：{why}", "warn", lasting=True)
        if brought.taken:
            told = say(
                "tray.taken", count=len(brought.taken), filed=brought.filed, waits=brought.waiting
            )
            look = (say("screen.tray"), lambda: room.go("tray")) if brought.waiting else None
            room.notices.say(told, "told" if brought.waiting else "good", action=look, lasting=True)
