"""一问一答 by real keys: plain text, one step of undo for each key, and no key while letters are composed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.records import MediationSession
from app.records.field import fields_of
from app.ui.kit import caret, page
from app.ui.kit.area_editors import GrowingText, TextEditor
from app.ui.kit.question_keys import QuestionKeys

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
VOICES = ("调解员问：", "陈㛃喆答：", "欧阳𬭎答：")


@pytest.fixture
def keys(shown):
    area = GrowingText(4)
    keys = QuestionKeys(area, lambda: VOICES)
    shown(area, 500, 300)
    area.setFocus()
    keys.switch(on=True)
    return keys


def test_who_speaks_next_stands_there_by_itself(keys, hand):
    hand.type(keys.area, "认不认？")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F2)
    hand.type(keys.area, "先吵，")
    hand.press(KEY.Key_Return, SHIFT)
    hand.type(keys.area, "后来动手。")
    hand.press(KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    told = "调解员问：认不认？\n欧阳𬭎答：先吵，\n后来动手。\n调解员问："
    assert keys.area.toPlainText() == told
    hand.press(KEY.Key_Backspace)
    assert keys.area.toPlainText() == told.removesuffix("调解员问：")
    hand.press(KEY.Key_Z, CONTROL)
    assert keys.area.toPlainText() == told
    hand.press(KEY.Key_Z, CONTROL)
    assert keys.area.toPlainText() == told.removesuffix("\n调解员问：")


def test_what_is_marked_gives_way_in_one_step(keys, hand):
    hand.type(keys.area, "认不认？他是𬭎。")
    caret.stand_at(keys.area, 9, 3)
    hand.press(KEY.Key_Return)
    assert keys.area.toPlainText() == "调解员问：认不认？\n陈㛃喆答：。"
    assert caret.place(keys.area)[1] == len("调解员问：认不认？\n陈㛃喆答：")
    hand.press(KEY.Key_Z, CONTROL)
    assert keys.area.toPlainText() == "调解员问：认不认？他是𬭎。"


def test_while_letters_are_composed_no_key_is_touched(keys, hand):
    QApplication.sendEvent(keys.area, QInputMethodEvent("renbu", []))
    assert caret.is_composing(keys.area)
    hand.press(KEY.Key_F2)
    told = QInputMethodEvent("", [])
    told.setCommitString("认不认")
    QApplication.sendEvent(keys.area, told)
    assert keys.area.toPlainText() == "调解员问：认不认"


def test_switched_off_enter_is_an_ordinary_key(keys, hand):
    keys.switch(on=False)
    assert keys.area.toPlainText() == ""
    hand.type(keys.area, "一")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F2)
    assert keys.area.toPlainText() == "一\n"


def test_what_is_only_shown_is_not_written_in(keys, hand):
    keys.area.setReadOnly(True)
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F2)
    assert keys.area.toPlainText() == "调解员问："


def test_the_caret_counts_characters_whatever_their_width(keys):
    keys.area.setPlainText("欧阳𬭎赔，𬭎")
    caret.stand_at(keys.area, 4, 2)
    assert caret.place(keys.area) == ("欧阳𬭎赔，𬭎", 4, 6)
    caret.replace(keys.area, 3, 4, "说")
    assert keys.area.toPlainText() == "欧阳𬭎说，𬭎"


def test_what_was_kept_leaves_the_caret_where_it_stands(shown, hand):
    editor = TextEditor(fields_of(MediationSession)["record"])
    shown(editor, 500, 300)
    editor.show_value("甲")
    editor.area.selectAll()
    hand.type(editor.area, "甲乙")
    hand.press(KEY.Key_Return)
    editor.show_value("甲乙")  # as it was kept, without the blank line
    assert not editor.is_changed
    hand.type(editor.area, "丙")
    assert editor.value() == "甲乙\n丙"
    hand.press(KEY.Key_Z, CONTROL)
    assert editor.value() == "甲乙"
    editor.show_value(None)
    assert editor.face() == ""


def test_the_page_follows_the_line_one_writes(shown, hand):
    sheet, column = page.sheet()
    area = GrowingText(4)
    column.addWidget(QLabel("\n" * 8))
    column.addWidget(area)
    column.addWidget(QLabel("\n" * 8))
    shown(sheet, 500, 260)
    area.setFocus()
    for _ in range(14):
        hand.type(area, "一")
        hand.press(KEY.Key_Return)
        QTest.qWait(1)
        line = area.viewport().mapTo(sheet.viewport(), area.cursorRect().center())
        assert 0 < line.y() < sheet.viewport().height()
