"""What came back of each paper of a case: missing and doubled pages, and the button that confirms the signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.signed_pages import in_words
from app.rules.returned import Returned
from app.ui.kit import page
from app.words import say


class ReturnedCard(QWidget):
    """One line a paper."""

    def __init__(self, confirm: Callable[[Returned], object]) -> None:
        super().__init__()
        self._confirm = confirm
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def load(self, papers: Sequence[Returned]) -> None:
        """As it stands now."""
        page.clear(self._lines)
        for one in papers:
            role = "good" if one.signed and one.whole else "warn" if not one.whole else ""
            told = page.label("；".join(in_words(one)), role)
            told.setObjectName("tray.returned")
            line = page.row(told)
            line.setStretch(0, 1)
            if one.whole and not one.signed:
                press = page.button("tray.confirm", lambda one=one: self._confirm(one), icon="good")  # type: ignore[misc]
                press.setAccessibleName(say("tray.confirm"))
                line.addWidget(press)
            self._lines.addLayout(line)
        self.setVisible(bool(papers))
