"""What stands aside: whose it is and why it did not come in, and one button that tries again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.desk import set_aside
from app.ui import theme
from app.ui.kit import page
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

MOST = 20
"""Groups told one by one; of more the number alone."""


class AsidePart(QFrame):
    """Not to be seen where nothing stands aside."""

    def __init__(self, desk: Desk, retried: Callable[[int], object]) -> None:
        super().__init__()
        self.desk, self._retried = desk, retried
        theme.role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(page.MARGIN, 16, page.MARGIN, 16)
        column.setSpacing(8)
        column.addWidget(page.label(say("sync_page.aside"), "heading"))
        column.addWidget(page.label(say("sync_page.aside_kept"), "quiet"))
        self.lines = QVBoxLayout()
        column.addLayout(self.lines)
        column.addLayout(page.row(page.button("sync_page.retry", self._retry), None))

    def show_aside(self) -> None:
        """As it stands now."""
        page.clear(self.lines)
        groups = set_aside.groups(self.desk)
        self.setVisible(bool(groups))
        for group in groups[:MOST]:
            told = page.label(group.sentence(), "warn")
            told.setObjectName("sync_page.aside_group")
            self.lines.addWidget(told)
        if len(groups) > MOST:
            self.lines.addWidget(page.label(say("sync_page.more", count=len(groups) - MOST)))

    def _retry(self) -> None:
        self._retried(set_aside.retry(self.desk))
