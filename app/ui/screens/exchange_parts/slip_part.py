"""The slip of the stick on the screen: look at it, print it, save it, go back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.jobs import Jobs
from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.print_pane import Terms
from app.ui.kit.printer import Printer
from app.words import say

COPIES = 2  # one goes along, one stays


class SlipPart(QWidget):
    """A sheet over the page of exchanges."""

    def __init__(
        self,
        back: Callable[[], object],
        said: Callable[..., object],
        printer: Printer | None,
        jobs: Jobs,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(page.MARGIN, 12, page.MARGIN, 12)
        column.addLayout(page.row(page.button("sync_page.back", back, icon="back"), None))
        self.view = PaperView(printer, jobs=jobs)
        self.view.said.connect(said)
        column.addWidget(self.view, 1)

    def show_slip(self, pdf: bytes, day: dt.date) -> None:
        """The slip of this day."""
        self.view.show_paper(pdf, f"{say('sync_page.slip_name')} {day}", Terms(COPIES))
