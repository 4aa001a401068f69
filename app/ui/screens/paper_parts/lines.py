"""A list beside the paper that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget

from app.words import say


class Lines(QListWidget):
    """A list that Tab passes without choosing anything: Qt would mark the first line, and show another paper."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(say(key))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        row = self.currentRow()
        blocked = self.blockSignals(True)
        super().focusInEvent(event)
        self.setCurrentRow(row)
        self.blockSignals(blocked)

    def leave(self) -> None:
        """None of its lines is looked at."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(-1)
        self.blockSignals(blocked)
