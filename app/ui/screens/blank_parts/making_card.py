"""打印空白表: which papers, how many sets, in which type."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.papers import blank
from app.papers.paper import paper
from app.ui import theme
from app.ui.kit import page
from app.words import say

KEY = Qt.ItemDataRole.UserRole
TICKED = Qt.CheckState.Checked


@dataclass(frozen=True)
class Wanted:
    """What a person asked for."""

    sets: int
    papers: tuple[str, ...]
    large: bool
    two_sided: bool


class PaperTicks(QListWidget):
    """A line for each paper; a press anywhere on it, or the space bar, ticks it or takes the tick away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("blank.papers")
        self.setAccessibleName(say("blank.papers"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key in blank.offered():
            item = QListWidgetItem(say(paper(key).label), self)
            item.setData(KEY, key)
            item.setSizeHint(QSize(0, theme.scaled(36)))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(TICKED if key in blank.usual() else Qt.CheckState.Unchecked)
        self.itemClicked.connect(_turn_over)
        self.setCurrentRow(0)

    def ticked(self) -> tuple[str, ...]:
        """The papers that shall be printed."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(str(item.data(KEY)) for item in items if item.checkState() == TICKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            _turn_over(self.currentItem())
        else:
            super().keyPressEvent(event)


def _turn_over(item: QListWidgetItem) -> None:
    ticked = item.checkState() == TICKED
    item.setCheckState(Qt.CheckState.Unchecked if ticked else TICKED)


class MakingCard(QWidget):
    """A tick for each paper, the number of sets, one button."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sets = QSpinBox()
        self.sets.setObjectName("blank.sets")
        self.sets.setAccessibleName(say("blank.sets"))
        self.sets.setRange(1, blank.most_sets())
        self.sets.setMinimumSize(QSize(theme.scaled(60) + 80, theme.TARGET))
        self.papers = PaperTicks()
        self.large = self._tick("papers_page.large", say("papers_page.large"))
        self.two_sided = self._tick("blank.two_sided", say("blank.two_sided"))
        self.make = page.button("blank.make", self._ask, role="primary", icon="print")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(
            page.row(page.label(say("blank.sets"), "label", wrap=False), self.sets, None)
        )
        column.addWidget(page.label(say("blank.papers"), "label"))
        column.addWidget(self.papers, 1)
        column.addWidget(self.large)
        column.addWidget(self.two_sided)
        column.addSpacing(4)
        column.addWidget(self.make)
        column.addWidget(page.label(say("blank.make.told"), "quiet"))

    def enter(self) -> None:
        """The hand goes to the number of sets."""
        self.sets.setFocus()
        self.sets.selectAll()

    def _tick(self, name: str, told: str) -> QCheckBox:
        tick = QCheckBox(told)
        tick.setObjectName(name)
        return tick

    def _ask(self) -> None:
        told = (self.sets.value(), self.papers.ticked(), self.large.isChecked())
        self.asked.emit(Wanted(*told, self.two_sided.isChecked()))
