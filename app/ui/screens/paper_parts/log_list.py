"""打印记录: who printed what, for whom, when, how many, which pages; a line shows the paper exactly as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from app.desk import volumes
from app.desk.print_log import Line
from app.records import Volume
from app.ui.kit import page
from app.ui.screens.paper_parts.lines import Lines
from app.words import say

ROLE = Qt.ItemDataRole.UserRole


class LogList(QWidget):
    """The newest first."""

    chosen = Signal(object)
    """A line of the log, or a volume."""

    def __init__(self, titled: Callable[[Line], str]) -> None:
        super().__init__()
        self._titled = titled
        self.lines = Lines("papers_page.kept")
        self.lines.setWordWrap(True)
        self.lines.setAlternatingRowColors(True)
        self.lines.currentItemChanged.connect(self._choose)
        self.none = page.label(say("papers_page.none_kept"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(page.label(say("papers_page.kept"), "heading"))
        column.addWidget(self.none)
        column.addWidget(self.lines, 1)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)

    def load(self, bound: list[Volume], told: list[Line]) -> None:
        """What there is now, bound volumes before; nothing is chosen by that."""
        blocked = self.lines.blockSignals(True)
        self.lines.clear()
        for volume in bound:
            QListWidgetItem(volumes.in_words(volume), self.lines).setData(ROLE, volume)
        for one in told:
            item = QListWidgetItem(f"{self._titled(one)}\n{one.sentence()}", self.lines)
            item.setData(ROLE, one)
        self.lines.blockSignals(blocked)
        self.lines.setVisible(self.lines.count() > 0)
        self.none.setVisible(not self.lines.count())

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(ROLE))
