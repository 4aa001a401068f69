"""A clause of the agreement without typing it: by keys alone, into the case by one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from app.desk import cases, questions
from tests.player import CONTROL

DAY = date(2026, 9, 24)


@pytest.fixture
def case_id(desk):
    """邻里纠纷 of two people."""
    made = desk.do(cases.register_case, desk.shelf.log, DAY, {"dispute_type": "02"})
    for name, role in (("赵一", "applicant"), ("钱二", "respondent")):
        desk.do(cases.add_party, made, {"name": name, "role": role})
    return made


def turn_to(player, case_id):
    player.frame.go("case", case_id)
    player.turn(6)


def file_of(desk, case_id):
    return desk.look(questions.case_file, case_id)


def at():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def say(player, text):
    """Typed where the caret stands, and left with Enter."""
    player._commit(QApplication.focusWidget(), text)
    player.key(Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_template_is_filled_by_keys_alone(player, desk, case_id):
    turn_to(player, case_id)
    player.key(Qt.Key.Key_T, CONTROL)
    assert at() == "clause.find"
    say(player, "ycfqyb")  # 一次付清一笔钱
    assert at() == "clause.blank.付款日", "the parties stand there already"
    say(player, "2026-12-1")
    assert at() == "clause.blank.方式"
    say(player, "转账")
    player.key(Qt.Key.Key_Return)  # 收款人
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CONTROL)
    say(player, "修理费")
    player._commit(QApplication.focusWidget(), "1.05万")
    assert player.text("clause.kind.money.note") == "人民币壹万零伍佰元整"
    text = "钱二应当于2026年12月1日前，以银行转账方式一次付给赵一修理费人民币壹万零伍佰元整（¥10,500.00）。"
    assert player.text("clause.preview") == text
    assert "10,500.00" in player.text("clause.preview_items")
    player.key(Qt.Key.Key_Return)
    player.key(Qt.Key.Key_Return)  # 收款账户 stays empty
    assert at() == "clause.put_in"
    player.key(Qt.Key.Key_Return)
    file = file_of(desk, case_id)
    assert file.agreement.terms == [text]
    (item,) = file.items
    assert (item.what, item.amount, item.manner, item.due_on) == (
        "支付修理费", Decimal(10500), "bank", date(2026, 12, 1),
    )  # fmt: skip
    assert item.party_id == file.parties[1].id
    assert at() == "agreement.terms"
    assert player.see(QPlainTextEdit, "agreement.terms").toPlainText() == text


def test_tab_walks_from_the_list_over_the_blanks_to_the_button(player, desk, case_id):
    turn_to(player, case_id)
    player.key(Qt.Key.Key_T, CONTROL)
    for name in ("list", "blank.拆除的人", "blank.完工日"):
        player.key(Qt.Key.Key_Tab)
        assert at() == f"clause.{name}"
    for name in (
        "blank.位置",
        "blank.什么东西",
        "blank.怎么拆",
        "blank.出钱的人",
        "put_in",
        "back",
    ):
        player.key(Qt.Key.Key_Tab)
        assert at() == f"clause.{name}"


def test_what_is_typed_stays_and_a_press_takes_the_clause_back(player, desk, case_id):
    turn_to(player, case_id)
    terms = player.see(QPlainTextEdit, "agreement.terms")
    player._commit(terms, "双方不再争吵。")
    player.key(Qt.Key.Key_T, CONTROL)
    say(player, "hxbm")  # 互相保密
    assert at() == "clause.put_in", "it has no blank"
    assert player.text("clause.preview").startswith("二、双方对本次纠纷")
    player.key(Qt.Key.Key_Return, CONTROL)
    assert [term[:6] for term in file_of(desk, case_id).agreement.terms] == [
        "双方不再争吵",
        "双方对本次纠",
    ]
    player.press("notice.action")
    assert file_of(desk, case_id).agreement.terms == ["双方不再争吵。"]


def test_a_clause_waits_until_its_day_can_be_read(player, desk, case_id):
    turn_to(player, case_id)
    player.key(Qt.Key.Key_T, CONTROL)
    say(player, "ycfqyb")  # 一次付清一笔钱
    say(player, "2026-13-45")
    assert not player.see(QPushButton, "clause.put_in").isEnabled()
    assert "改好“付款日”以后" in player.text("clause.state")
    player.key(Qt.Key.Key_Return, CONTROL)
    assert file_of(desk, case_id).agreement is None
    day = player.see(QWidget, "clause.blank.付款日")
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_A, CONTROL)
    say(player, "2026-12-1")
    assert "改好" not in player.text("clause.state")
    assert player.see(QPushButton, "clause.put_in").isEnabled()


def test_a_sum_is_paid_in_parts(player, desk, case_id):
    turn_to(player, case_id)
    player.key(Qt.Key.Key_M, CONTROL)
    assert at() == "clause.blank.total"
    assert not player.see(QPushButton, "clause.put_in").isEnabled()
    say(player, "1000")
    say(player, "3")
    player.key(Qt.Key.Key_Return)
    say(player, "2027-1-31")
    assert "第二期于2027年2月28日前支付" in player.text("clause.preview")
    assert "付款方式" in player.text("clause.state")
    player.key(Qt.Key.Key_Return, CONTROL)
    items = file_of(desk, case_id).items
    assert [item.amount for item in items] == [
        Decimal("333.33"),
        Decimal("333.33"),
        Decimal("333.34"),
    ]
    assert {item.party_id for item in items} == {file_of(desk, case_id).parties[1].id}


def test_an_earlier_agreement_is_copied_for_these_parties(player, desk, case_id):
    old = desk.do(cases.register_case, desk.shelf.log, DAY, {"dispute_type": "02"})
    for name, role in (("吴小河", "applicant"), ("陈大山", "respondent")):
        desk.do(cases.add_party, old, {"name": name, "role": role})
    told = {"terms": ["陈大山付给吴小河900元。", "双方不再争吵。"], "made_on": DAY}
    desk.do(cases.make_agreement, old, told, [{"what": "付款", "amount": Decimal(900)}])
    turn_to(player, case_id)
    player.press("clause.earlier")
    assert player.text("earlier.after.1") == "钱二付给赵一____元。"
    player.key(Qt.Key.Key_Return)
    assert at() == "earlier.take.1"
    player.key(Qt.Key.Key_Tab)
    player.key(Qt.Key.Key_Space)
    player.key(Qt.Key.Key_Return, CONTROL)
    file = file_of(desk, case_id)
    assert file.agreement.terms == ["钱二付给赵一____元。"]
    assert [(item.what, item.amount) for item in file.items] == [("付款", None)]


def test_escape_goes_back_and_the_side_comes_again(player, desk, case_id):
    turn_to(player, case_id)
    side = player.frame.screen_up().side
    player.key(Qt.Key.Key_T, CONTROL)
    assert not side.isVisible()
    player.key(Qt.Key.Key_Escape)
    assert side.isVisible()
    assert at() == "agreement.terms"
    player.key(Qt.Key.Key_T, CONTROL)
    player.turn(5)
    assert side.isVisible(), "another part has its side"
    assert file_of(desk, case_id).agreements == []


def test_a_sealed_agreement_says_why_nothing_goes_in(player, desk, case_id):
    days = dict.fromkeys(("made_on", "parties_signed_on", "mediator_signed_on", "sealed_on"), DAY)
    made = desk.do(cases.make_agreement, case_id, {"form": "written", "terms": ["一。"], **days})
    turn_to(player, case_id)
    assert not player.sees(QLabel, "clause.why")
    desk.do(cases.seal_agreement, made)
    assert not player.see(QPushButton, "clause.use").isEnabled()
    assert "定稿" in player.text("clause.why")
    player.key(Qt.Key.Key_T, CONTROL)
    assert not player.sees(QWidget, "clause.find")
