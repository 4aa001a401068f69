"""One part of the screen 值班接访 or 考核补贴."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.kit.editor import Options
from app.ui.screens.parted import ScreenPart


class DutyPart(ScreenPart):
    """It may show a paper, and offers the people of the room."""

    paper = Signal(bytes, str)
    """A paper to look at: its pages and what it is called."""

    def members(self, *kinds: str) -> Options:
        """Who may be chosen, each kind or only these."""
        from app.desk import staff

        found = self.desk.look(staff.everybody, self.log, self.desk.today())
        return tuple((one.key, one.name) for one in found if not kinds or one.kind in kinds)
