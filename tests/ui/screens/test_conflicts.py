"""待核对 in the window: seen side by side, settled by keys alone, marked where the field is written."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser

from app.desk import cases, conflicts, edit
from app.records import Agreement, Case, Party
from app.words import say
from tests.machines import change, entries, register, shelf_in, take

CONTROL = Qt.KeyboardModifier.ControlModifier
NUMBER = "柳人调〔2026〕1号"


@pytest.fixture
def other(desk, tmp_path):
    shelf = shelf_in(tmp_path / "other")
    yield shelf
    shelf.close()


@pytest.fixture
def case_id(desk, other):
    """A case in whose summary two computers wrote without each other."""
    case_id = desk.do(register, file_no=NUMBER)
    take(other, entries(desk.shelf))
    both(desk, other, case_id, summary=("赔五千元，月底付清", "赔八千元，年底付清"))
    return case_id


def both(desk, other, case_id, **fields):
    for name, (mine, theirs) in fields.items():
        desk.do(change, case_id, **{name: mine})
        other.write("", "change", partial(change, case_id=case_id, **{name: theirs}))
    take(desk.shelf, entries(other))
    take(other, entries(desk.shelf))


@pytest.fixture
def frame(desk, case_id, opened):
    return opened(desk)


def texts(frame):
    QApplication.processEvents()
    found = frame.screen_up().comparison.findChildren(QTextBrowser)
    return [one.toPlainText() for one in found if one.isVisible()]


def button(frame, name):
    QApplication.processEvents()
    return next(b for b in frame.findChildren(QPushButton, name) if b.isVisible())


def summary(desk, case_id):
    return desk.look(edit.get, Case, case_id).summary


def test_both_values_are_seen_side_by_side_with_who_wrote_them(frame):
    frame.go("conflicts")
    assert sorted(texts(frame)) == ["赔五千元，月底付清", "赔八千元，年底付清"]
    labels = [label.text() for label in frame.screen_up().comparison.findChildren(QLabel)]
    assert any("孟广田" in text and "老孟调解室" in text for text in labels)
    heading = frame.screen_up().findChild(QLabel, "conflict.heading")
    assert "1" in heading.text()


def test_the_characters_that_differ_are_marked(frame):
    frame.go("conflicts")
    (first, *_) = frame.screen_up().comparison.findChildren(QTextBrowser)
    html = first.toHtml()
    assert html.count("underline") == 2


def test_keys_alone_settle_it(frame, desk, case_id):
    frame.go("conflicts")
    QApplication.processEvents()
    words = [value.words for value in desk.look(conflicts.open_conflicts)[0].values]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, CONTROL)
    assert summary(desk, case_id) == words[1]
    assert desk.look(conflicts.count) == 0
    assert frame.findChild(QLabel, "conflict.nothing_left").isVisible()


def test_where_nothing_is_left_the_page_stands_at_its_top_and_asks_nothing(frame, case_id):
    frame.go("conflicts")
    QApplication.processEvents()
    asked = frame.screen_up().findChild(QLabel, "conflict.what_it_is")
    assert asked.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, CONTROL)
    QApplication.processEvents()
    assert not asked.isVisible()
    heading, nothing = (
        frame.screen_up().findChild(QLabel, f"conflict.{name}")
        for name in ("heading", "nothing_left")
    )
    assert heading.y() < 40
    assert nothing.y() - heading.geometry().bottom() < 40


def test_from_the_list_enter_leads_to_the_button_and_enter_takes(frame, desk, case_id):
    frame.go("conflicts")
    QApplication.processEvents()
    words = [value.words for value in desk.look(conflicts.open_conflicts)[0].values]
    QTest.keyClick(frame.screen_up().list, Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "conflict.take.1"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert summary(desk, case_id) == words[0]


def test_a_third_text_is_written_from_the_one_shown(frame, desk, case_id, hand):
    frame.go("conflicts")
    button(frame, "conflict.together").click()
    assert frame.screen_up().comparison.editor.value() == summary(desk, case_id)
    hand.retype(frame.screen_up().comparison.editor.input, "分两次付清")
    button(frame, "conflict.settle").click()
    assert summary(desk, case_id) == "分两次付清"
    assert desk.look(conflicts.count) == 0


def test_what_is_being_written_stays_when_something_else_arrives(frame, desk, case_id, hand):
    frame.go("conflicts")
    button(frame, "conflict.together").click()
    hand.retype(frame.screen_up().comparison.editor.input, "分两次")
    desk.do(change, case_id, remark="别处写的")
    QApplication.processEvents()
    assert frame.screen_up().comparison.editor.value() == "分两次"
    button(frame, "conflict.leave").click()
    assert desk.look(conflicts.count) == 1


def test_a_value_that_came_meanwhile_is_shown_before_anything_is_settled(
    frame, desk, case_id, tmp_path
):
    third = shelf_in(tmp_path / "third")
    take(third, entries(desk.shelf)[:2])
    third.write("", "change", partial(change, case_id=case_id, summary="丙说"))
    frame.go("conflicts")
    take(desk.shelf, entries(third))
    third.close()
    button(frame, "conflict.take.1").click()
    assert desk.look(conflicts.count) == 1
    assert "丙说" in texts(frame)


def test_the_field_on_the_case_page_carries_a_mark_that_leads_there(frame, desk, case_id):
    frame.go("case", case_id)
    button(frame, "case.summary.conflict").click()
    assert frame.up == "conflicts"
    assert "赔五千元，月底付清" in texts(frame)
    assert frame.screen_up().list.hasFocus()
    QTest.keyClick(frame.screen_up().list, Qt.Key.Key_1, CONTROL)
    frame.back()
    assert frame.up == "case"
    assert not [
        b for b in frame.findChildren(QPushButton, "case.summary.conflict") if b.isVisible()
    ]


def test_today_counts_them_and_the_page_goes_when_nothing_is_left(frame, desk, case_id):
    frame.go("today")
    entrance = frame.findChild(QPushButton, "screen.conflicts")
    assert entrance.isVisible()
    told = button(frame, "conflict.look")
    assert "1" in told.text()
    told.click()
    assert frame.up == "conflicts"
    desk.do(conflicts.close, "case", case_id, "summary", "定了")
    frame.go("today")
    assert not entrance.isVisible()
    assert not frame.findChild(QPushButton, "conflict.look").isVisible()


def test_a_place_or_a_case_may_be_asked_for(frame, desk, case_id, other):
    with desk.shelf.reading() as db:
        party = db.query(Party).filter(Party.case_id == case_id).first().id
    another = desk.do(register)
    take(other, entries(desk.shelf))
    both(desk, other, another, remark=("甲", "乙"))
    frame.go("conflicts", ("case", case_id, "summary"))
    assert "赔五千元，月底付清" in texts(frame)
    frame.go("conflicts", another)
    assert sorted(texts(frame)) == ["乙", "甲"]
    frame.go("conflicts", ("party", party, "name"))  # settled meanwhile: the list stands as it is
    assert texts(frame)


def test_what_came_after_a_seal_cannot_be_taken_and_leads_to_the_case(frame, desk, case_id, other):
    def draft(db):
        agreement = Agreement(case_id=case_id, terms=["一"])
        db.add(agreement)
        return agreement.id

    def sign(db):
        db.get(Agreement, agreement_id).freeze()

    def alter(db):
        db.get(Agreement, agreement_id).terms = ["一", "二"]

    agreement_id = desk.do(draft)
    take(other, entries(desk.shelf))
    desk.do(sign)
    other.write("", "alter", alter)
    take(desk.shelf, entries(other))
    frame.go("conflicts", ("agreement", agreement_id, "terms"))
    assert "1. 一\n2. 二" in texts(frame)
    takes = [
        b for b in frame.findChildren(QPushButton) if b.objectName().startswith("conflict.take.")
    ]
    assert not any(b.isVisible() for b in takes)
    button(frame, "conflict.open_case").click()
    assert frame.up == "case"


def test_people_are_chosen_when_both_are_written_together(frame, desk, case_id, other):
    with desk.shelf.reading() as db:
        from app.records import Mediator

        one, two = (m.id for m in db.query(Mediator).order_by(Mediator.position).limit(2))
    take(other, entries(desk.shelf))
    both(desk, other, case_id, assist_ids=([one], [two]))
    frame.go("conflicts", ("case", case_id, "assist_ids"))
    button(frame, "conflict.together").click()
    boxes = frame.screen_up().comparison.editor.boxes
    assert {one, two} <= set(boxes)
    for box in boxes.values():
        if not box.isChecked():
            box.click()
    button(frame, "conflict.settle").click()
    assert set(desk.look(edit.get, Case, case_id).assist_ids) >= {one, two}


def test_the_story_of_a_field_is_told_where_the_caret_stands(frame, desk, case_id):
    desk.do(conflicts.close, "case", case_id, "summary", "分两次付清")
    frame.go("case", (case_id, "case", None, "summary"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    QApplication.processEvents()
    told = [label.text() for label in frame.notices.findChildren(QLabel) if label.isVisible()]
    assert any("赔五千元" in text and "赔八千元" in text and "分两次付清" in text for text in told)


def test_a_caret_in_no_field_is_told_what_to_do(frame, case_id):
    frame.go("case", case_id)
    frame.screen_up().papers.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    QApplication.processEvents()
    told = [label.text() for label in frame.notices.findChildren(QLabel) if label.isVisible()]
    assert any("F4" in text for text in told)


def test_what_came_after_a_seal_is_seen_once_and_found_again_under_its_case(
    frame, desk, case_id, other
):
    desk.do(conflicts.close, "case", case_id, "summary", "分两次付清")
    day = date(2026, 3, 1)
    told = {
        "form": "written", "terms": ["拆除滴水檐"], "made_on": day, "parties_signed_on": day,
        "mediator_signed_on": day, "sealed_on": day,
    }  # fmt: skip
    agreement_id = desk.do(cases.make_agreement, case_id, told)
    take(other, entries(desk.shelf))
    desk.do(cases.seal_agreement, agreement_id)

    def alter(db):
        db.get(Agreement, agreement_id).terms = ["另一份"]

    other.write("", "alter", alter)
    take(desk.shelf, entries(other))
    frame.go("conflicts")
    assert "1. 另一份" in texts(frame)
    heading = frame.screen_up().findChild(QLabel, "conflict.heading").text()
    assert heading == say("conflict.heading_late", count=0, late=1)
    assert not frame.findChild(QLabel, "conflict.what_it_is").isVisible()  # nothing is to be chosen
    button(frame, "conflict.see").click()
    QApplication.processEvents()
    assert frame.findChild(QLabel, "conflict.nothing_left").isVisible()
    frame.go("today")
    assert not frame.findChild(QPushButton, "screen.conflicts").isVisible()
    frame.go("case", (case_id, "agreement", agreement_id, "terms"))
    mark = button(frame, "agreement.terms.conflict")
    assert mark.text() == say("conflict.mark_seen")
    mark.click()
    assert "1. 另一份" in texts(frame)
    assert "孟广田" in frame.findChild(QLabel, "conflict.seen_by").text()
    assert not any(b.isVisible() for b in frame.findChildren(QPushButton, "conflict.see"))
