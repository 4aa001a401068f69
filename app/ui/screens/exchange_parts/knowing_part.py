"""互相认识: the own fingerprint; a centre's card and approval, or a room's joining."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from app.desk import enrolment
from app.desk.exchanged import Taken
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.address_card import save_card
from app.words import say

if TYPE_CHECKING:
    from app.desk.closed_behind import ClosedBehind
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class KnowingPart(QFrame):
    """The tools of enrolment; `changed` hears of bundles that waited and came in."""

    def __init__(
        self, desk: Desk, frame: Frame, *, is_centre: bool, changed: Callable[[list[Taken]], object]
    ) -> None:
        super().__init__()
        self.desk, self.frame, self._changed = desk, frame, changed
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(page.MARGIN, 16, page.MARGIN, 16)
        column.setSpacing(10)
        column.addWidget(page.label(say("exchange_screen.knowing"), "heading"))
        own = enrolment.own_fingerprint(desk)
        column.addWidget(page.label(say("exchange_screen.own_fingerprint", fingerprint=own)))
        self.fingerprint = QLineEdit()
        if is_centre:
            self._centre_tools(column)
        else:
            join = page.button("exchange_screen.join", self._ask_card, icon="open")
            column.addLayout(page.row(join, None))
        self.asked = QFrame()
        self.asked.hide()
        self._question = QVBoxLayout(self.asked)
        column.addWidget(self.asked)

    def _centre_tools(self, column: QVBoxLayout) -> None:
        self.fingerprint.setObjectName("exchange_screen.fingerprint")
        self.fingerprint.setAccessibleName(say("exchange_screen.fingerprint"))
        self.fingerprint.setPlaceholderText(say("exchange_screen.fingerprint"))
        approve = page.button("exchange_screen.approve", self._approve)
        column.addLayout(page.row(self.fingerprint, approve))
        card = page.button("exchange_screen.card", self._ask_where, icon="save")
        upper = page.button("exchange_screen.join_upper", self._ask_card, icon="open")
        column.addLayout(page.row(card, upper, None))
        column.addWidget(page.label(say("address.where"), "quiet"))

    def _ask_where(self) -> None:
        save_card(self, self.desk, self.frame)

    def _ask_card(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("exchange_screen.join"))
        if name:
            self.join(Path(name))

    def join(self, card: Path) -> None:
        """Report to the centre of a card from now on; where another is left by it, the page asks first."""
        leaving = enrolment.leaves(self.desk, card)
        if leaving is None:
            self._join(card)
        else:
            self._ask(card, leaving)

    def _ask(self, card: Path, leaving: enrolment.Leaving) -> None:
        stay = page.button("card.leave_no", self.asked.hide)
        go = page.button("card.leave_yes", lambda: self._join(card, leave=True), role="danger")
        self._put(leaving.question(), stay, go).setObjectName("exchange_screen.leave")

    def _put(self, question: str, stay: QPushButton, go: QPushButton) -> QLabel:
        """A question with its two answers; what changes nothing is under the hand."""
        page.clear(self._question)
        told = page.label(question, "warn")
        self._question.addWidget(told)
        self._question.addLayout(page.row(stay, go, None))
        self.asked.show()
        stay.setFocus()
        QTimer.singleShot(0, self, self._bring_into_sight)
        return told

    def _bring_into_sight(self) -> None:
        """The question stands at the end of a long page, and has its place only when it was laid out."""
        widget = self.parentWidget()
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        if widget is not None:
            widget.ensureWidgetVisible(self.asked, 0, page.MARGIN)

    def _join(self, card: Path, *, leave: bool = False) -> None:
        self.asked.hide()
        made = enrolment.join(self.desk, card, leave=leave)
        facts = {"name": made.name, "fingerprint": made.fingerprint}
        self.frame.notices.say(say("cli.joined", **facts), stay=True)
        self._changed([])

    def _approve(self) -> None:
        if not self.fingerprint.text().strip():
            self.fingerprint.setFocus()
            raise Trouble("exchange_screen.no_fingerprint")
        doubt = enrolment.doubt(self.desk, self.fingerprint.text())
        if doubt is None:
            self._approve_now(self.fingerprint.text())
        else:
            self._ask_twice(doubt)

    def _ask_twice(self, doubt: ClosedBehind) -> None:
        """To approve a copy of a closed computer is no slip of the hand."""
        said = self.fingerprint.text()
        stay = page.button("approve.closed_behind.no", self.asked.hide)
        go = page.button(
            "approve.closed_behind.yes",
            lambda: self._approve_now(said, although_closed=True),
            role="danger",
        )
        self._put(doubt.question(), stay, go).setObjectName("exchange_screen.closed_behind")

    def _approve_now(self, said: str, *, although_closed: bool = False) -> None:
        self.asked.hide()
        done = enrolment.approve(self.desk, said, although_closed=although_closed)
        self.frame.notices.say(say("cli.approved", name=done.name), "good")
        self.fingerprint.clear()
        self._changed(done.taken)
