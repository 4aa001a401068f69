"""A list of many lines: shown as told, masked where asked, brought in pieces."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import theme
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.words import say

COLUMNS = (
    Column("case.file_no", lambda line: line.no),
    Column("party.name", lambda line: line.names, privacy="name", stretch=1),
    Column(
        "case.amount", lambda line: line.amount, meaning=lambda line: "bad" if line.late else ""
    ),
    Column("case.accepted_on", lambda line: line.on),
    Column("visit.relapse", lambda line: line.late),
)


def line(number, **more):
    told = {"id": f"i{number}", "no": f"第{number}号", "names": "陈㛃喆、欧阳𬭎", "amount": Decimal(10500),
            "on": date(2026, 9, 24), "late": False}  # fmt: skip
    return SimpleNamespace(**{**told, **more})


def texts(table, row):
    return [table.data(table.index(row, n)) for n in range(table.columnCount())]


@pytest.fixture
def table(qapp):
    made = RecordTable(COLUMNS)
    made.load([line(1), line(2, late=True)])
    return made


def test_a_line_is_shown_by_its_columns(table):
    assert texts(table, 0) == ["第1号", "陈㛃喆、欧阳𬭎", "10,500.00", "2026-09-24", "否"]
    heads = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(5)]
    assert heads[0] == say("case.file_no")


def test_masks_hide_names_and_nothing_else(table):
    table.mask(on=True)
    assert texts(table, 0) == ["第1号", "陈某、欧阳某", "10,500.00", "2026-09-24", "否"]
    assert table.data(table.index(0, 1), Qt.ItemDataRole.ToolTipRole) == "陈某、欧阳某"
    table.mask(on=False)
    assert "陈㛃喆" in texts(table, 0)[1]


def test_a_meaning_colours_its_cell_alone(table):
    role = Qt.ItemDataRole.ForegroundRole
    assert table.data(table.index(0, 2), role) is None
    assert table.data(table.index(1, 2), role) == theme.colour("bad")
    assert table.data(table.index(1, 0), role) is None


def test_further_lines_come_when_one_scrolls(qapp):
    stock = [line(n) for n in range(7)]
    asked = []

    def more(start):
        asked.append(start)
        return stock[start : start + 3]

    table = RecordTable(COLUMNS, more=more)
    table.load(stock[:3])
    while table.canFetchMore(QModelIndex()):
        table.fetchMore(QModelIndex())
    assert [told.id for told in table.rows] == [told.id for told in stock]
    assert asked == [3, 6, 7]
    assert table.place_of("i5") == 5
    assert table.place_of("gone") == -1


def test_enter_and_double_click_open_the_marked_line(shown, hand, table):
    opened = []
    view = shown(table_view(table, opened.append))
    view.enter()
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    view.doubleClicked.emit(table.index(0, 0))
    assert [told.id for told in opened] == ["i2", "i1"]
    assert view.current().id == "i2"


def test_tab_goes_on_from_a_table(shown, hand, table):
    view = shown(table_view(table))
    view.enter()
    before = view.currentIndex()
    hand.tab()
    assert view.currentIndex() == before


def test_a_marked_row_keeps_its_colours_and_a_path_its_last_place(qapp):
    made = RecordTable(
        [Column("case.amount", lambda line: line.amount, meaning=lambda line: "bad"),
         Column("case.place_id", lambda line: line.names, tail=True)]
    )  # fmt: skip
    made.load([line(1)])
    view = table_view(made)
    red, path = (QStyleOptionViewItem() for _ in range(2))
    for place, option in enumerate((red, path)):
        view.cells.initStyleOption(option, made.index(0, place))
    marked = red.palette.color(QPalette.ColorRole.HighlightedText)
    assert marked.name() == QColor(theme.colour("bad")).name()
    assert path.textElideMode == Qt.TextElideMode.ElideLeft
