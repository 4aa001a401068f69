"""报送之前问一次: which report, of when, to whom, and whether it goes although it does not add up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.desk.report_book import Warned
from app.desk.report_told import warning
from app.ui import theme
from app.ui.kit import page
from app.words import say

MOST_TOLD = 3  # faults named in the question; all of them stand in the list below it


class HandingIn(QFrame):
    """A strip with the question and the receiver; hidden until asked. What is agreed to is given on."""

    agreed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "notice_warn")
        self.asked = page.label()
        self.asked.setObjectName("reports.handing_in_asked")
        self.receiver = QLineEdit()
        self.receiver.setObjectName("reports.receiver")
        self.receiver.setAccessibleName(say("reports.receiver"))
        self.receiver.returnPressed.connect(self._agree)
        self.go = page.button("reports.submit_now", self._agree, icon="forward", role="primary")
        self.keep = page.button("reports.submit_not_yet", self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.asked)
        to = page.label(say("reports.receiver"), wrap=False)
        line = page.row(to, self.receiver, self.go, self.keep)
        line.setStretch(1, 1)
        column.addLayout(line)
        self.hide()

    def ask(
        self, title: str, period: str, receiver: str, faults: Sequence[Warned], running: str = ""
    ) -> None:
        """Put the question; the hand goes to the receiver, or to 先不报 where something is wrong."""
        told = [say("reports.handing_in", title=title, period=period)]
        if running:
            told.append(running)
        if faults:
            told.append(say("reports.unbalanced", count=len(faults)))
            told += [f"· {warning(one)}" for one in faults[:MOST_TOLD]]
        self.asked.setText("\n".join(told))
        self.go.setText(
            say("reports.submit_although" if faults or running else "reports.submit_now")
        )
        self.receiver.setText(receiver)
        self.show()
        (self.keep if faults or running else self.receiver).setFocus()

    def _agree(self) -> None:
        self.hide()
        self.agreed.emit(self.receiver.text().strip())
