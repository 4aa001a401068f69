"""Says that a stick was plugged in, when it was here last, and offers the one button that exchanges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.desk import stick_visit
from app.ui.screens.exchange_parts.stick_part import last_words
from app.ui.sticks import Plugged, Stick, StickWatch
from app.words import say

if TYPE_CHECKING:
    from app.ui.frame import RoomFrame


class StickGreeter:
    """Greets in the room that is open; a locked window greets nobody."""

    def __init__(self, room: Callable[[], RoomFrame | None], watch: StickWatch) -> None:
        self._room, self.watch = room, watch
        watch.came.connect(self._came)

    def _came(self, stick: Stick) -> None:
        room = self._room()
        if room is None:
            return
        last = stick_visit.last_visit(room.desk, stick.path)
        room.notices.say(
            last_words(stick.name, last),
            action=(say("sticks.exchange"), lambda: room.go("exchange", Plugged(stick))),
            lasting=True,
        )
