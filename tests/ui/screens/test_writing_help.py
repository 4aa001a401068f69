"""Writing help in the window: question and answer by Enter, phrases by their key, a dictation looked at first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton

from app import clock
from app.desk import cases, phrases, room
from app.records import Inquiry, MediationSession
from app.ui.kit.text_taking import TextTaking

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def case_id(desk):
    clock.hold(datetime(2026, 9, 24, 9, 30))
    made = desk.do(cases.register_case, desk.shelf.log, clock.today(), {"dispute_type": "02"})
    desk.do(cases.add_party, made, {"role": "applicant", "name": "陈㛃喆"})
    desk.do(cases.add_party, made, {"role": "respondent", "name": "欧阳𬭎"})
    return made


@pytest.fixture
def session_id(desk, case_id):
    return desk.do(cases.add_session, case_id, {"place": "老杜调解室"})


def area(player, case_id, record, record_id, field):
    player.frame.go("case", (case_id, record, record_id, field))
    QApplication.processEvents()
    return player.see(QPlainTextEdit, f"{record}.{field}")


def write(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def kept(desk, record, field):
    with desk.shelf.reading() as db:
        return getattr(db.query(record).one(), field)


def test_a_record_is_typed_as_question_and_answer(player, desk, case_id, session_id):
    text = area(player, case_id, "mediation_session", session_id, "record")
    player.key(KEY.Key_F9)
    write("认不认？")
    player.key(KEY.Key_Return)
    player.key(KEY.Key_F2)
    write("赔3500")
    player.key(KEY.Key_D, CONTROL)
    player.key(KEY.Key_Return)
    player.key(KEY.Key_F7)
    write("你有什么要求")
    player.key(KEY.Key_Return)
    told = "调解员问：认不认？\n欧阳𬭎答：赔3500元（大写：人民币叁仟伍佰元整）\n问：你有什么要求？\n答："
    assert text.toPlainText() == told
    player.key(KEY.Key_Tab)
    assert kept(desk, MediationSession, "record") == told
    assert desk.settings.questioned == "mediation_session.record"


def test_a_voice_that_said_nothing_is_not_kept(player, desk, case_id, session_id):
    text = area(player, case_id, "mediation_session", session_id, "record")
    player.key(KEY.Key_F9)
    write("认不认？")
    player.key(KEY.Key_Return)
    asked = text.toPlainText()
    assert asked.endswith("答：")
    player.key(KEY.Key_Tab)
    assert kept(desk, MediationSession, "record") == "调解员问：认不认？"
    text.setFocus()
    assert text.toPlainText() == asked  # whoever comes back goes on where they were
    write("认。")
    player.key(KEY.Key_Tab)
    assert kept(desk, MediationSession, "record") == asked + "认。"


def test_a_phrase_is_found_and_goes_in_at_the_caret(player, desk, case_id, session_id):
    text = area(player, case_id, "mediation_session", session_id, "record")
    write("甲。乙。")
    player.key(KEY.Key_Left)
    player.key(KEY.Key_Left)
    player.key(KEY.Key_F7)
    line = player.see(QLineEdit, "phrases.find")
    assert QApplication.focusWidget() is line
    write("申请调解")
    player.key(KEY.Key_Return)
    words = "调解员：陈㛃喆向____申请调解，欧阳𬭎也同意由我们来调解。双方都是自愿来的，对吗？"
    committee = desk.look(room.own_room, desk.shelf.log).committee
    assert text.toPlainText() == f"甲。\n{words.replace('____', committee)}乙。"
    assert QApplication.focusWidget() is text
    player.key(KEY.Key_Z, CONTROL)
    assert text.toPlainText() == "甲。乙。"
    player.key(KEY.Key_F7)
    write("明确表示")
    player.key(KEY.Key_Escape)
    player.key(KEY.Key_A, CONTROL)
    write("原因是____，约定____再谈")
    player.key(KEY.Key_F3)
    write("下雨")
    player.key(KEY.Key_F3)
    write("周五")
    assert text.toPlainText() == "原因是下雨，约定周五再谈"


def test_marked_words_are_kept_without_names_changed_and_taken_away(
    player, desk, case_id, session_id
):
    text = area(player, case_id, "mediation_session", session_id, "record")
    write("欧阳𬭎，坐下说。")
    player.key(KEY.Key_A, CONTROL)
    player.key(KEY.Key_F6)
    assert player.see(QPlainTextEdit, "phrases.text").toPlainText() == "{被申请人}，坐下说。"
    player.press("phrases.keep_now")
    player.press("phrases.change")
    write("请")
    player.press("phrases.keep_now")
    own = [one.text for one in desk.look(phrases.own, desk.shelf.log)]
    assert own == ["{被申请人}，坐下说。请"]
    player.press("phrases.remove")
    assert desk.look(phrases.own, desk.shelf.log) == []
    player.press("notice.action")
    assert len(desk.look(phrases.own, desk.shelf.log)) == 1
    player.key(KEY.Key_F7)
    assert text.toPlainText() == "欧阳𬭎，坐下说。"


def test_a_dictation_goes_in_only_as_it_was_chosen(player, desk, case_id, tmp_path: Path):
    text = area(player, case_id, "inquiry", None, "finding")
    player.key(KEY.Key_F5)
    taking = player.see(TextTaking, "taking")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    taking.look_at(tmp_path / "b.txt")
    assert "b.txt" in player.text("taking.said")
    assert not player.see(QPushButton, "taking.tidied").isEnabled()
    (tmp_path / "a.txt").write_bytes("问，赔多少？答，三千五百块钱句号".encode("utf-16"))
    taking.look_at(tmp_path / "a.txt")
    becomes = player.see(QPlainTextEdit, "taking.becomes")
    assert becomes.toPlainText() == "问：赔多少？\n答：三千五百块钱。"
    player.see(QCheckBox, "taking.figures").setChecked(True)
    assert text.toPlainText() == ""
    player.press("taking.tidied")
    assert text.toPlainText() == "问：赔多少？\n答：3500元。"
    player.key(KEY.Key_Tab)
    assert kept(desk, Inquiry, "finding") == "问：赔多少？\n答：3500元。"
