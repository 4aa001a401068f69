"""A row that is full goes on in the next line."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.kit import flow


@pytest.fixture
def buttons(qtbot: Any) -> list[QPushButton]:
    made = [QPushButton(text) for text in ("打印", "存为PDF", "存为Excel")]
    for one in made:
        one.setFixedSize(100, 40)
    return made


@pytest.fixture
def holder(qtbot: Any, buttons: list[QPushButton]) -> QWidget:
    made = QWidget()
    made.setLayout(flow.row(buttons[0], None, *buttons[1:]))
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_stands_after_a_spring_is_at_the_right(holder: QWidget, buttons: Any) -> None:
    holder.resize(500, 40)
    assert [one.x() for one in buttons] == [0, 290, 400]
    assert {one.y() for one in buttons} == {0}


def test_a_narrow_row_goes_on_below_at_the_right(holder: QWidget, buttons: Any) -> None:
    holder.resize(215, 90)
    assert [(one.x(), one.y()) for one in buttons] == [(0, 0), (115, 0), (115, 50)]


def test_a_row_is_as_high_as_its_lines(holder: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None
    assert [layout.heightForWidth(width) for width in (500, 215, 100)] == [40, 90, 140]
    assert (layout.minimumSize().width(), layout.sizeHint().width()) == (100, 320)


def test_what_is_hidden_takes_no_room(holder: QWidget, buttons: Any) -> None:
    buttons[1].hide()
    layout = holder.layout()
    assert layout is not None
    assert layout.heightForWidth(215) == 40
