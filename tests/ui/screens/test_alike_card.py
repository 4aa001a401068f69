"""What may be the same twice on the page 来件: told with why, merged or set apart by its buttons."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app import clock
from app.desk import matter_list, matters
from app.desk.desk import Desk
from app.ui.screens.matter_parts.alike_card import AlikeCard

NOW = dt.datetime(2026, 3, 2, 9, 0)
TOLD = {
    "reporter": "孔德柱", "phone": "19900000101", "address": "上河村12号",
    "told": "隔壁建房滴水檐伸到自家院内，下雨天雨水流入院中",
}  # fmt: skip


@pytest.fixture
def card(desk: Desk, qtbot: Any) -> AlikeCard:
    clock.hold(NOW)
    ids = [
        desk.do(matters.write_down, desk.shelf.log, NOW + later, {"line": line, **TOLD})
        for line, later in (("grid", dt.timedelta()), ("hotline", dt.timedelta(minutes=1)))
    ]
    made = AlikeCard(desk, lambda: show(made, desk, ids[0]))
    qtbot.addWidget(made)
    made.resize(1000, 300)
    show(made, desk, ids[0])
    return made


def show(card: AlikeCard, desk: Desk, matter: str) -> None:
    card.show_line(desk.look(matter_list.one, desk.shelf.log, NOW, desk.calendar(), matter))
    QApplication.processEvents()


def texts(card: AlikeCard) -> str:
    return "\n".join(x.text() for x in card.findChildren(QLabel) if not x.isHidden())


def press(card: AlikeCard, name: str) -> None:
    next(x for x in card.findChildren(QPushButton, name) if not x.isHidden()).click()


def test_a_double_is_told_with_its_weights_and_merged_by_a_press(card: AlikeCard) -> None:
    assert card.is_likely
    assert "100 分：电话 40、地址 30、内容 20、姓名 10" in texts(card)
    press(card, "doubles.same")
    assert "一共来过 2 次（网格、热线）" in texts(card)
    assert "黄色提醒" in texts(card)
    press(card, "doubles.apart")
    assert card.isHidden()


def test_of_nothing_alike_nothing_is_shown(card: AlikeCard) -> None:
    card.show_line(None)
    assert card.isHidden()
