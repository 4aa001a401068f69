"""What came back of each paper of a case: missing and doubled pages, and the button that confirms the signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.desk.signed_pages import in_words
from app.rules.returned import Returned
from app.ui import theme
from app.ui.kit import page
from app.words import say

MOST_SHOWN = 4
ROW = 32


class ReturnedCard(QScrollArea):
    """One line a paper; those that want a look come first, and many take no more room than a few."""

    looked = Signal(str)
    """The caret came to a paper: its first page is to be seen before anybody confirms it."""

    def __init__(self, confirm: Callable[[Returned], object], then: Callable[[], object]) -> None:
        super().__init__()
        self._confirm, self._then = confirm, then
        self.presses: list[QPushButton] = []
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        self.setObjectName("tray.papers_back")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def load(self, papers: Sequence[Returned]) -> None:
        """As it stands now; a hand that confirms goes on to the next."""
        confirming = any(press.hasFocus() for press in self.presses)
        page.clear(self._lines)
        self.presses = []
        for one in sorted(papers, key=lambda one: one.signed and one.whole):
            role = "good" if one.signed and one.whole else "warn" if not one.whole else ""
            told = page.label("；".join(in_words(one)), role)
            told.setObjectName("tray.returned")
            line = page.row(told)
            line.setStretch(0, 1)
            if one.whole and not one.signed:
                press = page.button("tray.confirm", lambda one=one: self._confirm(one), icon="good")  # type: ignore[misc]
                press.setAccessibleName(say("tray.confirm"))
                line.addWidget(press)
                press.setProperty("page", one.scan_ids[0])
                press.installEventFilter(self)
                self.presses.append(press)
            self._lines.addLayout(line)
        self.setVisible(bool(papers))
        shown = min(len(papers), MOST_SHOWN)
        self.setFixedHeight(shown * (theme.TARGET + 6) if self.presses else shown * ROW)
        if confirming:
            self.enter()

    def enter(self) -> bool:
        """The caret on the first paper that wants a look, or where one goes on; whether there was one."""
        press = next(iter(self.presses), None)
        if press is None:
            self._then()
            return False
        press.show()  # one that was laid out this moment takes no caret before it is in sight
        press.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(press, 0, 8)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self.presses:
            self.looked.emit(str(watched.property("page")))
        return False
