"""What went and came lately, newest first, with its outcome in words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.desk.history_of_roads import Happened
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.words import say

ROWS_SEEN = 7


class HistoryPart(QFrame):
    """The list of bundles."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "card")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(page.MARGIN, 16, page.MARGIN, 16)
        inner.addWidget(page.label(say("sync_page.history"), "heading"))
        self.none = page.label(say("sync_page.no_history"), "quiet")
        inner.addWidget(self.none)
        self.table = RecordTable((
            Column("sync_page.column.at", lambda one: one.at, width=170),
            Column("sync_page.column.name", lambda one: one.name, width=230 if theme.is_large() else 240),
            Column("sync_page.column.outcome", lambda one: one.told, stretch=1,
                   meaning=lambda one: "" if one.well else "warn"),
            Column("sync_page.column.mark", lambda one: one.mark, width=130),
        ))  # fmt: skip
        self.view = table_view(self.table)
        self.view.setObjectName("sync_page.history")
        self.view.setAccessibleName(say("sync_page.history"))
        inner.addWidget(self.view)

    def show_history(self, happened: list[Happened]) -> None:
        """As the list stands now."""
        self.none.setVisible(not happened)
        self.view.setVisible(bool(happened))
        rows = min(len(happened), ROWS_SEEN) + 1
        self.view.setFixedHeight(self.view.verticalHeader().defaultSectionSize() * rows + 8)
        self.table.load(happened)
