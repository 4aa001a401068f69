"""A list of many lines: read-only, drawn as far as one scrolls, columns given by the screen.

    table = RecordTable((
        Column("case.file_no", lambda line: line.file_no, width=230),
        Column("case.parties", lambda line: "、".join(line.parties), privacy="name", stretch=1),
    ), more=lambda start: desk.look(register, start=start))
    view = table_view(table, on_open=lambda line: frame.go("case", line.id))
    table.load(lines)

Sorting and filtering belong to the question that brings the lines, not to the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
)

from app.records.masks import masked
from app.ui import theme
from app.words import say

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW = Role.UserRole
"""The whole line behind a cell."""


RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
EDGE = 18  # pixels beside the words of a head


@dataclass(frozen=True)
class Column:
    """One column: its words key and what it shows of a line."""

    key: str
    get: Callable[[Any], Any]
    width: int = 120  # pixels in base type
    stretch: int = 0
    figure: bool = False  # stands right, also where it is told as text: 80%, —
    privacy: str = ""  # masked while masks are on
    meaning: Callable[[Any], str] | None = None  # good, warn, bad, quiet: the colour of the text
    sign: Callable[[Any], str] | None = None  # a small picture before the text
    tail: bool = False  # what does not fit is left out at its beginning


class RecordTable(QAbstractTableModel):
    """The lines and their columns. `more` brings further lines when one scrolls to the end."""

    def __init__(
        self, columns: Sequence[Column], *, more: Callable[[int], Sequence[Any]] | None = None
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self.is_masked = False
        self._more = more
        self._all_here = more is None

    def load(self, rows: Sequence[Any]) -> None:
        """Show these lines from the top."""
        self.beginResetModel()
        self.rows = list(rows)
        self._all_here = self._more is None or not rows
        self.endResetModel()

    def mask(self, on: bool) -> None:
        """张某 instead of whole names, 138****0001 instead of whole numbers."""
        self.is_masked = on
        if self.rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1)
            )

    def row(self, index: Index) -> Any:
        """The line behind a cell, or nothing."""
        return self.rows[index.row()] if index.isValid() else None

    def column(self, key: str) -> int:
        """Where the column of this words key stands."""
        return next(n for n, column in enumerate(self.columns) if column.key == key)

    def place_of(self, record_id: str) -> int:
        """Where the line with this id stands, or -1."""
        return next((n for n, line in enumerate(self.rows) if line.id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return self._text(line, column)
        if role == ROW:
            return line
        if role == Role.TextAlignmentRole and (
            column.figure or isinstance(column.get(line), int | Decimal)
        ):
            return RIGHT
        if role == Role.ForegroundRole and column.meaning is not None:
            meaning = column.meaning(line)
            return QColor(theme.colour(meaning)) if meaning else None
        if role == Role.DecorationRole and column.sign is not None:
            sign = column.sign(line)
            return theme.icon(sign) if sign else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            key = self.columns[section].key
            return say(key) if key else ""
        if role == Role.TextAlignmentRole and self.columns[section].figure:
            return RIGHT
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._all_here

    def fetchMore(self, parent: Index) -> None:
        if self._more is None or self._all_here:
            return
        fresh = list(self._more(len(self.rows)))
        self._all_here = not fresh
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()

    def _text(self, line: Any, column: Column) -> str:
        value = column.get(line)
        if value is None:
            return ""
        if isinstance(value, bool):
            return say("kit.yes" if value else "kit.no")
        if isinstance(value, dt.datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, Decimal):
            return f"{value:,.2f}"
        text = str(value)
        if self.is_masked and column.privacy:
            return "、".join(masked(column.privacy, part) for part in text.split("、"))
        return text


class Cells(QStyledItemDelegate):
    """A cell keeps its colour in the marked row too, and may be cut at its beginning."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self.table = table

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Role.ForegroundRole)
        if isinstance(colour, QColor):
            palette = option.palette
            palette.setColor(QPalette.ColorRole.HighlightedText, colour)
            option.palette = palette
        if self.table.columns[index.column()].tail:
            option.textElideMode = Qt.TextElideMode.ElideLeft


class TableView(QTableView):
    """The table on the page: whole lines are marked, Enter or a double click opens one."""

    def __init__(self, table: RecordTable, on_open: Callable[[Any], object] | None) -> None:
        super().__init__()
        self.table, self.on_open = table, on_open
        self.setModel(table)
        self.cells = Cells(table)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(40))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.ensurePolished()
        for place, column in enumerate(table.columns):
            if column.stretch:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                told = str(table.headerData(place, Qt.Orientation.Horizontal) or "")
                words = head.fontMetrics().horizontalAdvance(told) + EDGE
                self.setColumnWidth(place, max(theme.scaled(column.width), words))
        self.doubleClicked.connect(self._open)

    def current(self) -> Any:
        """The marked line, or nothing."""
        return self.table.row(self.currentIndex())

    def mark(self, place: int) -> None:
        """Mark a line and bring it into sight."""
        if 0 <= place < self.table.rowCount():
            self.setCurrentIndex(self.table.index(place, 0))

    def enter(self) -> None:
        """The hand comes from the find box: the first line is marked."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid():
            self.mark(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        line = self.table.row(index)
        if line is not None and self.on_open is not None:
            self.on_open(line)


def table_view(table: RecordTable, on_open: Callable[[Any], object] | None = None) -> TableView:
    """The table as a widget; `on_open` gets the line that was opened."""
    return TableView(table, on_open)
