"""作废 asks for its reason on the page, not in a box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.ui import theme
from app.ui.kit import page
from app.words import say


class VoidReason(QFrame):
    """A strip with the reason to be written, a button that voids and one that does not; hidden until asked."""

    given = Signal(str)

    def __init__(self, kind: str) -> None:
        super().__init__()
        theme.role(self, "notice_warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self.asked = page.label(say("kit.remove_reason"))
        self.asked.setObjectName(f"{kind}.remove_asked")
        column.addWidget(self.asked)
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{kind}.remove_reason")
        self.reason.setAccessibleName(say("kit.remove_reason"))
        self.reason.returnPressed.connect(self._give)
        void = page.button("kit.remove", self._give, role="danger")
        void.setObjectName(f"{kind}.remove_now")
        line = page.row(self.reason, void, page.button("kit.keep", self.hide))
        line.setStretch(0, 1)
        column.addLayout(line)
        self.hide()

    def ask(self) -> None:
        """The hand goes to the reason."""
        self.reason.clear()
        self.asked.setText(say("kit.remove_reason"))
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.asked.setText(say("kit.remove_wanting"))
            self.reason.setFocus()
            return
        self.hide()
        self.given.emit(reason)
