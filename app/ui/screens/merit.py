"""考核补贴: figures of mediators, points, honours; further parts stand in PARTS."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.print_pane import Terms
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.ui.screens.merit_parts.figures import FiguresPart
from app.ui.screens.merit_parts.honours import HonoursPart
from app.ui.screens.merit_parts.points import PointsPart
from app.ui.screens.merit_parts.subsidies import SubsidyPart
from app.ui.screens.parted import PartedScreen

PARTS: dict[str, type[DutyPart]] = {
    "merit.part.figures": FiguresPart,
    "merit.part.points": PointsPart,
    "merit.part.honours": HonoursPart,
    "merit.part.subsidies": SubsidyPart,
}
SHOWN = frozenset(
    {"points", "honour", "case", "visit", "mediator", "person", "practice", "subsidy"}
)


class MeritScreen(PartedScreen):
    """Parts side by side; a paper of one of them lies over all."""

    PARTS = PARTS
    SHOWN = SHOWN
    TITLE = "screen.merit"

    paper: PaperView | None = None

    def made(self, part: DutyPart) -> None:
        part.paper.connect(self._show_paper)

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
