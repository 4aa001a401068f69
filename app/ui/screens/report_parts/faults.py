"""What does not add up, and the cases one opens to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.desk.report_book import Warned
from app.desk.report_told import warning
from app.ui import theme
from app.words import say

KEY = Qt.ItemDataRole.UserRole
MOST = 50  # cases listed under a sentence
HIGHEST = 130  # pixels in base type
EDGE = 8


class Faults(QListWidget):
    """A sentence each, its cases below it; Enter or a press opens a case."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reports.faults")
        self.setAccessibleName(say("reports.faults"))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.hide()

    def show_faults(
        self, faults: Sequence[Warned], numbers: Callable[[Sequence[str]], list[str]]
    ) -> None:
        """Tell these; nothing to tell hides the list."""
        self.clear()
        for one in faults:
            item = QListWidgetItem(warning(one), self)
            item.setIcon(theme.icon("warn"))
            shown = one.cases[:MOST]
            for case_id, number in zip(shown, numbers(shown), strict=True):
                line = QListWidgetItem(f"      {number}", self)
                line.setData(KEY, case_id)
        self._measure()
        self.setVisible(bool(faults))

    def _measure(self) -> None:
        """As high as its lines; many scroll."""
        lines = sum(self.sizeHintForRow(n) for n in range(self.count()))
        self.setFixedHeight(min(lines + EDGE, theme.scaled(HIGHEST)))

    def _choose(self, item: QListWidgetItem) -> None:
        case_id = item.data(KEY)
        if case_id:
            self.chosen.emit(str(case_id))
