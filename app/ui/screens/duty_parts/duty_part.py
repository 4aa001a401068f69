"""One part of the screen 值班接访 or 考核补贴."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.editor import Options

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class DutyPart(QWidget):
    """A page of its own; it asks for what it shows each time it comes up."""

    paper = Signal(bytes, str)
    """A paper to look at: its pages and what it is called."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_part(self) -> None:
        """Show it as it now is; what is being typed stays."""

    def settle(self) -> None:
        """Keep what is being typed."""

    @property
    def log(self) -> str:
        return self.desk.shelf.log

    def members(self, *kinds: str) -> Options:
        """Who may be chosen, each kind or only these."""
        from app.desk import staff

        found = self.desk.look(staff.everybody, self.log, self.desk.today())
        return tuple((one.key, one.name) for one in found if not kinds or one.kind in kinds)
