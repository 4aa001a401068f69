"""The headings of a long page beside it: pressing one brings its card to the top.

headings = Headings(area)
headings.add(say("record.room"), card)
headings.count(card, 3)

One stop of the Tab key; the arrows go from heading to heading, Enter goes into the card.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.ui import theme
from app.words import say

NEAR = 24  # pixels above the edge where a card already counts as the one in sight


class Heading(QPushButton):
    """One of them; `entered` when Enter or Space was pressed on it."""

    entered = Signal()

    def __init__(self, title: str, card: QWidget, number: int) -> None:
        super().__init__(title)
        self.title, self.card = title, card
        self.setObjectName(f"heading.{number}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.role(self, "nav")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Headings(QWidget):
    """One under the other, or `across` so many in a row."""

    def __init__(self, area: QScrollArea, *, across: int = 1) -> None:
        super().__init__()
        self.area, self.across = area, across
        self.headings: list[Heading] = []
        self.group = QButtonGroup(self)
        self.lines = QGridLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)
        area.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())

    def add(self, title: str, card: QWidget) -> None:
        """A heading for a card of the page."""
        one = Heading(title, card, len(self.headings) + 1)
        one.clicked.connect(lambda: self.show_card(one))
        one.entered.connect(lambda: enter(card))
        one.setChecked(not self.headings)
        self.group.addButton(one)
        place = len(self.headings)
        self.lines.addWidget(one, place // self.across, place % self.across)
        self.headings.append(one)

    def count(self, card: QWidget | None, number: int) -> None:
        """How much a card holds; a card of nothing is told by its title alone."""
        for one in self.headings:
            if one.card is card:
                told = say("kit.heading_count", title=one.title, count=number)
                one.setText(told if number else one.title)

    def enter(self) -> None:
        """The caret stands on the heading of what is in sight."""
        for one in self.headings:
            if one.isChecked():
                one.setFocus(Qt.FocusReason.TabFocusReason)

    def show_card(self, one: Heading) -> None:
        """Its card comes to the top, or as far up as the page goes."""
        inside = self.area.widget()
        top = one.card.mapTo(inside, one.card.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(max(0, top - NEAR // 3))
        one.setChecked(True)

    def _mark(self) -> None:
        """The last card that begins above the edge is the one in sight; at the end of the page the last one."""
        bar, inside = self.area.verticalScrollBar(), self.area.widget()
        seen = [one for one in self.headings if one.card.isVisibleTo(inside)]
        above = [
            one
            for one in seen
            if one.card.mapTo(inside, one.card.rect().topLeft()).y() <= bar.value() + NEAR
        ]
        if bar.value() == bar.maximum() and bar.maximum() > 0:
            above = seen
        if above:
            above[-1].setChecked(True)


def enter(card: QWidget) -> None:
    """The caret goes to the first thing on a card that takes it."""
    for widget in card.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
