"""A listing on the page: its columns with their groups above, its rows, 合计 last; read-only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.rules.listing import Listing
from app.ui import theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MOST_WIDE = 320  # pixels in base type


class ListingModel(QAbstractTableModel):
    """The rows of one listing."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None

    def load(self, listing: Listing | None) -> None:
        """Show another one."""
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        if parent.isValid() or self.listing is None:
            return 0
        return len(self.listing.rows) + bool(self.listing.total)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.listing is None else len(self.listing.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        assert self.listing is not None
        is_total = index.row() >= len(self.listing.rows)
        row = self.listing.total if is_total else self.listing.rows[index.row()]
        value = row[index.column()] if row else None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return _told(value)
        if role == Role.TextAlignmentRole and not isinstance(value, str):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and is_total:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if self.listing is None or orientation != Qt.Orientation.Horizontal:
            return None
        column = self.listing.columns[section]
        if role == Role.DisplayRole:
            unit = f"（{column.unit}）" if column.unit else ""
            return "\n".join((*column.groups[-1:], column.label + unit))
        if role == Role.ToolTipRole:
            return " · ".join((*column.groups, column.label))
        return None


class ListingTable(QTableView):
    """The table; the first column says whose a row is."""

    def __init__(self) -> None:
        super().__init__()
        self.setModel(ListingModel())
        self.setObjectName("reports.table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(36))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def show_listing(self, listing: Listing | None) -> None:
        """Show these rows, every column as wide as it needs."""
        model = self.model()
        assert isinstance(model, ListingModel)
        model.load(listing)
        self.resizeColumnsToContents()
        most = theme.scaled(MOST_WIDE)
        for place in range(model.columnCount()):
            self.setColumnWidth(place, min(self.columnWidth(place) + 8, most))


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)
