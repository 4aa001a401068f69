"""登记重了没有: a quiet line while a case is open, where one of the same people and day is here already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.desk import same_case
from app.desk.same_case import Twin
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say


class TwinLine(QFrame):
    """Nothing stands here where there is no twin; it never holds anybody up."""

    asked = Signal(str)
    """The other case of this id is to be opened."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.twins: list[Twin] = []
        theme.role(self, "card")
        self.told = page.label("")
        self.told.setObjectName("case_page.twin")
        self.see = page.button("cases.open_twin", self._open, role="flat")
        inner = QHBoxLayout(self)
        inner.setContentsMargins(12, 2, 6, 2)
        inner.addWidget(self.told, 1)
        inner.addWidget(self.see)
        self.hide()

    def show_file(self) -> None:
        """Look again: a name or the day may have been typed."""
        file = self.case.file
        asked = file is not None and file.case.closed_on is None
        self.twins = self.case.desk.look(same_case.twins, self.case.case_id) if asked else []
        why = self.twins[0].why if self.twins else same_case.SAME_DAY
        numbers = "、".join(one.number for one in self.twins if one.why == why)
        key = "cases.one_matter" if why == same_case.ONE_MATTER else "cases.same_here"
        self.told.setText(say(key, numbers=numbers))
        self.setVisible(bool(self.twins))

    def _open(self) -> None:
        self.asked.emit(self.twins[0].case_id)
