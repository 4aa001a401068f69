"""A listing as it stands on the page: the same rows that are printed and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.listing import Listing
from app.ui import theme
from app.ui.kit.record_table import Column, RecordTable, table_view

NARROW, WIDE = 84, 128  # pixels of a column whose share is one
TAIL = 160  # of a path: its last two places
LONG = 2.2  # columns with a greater share take what is left
NUMBER, MARGIN = (
    26,
    28,
)  # the longest number or time, in characters; what a cell keeps free beside it
LOOKED_AT = 300
AS_ONE = re.compile(
    r"[\x21-\x7e 〔〕]*\d[\x21-\x7e 〔〕]*|.*\d+号"
)  # a time, a telephone, a number
PAGE, TEXT = 1120, 210  # pixels of the page, and the least of such a column


@dataclass(frozen=True)
class Row:
    """One row, found again by its place."""

    id: str
    cells: tuple[Any, ...]


class ListingView(QWidget):
    """A read-only table whose columns are those of the listing."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._heads: list[str] = []
        self._shown: list[int] = []
        self._asked: list[int] = []
        self.table: RecordTable | None = None

    def show_listing(self, listing: Listing) -> None:
        """Its rows; the columns are made anew only where they are others."""
        heads = [one.label for one in listing.columns]
        widths = self._widths(listing)
        if heads != self._heads or widths != self._asked or self.table is None:
            self._shown = list(widths)
            self._asked = widths
            self._make(listing, heads)
        assert self.table is not None
        self.table.load([Row(str(n), cells) for n, cells in enumerate(listing.rows)])

    def _widths(self, listing: Listing) -> list[int]:
        """Each column its share, and never less than its numbers and times need to be read whole."""
        narrow = [one.wide for one in listing.columns if one.wide <= LONG]
        left = PAGE - TEXT * (len(listing.columns) - len(narrow))
        width = max(NARROW, min(WIDE, left / max(1.0, sum(narrow))))
        return [
            max(
                int(width * one.wide),
                0 if one.wide > LONG else self._needed(listing, n),
                TAIL if one.tail else 0,
            )
            for n, one in enumerate(listing.columns)
        ]

    def _needed(self, listing: Listing, place: int) -> int:
        cells = {str(row[place]) for row in listing.rows[:LOOKED_AT] if row[place] is not None}
        measured = self.fontMetrics()
        wide = [
            measured.horizontalAdvance(x) for x in cells if len(x) <= NUMBER and AS_ONE.fullmatch(x)
        ]
        return round((max(wide) + MARGIN) / theme.scaled(100) * 100) if wide else 0

    def _make(self, listing: Listing, heads: list[str]) -> None:
        self._heads = heads
        while self.column.count():
            item = self.column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        long = [n for n, one in enumerate(listing.columns) if one.wide > LONG]
        base = max(PAGE, self.width()) * 100 / theme.scaled(100)
        fits = sum(w for n, w in enumerate(self._shown) if n not in long) + TEXT * len(long) <= base
        for n in () if fits else long:  # one scrolls aside rather than read three characters of it
            self._shown[n] = TEXT
        self.table = _Table(
            [
                Column(one.label, partial(_cell, n), width=self._shown[n], stretch=int(one.wide > LONG and fits),
                    tail=one.tail)
                for n, one in enumerate(listing.columns)
            ]
        )  # fmt: skip
        view = table_view(self.table)
        view.setObjectName("matters.listing")
        view.setAccessibleName(listing.title)
        self.column.addWidget(view)


class _Table(RecordTable):
    """Headings are said already: they stand on the printed form."""

    def headerData(self, section: int, orientation: Any, role: int = 0) -> Any:
        from PySide6.QtCore import Qt

        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].key
        return None


def _cell(place: int, row: Row) -> Any:
    return row.cells[place]
