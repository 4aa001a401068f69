"""Headings beside a long page: pressed, scrolled past, walked by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from app.ui.kit import page
from app.ui.kit.headings import Headings

TITLES = ("窗口", "调解室", "人员", "联网")


@pytest.fixture
def headings(shown):
    area, column = page.sheet()
    made = Headings(area)
    for number, title in enumerate(TITLES):
        card, inner = page.card(title)
        line = QLineEdit()
        line.setObjectName(f"line.{number}")
        inner.addWidget(line)
        card.setMinimumHeight(300)
        made.add(title, card)
        column.addWidget(card)
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.addWidget(made)
    across.addWidget(area, 1)
    shown(holder, 800, 400)
    QApplication.processEvents()
    yield made
    holder.close()


def marked(headings):
    QApplication.processEvents()
    return [one.text() for one in headings.headings if one.isChecked()]


def test_a_pressed_heading_brings_its_card_to_the_top(headings):
    assert marked(headings) == ["窗口"]
    headings.headings[2].click()
    assert marked(headings) == ["人员"]
    card = headings.headings[2].card
    assert 0 <= card.mapTo(headings.area.viewport(), card.rect().topLeft()).y() <= 30
    headings.headings[3].click()  # the page ends before it
    assert marked(headings) == ["联网"]


def test_scrolling_marks_what_is_in_sight(headings):
    bar = headings.area.verticalScrollBar()
    bar.setValue(headings.headings[1].card.y())
    assert marked(headings) == ["调解室"]
    bar.setValue(bar.maximum())
    assert marked(headings) == ["联网"]
    bar.setValue(0)
    assert marked(headings) == ["窗口"]


def test_arrows_walk_and_enter_goes_into_the_card(headings):
    first = headings.headings[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert marked(headings) == ["调解室"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "line.1"
