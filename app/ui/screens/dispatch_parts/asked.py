"""移交申请 that wait for an answer: at a centre with the room each should go to, in a room to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout

from app.desk import dispatches, handovers
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk


class Asked(QFrame):
    """One card a request; without one there is nothing to see."""

    def __init__(self, desk: Desk, answered: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._answered = desk, answered
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def show_asked(self) -> None:
        """What waits now."""
        page.clear(self.column)
        places = self.desk.look(dispatches.below)
        waiting = [x for x in self.desk.look(handovers.listing) if x.waits]
        self.setVisible(bool(waiting))
        for one in waiting:
            if not places:
                self._show_own(one)
                continue
            card, inner = page.card(say("dispatches.asked", number=one.file_no, from_=one.from_))
            inner.addWidget(page.label(say("dispatches.asked_why", to=one.to, reason=one.reason)))
            to, told = QComboBox(), QLineEdit()
            to.setObjectName("dispatches.asked_to")
            to.setAccessibleName(say("handover.to_name"))
            for place in places:
                to.addItem(place.name, place.room)
            to.setCurrentIndex(max(0, to.findText(one.to)))
            told.setObjectName("handover.answer_told")
            told.setAccessibleName(say("handover.answer_told"))
            told.setPlaceholderText(say("handover.answer_told"))
            grant = page.button("dispatches.grant", self._grant(one.id, to, told), role="primary")
            refuse = page.button("dispatches.refuse", self._refuse(one.id, told))
            inner.addLayout(page.row(to, told, grant, refuse))
            self.column.addWidget(card)

    def _show_own(self, one: handovers.Asked) -> None:
        card, inner = page.card(say("dispatches.asked_own", number=one.file_no))
        told = say("dispatches.asked_why", to=one.to, reason=one.reason)
        inner.addWidget(page.label(say("dispatches.asked_waits", to=one.to)))
        inner.addWidget(page.label(told, "quiet"))
        withdraw = page.button("dispatches.withdraw", self._withdraw(one.id))
        inner.addLayout(page.row(withdraw, None))
        self.column.addWidget(card)

    def _withdraw(self, id_: str) -> Callable[[], None]:
        def press() -> None:
            self.desk.do(handovers.withdraw, self.desk.today(), id_)
            self._answered()

        return press

    def _grant(self, id_: str, to: QComboBox, told: QLineEdit) -> Callable[[], None]:
        def press() -> None:
            handovers.grant(self.desk, id_, to.currentData() or "", {"instruction": told.text()})
            self._answered()

        return press

    def _refuse(self, id_: str, told: QLineEdit) -> Callable[[], None]:
        def press() -> None:
            handovers.refuse(self.desk, id_, told.text())
            self._answered()

        return press
