"""What was written down in a month: its table, one line of it to strike out, the month as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import edit
from app.ui import theme
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.month_line import MonthLine
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.kit.void_reason import VoidReason

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.records import Record
    from app.rules.listing import Listing
    from app.ui.screen import Frame

ROWS = 5
Found = Callable[[dt.date, dt.date], Sequence[Any]]
"""What lies in a month, from its first day to its last."""


class MonthTable(QWidget):
    """The lines of one kind of record; `marked` comes with every line that is marked, and with none."""

    marked = Signal()

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        record: type[Record],
        columns: Sequence[Column],
        found: Found,
        listing: Callable[[dt.date, dt.date], Listing],
    ) -> None:
        super().__init__()
        self.desk, self._record, self._found = desk, record, found
        self.month = MonthLine(desk.today())
        self.month.changed.connect(self.load)
        self.bar = ListingBar(desk, frame, lambda: listing(self.month.first, self.month.last))
        self.table = RecordTable(columns)
        self.view = table_view(self.table)
        self.view.setMinimumHeight(theme.scaled(40) * (ROWS + 1))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit())
        self.strike = VoidReason(record.kind())
        self.strike.given.connect(self._strike)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(flow.row(self.month, None, self.bar))
        column.addWidget(self.view, 1)
        self._column = column
        column.addWidget(self.strike)

    def begin_with(self, *told: QWidget | None) -> None:
        """How the month is printed, between its name and its lines."""
        self._column.insertLayout(1, page.row(*told))

    def end_with(self, *told: QWidget | None) -> None:
        """What may be done with the marked line; striking it out comes last."""
        self._column.insertLayout(self._column.count() - 1, page.row(*told, self.remove))

    def load(self) -> None:
        """The month as it stands; the marked line stays marked."""
        marked = getattr(self.current(), "id", "")
        self.table.load(self._found(self.month.first, self.month.last))
        self.mark(marked)
        self.remove.setEnabled(self.current() is not None)
        self.marked.emit()

    def current(self) -> Any:
        """The marked line, or nothing."""
        return self.view.current()

    def mark(self, record_id: str) -> None:
        """This line, or the first where it is not there."""
        self.view.mark(max(0, self.table.place_of(record_id)))

    def _strike(self, reason: str) -> None:
        line = self.current()
        if line is not None:
            self.desk.do(edit.void, self._record, line.id, reason)
