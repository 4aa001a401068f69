"""考核补贴: figures of mediators, points, honours; further parts stand in PARTS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.parts_bar import PartsBar
from app.ui.kit.print_pane import Terms
from app.ui.screen import Screen
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.merit_parts.figures import FiguresPart
from app.ui.screens.merit_parts.honours import HonoursPart
from app.ui.screens.merit_parts.points import PointsPart
from app.ui.screens.merit_parts.subsidies import SubsidyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

PARTS: dict[str, type[DutyPart]] = {
    "merit.part.figures": FiguresPart,
    "merit.part.points": PointsPart,
    "merit.part.honours": HonoursPart,
    "merit.part.subsidies": SubsidyPart,
}
SHOWN = {"points", "honour", "case", "visit", "mediator", "person", "practice", "subsidy"}


class MeritScreen(Screen):
    """Parts side by side; a paper of one of them lies over all."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.bar = PartsBar(tuple(PARTS))
        self.bar.turned.connect(self.turn)
        self.stack = QStackedWidget()
        self.parts: dict[str, DutyPart] = {}
        column = QVBoxLayout()
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 8)
        column.setSpacing(8)
        title = page.label(say("screen.merit"), "title", wrap=False)
        column.addLayout(page.row(title, self.bar, None))
        column.addWidget(self.stack, 1)
        holder = QWidget()
        holder.setLayout(column)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(holder)
        self.paper: PaperView | None = None
        self.fill(self.sheets)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, self.bar.next, context=within)

    def opened(self, target: object = None) -> None:
        if isinstance(target, str) and target in self.bar.keys:
            self.bar.mark(target)
        self.sheets.setCurrentIndex(0)
        self.turn(self.bar.up)

    def standing(self) -> object:
        return self.bar.up

    def turn(self, key: str) -> None:
        """Show a part; what was typed on the one before is kept first."""
        self.settle()
        if key not in self.parts:
            made = next(part for name, part in PARTS.items() if name.endswith(f".{key}"))
            self.parts[key] = made(self.desk, self.frame)
            self.parts[key].paper.connect(self._show_paper)
            self.stack.addWidget(self.parts[key])
        self.stack.setCurrentWidget(self.parts[key])
        self.parts[key].show_part()

    def heard(self, touched: Touched) -> None:
        if any(kind in SHOWN for kind, _ in touched):
            self.parts[self.bar.up].show_part()

    def settle(self) -> None:
        for part in self.parts.values():
            part.settle()

    def _show_paper(self, pdf: bytes, name: str) -> None:
        if self.paper is None:
            self.paper = PaperView(None, jobs=self.frame.jobs)
            self.paper.said.connect(self.frame.notices.say)
            over = QWidget()
            column = QVBoxLayout(over)
            column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 12)
            back = page.button("merit.back", lambda: self.sheets.setCurrentIndex(0), icon="back")
            column.addLayout(page.row(back, None))
            column.addWidget(self.paper, 1)
            self.sheets.addWidget(over)
        self.paper.show_paper(pdf, name, Terms(1))
        self.sheets.setCurrentIndex(1)
