"""The pages that came, as small pictures with what they are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.desk.signed_pages import scan_words
from app.records import Scan
from app.ui import theme
from app.words import say

ROLE = Qt.ItemDataRole.UserRole
SMALL = 84


class PageList(QListWidget):
    """One line a page; the marked one is looked at."""

    marked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tray.pages")
        self.setAccessibleName(say("tray.pages"))
        self.setIconSize(QSize(theme.scaled(SMALL), theme.scaled(round(SMALL * 1.3))))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.currentItemChanged.connect(self._mark)

    def load(self, scans: Iterable[Scan]) -> None:
        """Show these; the marked one stays marked, or the one in its place."""
        was, row = self.current(), max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for scan in scans:
            item = QListWidgetItem(
                theme.icon("paper" if scan.sheet else "session"), scan_words(scan)
            )
            item.setData(ROLE, scan.id)
            item.setSizeHint(QSize(0, theme.scaled(round(SMALL * 1.3) + 14)))
            self.addItem(item)
            if scan.id == was:
                row = self.count() - 1
        self.blockSignals(False)
        self.setCurrentRow(min(row, self.count() - 1))

    def picture(self, scan_id: str, png: bytes) -> None:
        """The picture of a page is drawn by now."""
        for row in range(self.count()):
            if self.item(row).data(ROLE) == scan_id:
                drawn = QPixmap()
                if drawn.loadFromData(png):
                    self.item(row).setIcon(QIcon(drawn))

    def mark(self, scan_id: str) -> None:
        """Look at this page."""
        rows = range(self.count())
        row = next((row for row in rows if self.item(row).data(ROLE) == scan_id), None)
        if row is not None:
            self.setCurrentRow(row)

    def current(self) -> str:
        """The id of the marked page."""
        item = self.currentItem()
        return str(item.data(ROLE)) if item is not None else ""

    def _mark(self) -> None:
        self.marked.emit(self.current())
