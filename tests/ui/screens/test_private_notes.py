"""Private notes on the case page: folded, kept when left, brought back, never on another case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton

from app import clock
from app.desk import cases, private_notes
from app.desk.desk import Desk
from app.words import say
from tests.player import Player

TEXT = "老人怕儿媳妇听见"


@pytest.fixture
def case_ids(desk: Desk) -> list[str]:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    told = {"summary": "为排水争吵"}
    day = clock.now().date()
    return [desk.do(cases.register_case, desk.shelf.log, day, told) for _ in range(2)]


def side(player: Player) -> Any:
    page: Any = player.frame.screen_up()
    return page.side


def notes(player: Player) -> Any:
    return side(player).notes


def typed(text: str) -> None:
    focus: Any = QApplication.focusWidget()
    QTest.keyClicks(focus, text)


def fold(player: Player) -> None:
    QTest.mouseClick(notes(player).fold, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def texts(player: Player) -> list[str]:
    found = notes(player).findChildren(QPlainTextEdit)
    shown = [one for one in found if one.isVisible()]
    return [one.toPlainText() for one in sorted(shown, key=lambda one: one.parentWidget().y())]


def begin(player: Player, case_id: str) -> None:
    player.frame.go("case", case_id)
    QApplication.processEvents()


def test_what_is_typed_and_left_is_kept(player: Player, desk: Desk, case_ids: list[str]) -> None:
    begin(player, case_ids[0])
    assert notes(player).fold.text() == say("private_note.show", count=0)
    assert texts(player) == []
    fold(player)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "private_note.fresh"
    typed("first")
    player.key(Qt.Key.Key_Tab)
    assert [one.text for one in private_notes.notes(desk, case_ids[0])] == ["first"]
    assert texts(player) == ["", "first"]
    fold(player)
    assert notes(player).fold.text() == say("private_note.show", count=1)
    assert texts(player) == []


def test_leaving_the_page_keeps_it_and_another_case_begins_folded(
    player: Player, desk: Desk, case_ids: list[str]
) -> None:
    begin(player, case_ids[0])
    fold(player)
    typed("kept")
    begin(player, case_ids[1])
    assert [one.text for one in private_notes.notes(desk, case_ids[0])] == ["kept"]
    assert private_notes.notes(desk, case_ids[1]) == []
    assert texts(player) == []
    fold(player)
    assert texts(player) == [""]


def test_an_emptied_note_goes_and_a_removed_one_can_come_back(
    player: Player, desk: Desk, case_ids: list[str]
) -> None:
    for text in (TEXT, "第二条"):
        private_notes.add_note(desk, case_ids[0], text)
    begin(player, case_ids[0])
    fold(player)
    field = next(
        one for one in notes(player).findChildren(QPlainTextEdit) if one.toPlainText() == "第二条"
    )
    field.setFocus()
    field.setPlainText("")
    player.key(Qt.Key.Key_Tab)
    assert [one.text for one in private_notes.notes(desk, case_ids[0])] == [TEXT]
    (bin_,) = [one for one in notes(player).findChildren(QToolButton) if one.isVisible()]
    QTest.mouseClick(bin_, Qt.MouseButton.LeftButton)
    assert private_notes.notes(desk, case_ids[0]) == []
    QApplication.processEvents()
    undo: Any = player.frame.findChild(QPushButton, "notice.action")
    assert undo.text() == say("private_note.undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [one.text for one in private_notes.notes(desk, case_ids[0])] == [TEXT]
    assert TEXT in texts(player)


def test_a_case_that_is_not_there_yet_has_no_notes(player: Player) -> None:
    player.frame.go("case", None)
    QApplication.processEvents()
    assert not side(player).notes_card.isVisible()
