"""A reason that is asked for on the page, not in a box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.ui import theme
from app.ui.kit import page
from app.words import say


class Reason(QFrame):
    """A strip with the reason to be written, a button that goes on and one that does not; hidden until asked."""

    given = Signal(str)

    def __init__(
        self,
        name: str,
        asked: str,
        give: str,
        *,
        wanting: str = "kit.reason_wanting",
        role: str = "primary",
    ) -> None:
        super().__init__()
        theme.role(self, "notice_warn")
        self._asked, self._wanting = asked, wanting
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self.asked = page.label(say(asked))
        self.asked.setObjectName(f"{name}_asked")
        column.addWidget(self.asked)
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{name}_reason")
        self.reason.setAccessibleName(say(asked))
        self.reason.returnPressed.connect(self._give)
        go = page.button(give, self._give, role=role)
        go.setObjectName(f"{name}_now")
        line = page.row(self.reason, go, page.button("kit.keep", self.hide))
        line.setStretch(0, 1)
        column.addLayout(line)
        self.hide()

    def ask(self) -> None:
        """The hand goes to the reason."""
        self.reason.clear()
        self.asked.setText(say(self._asked))
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.asked.setText(say(self._wanting))
            self.reason.setFocus()
            return
        self.hide()
        self.given.emit(reason)
