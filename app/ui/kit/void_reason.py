"""作废 asks for its reason on the page, not in a box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from app.ui import theme
from app.ui.kit import page
from app.words import say


class VoidReason(QFrame):
    """A strip with the reason to be written, a button that voids and one that does not; hidden until asked."""

    given = Signal(str)

    def __init__(self, kind: str) -> None:
        super().__init__()
        theme.role(self, "notice_warn")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(page.label(say("kit.remove_reason"), wrap=False))
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{kind}.remove_reason")
        self.reason.setAccessibleName(say("kit.remove_reason"))
        self.reason.returnPressed.connect(self._give)
        line.addWidget(self.reason, 1)
        void = page.button("kit.remove", self._give, role="danger")
        void.setObjectName(f"{kind}.remove_now")
        line.addWidget(void)
        line.addWidget(page.button("kit.keep", self.hide))
        self.hide()

    def ask(self) -> None:
        """The hand goes to the reason."""
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            return
        self.hide()
        self.given.emit(reason)
