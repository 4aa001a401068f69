"""The keys alone on the case page: Tab and Shift+Tab walk field by field, Space ticks and the caret stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.desk import edit, questions, room
from app.records import Mediator

SHIFT = Qt.KeyboardModifier.ShiftModifier


def at():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def new_case(player):
    player.frame.go("case", None)
    QApplication.processEvents()


def boxes(player, start):
    part = player.frame.screen_up().parts[player.frame.screen_up().up]
    return [
        b.objectName()
        for b in part.findChildren(QCheckBox)
        if b.objectName().startswith(start) and b.isVisible()
    ]


def walk_to(player, name, most=40):
    for _ in range(most):
        if at() == name:
            return
        player.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


def the_case(desk):
    return desk.look(questions.case_file, desk.look(questions.register)[0].id)


@pytest.mark.parametrize("kept_before", [False, True], ids=["a new case", "a kept case"])
def test_tab_walks_the_boxes_of_those_who_help_and_space_ticks_in_place(player, desk, kept_before):
    new_case(player)
    if kept_before:
        player.write("case.summary", "为排水争吵")
        new_id = desk.look(questions.register)[0].id
        player.frame.go("today")
        player.frame.go("case", new_id)
        QApplication.processEvents()
    known = boxes(player, "case.assist_ids.")
    assert len(known) > 1
    walk_to(player, known[0])
    forward = []
    for name in known:
        assert at() == name
        player.key(Qt.Key.Key_Space)
        QTest.qWait(5)
        assert at() == name, "the caret stays on the box that was ticked"
        assert player.see(QCheckBox, name).isChecked()
        forward.append(name)
        player.key(Qt.Key.Key_Tab)
    after = at()
    assert after.startswith("case."), after
    for name in reversed(forward):
        player.key(Qt.Key.Key_Tab, SHIFT)
        assert at() == name
    player.key(Qt.Key.Key_Tab, SHIFT)
    assert at().startswith("case."), at()
    ids = [name.rsplit(".", 1)[1] for name in forward]
    assert the_case(desk).case.assist_ids == ids


def test_what_is_typed_after_ticking_lands_in_the_next_field(player, desk):
    new_case(player)
    known = boxes(player, "case.assist_ids.")
    walk_to(player, known[-1])
    player.key(Qt.Key.Key_Space)
    player.key(Qt.Key.Key_Tab)
    field = QApplication.focusWidget()
    name = field.objectName()
    QTest.keyClicks(field, "abc")
    assert QApplication.focusWidget() is field
    read = getattr(field, "text", None) or field.toPlainText
    assert name.startswith("case."), name
    assert read() == "abc"


def test_the_boxes_of_a_first_hearing_keep_the_caret(player, desk):
    new_case(player)
    player.write("case.summary", "为排水争吵")
    player.turn(5)
    player.press("case_page.add_session")
    known = boxes(player, "mediation_session.mediator_ids.")
    walk_to(player, known[0])
    for name in known:
        assert at() == name
        player.key(Qt.Key.Key_Space)
        QTest.qWait(5)
        assert at() == name
        player.key(Qt.Key.Key_Tab)
    assert at().startswith("mediation_session."), at()
    for name in reversed(known):
        player.key(Qt.Key.Key_Tab, SHIFT)
        assert at() == name
    player.key(Qt.Key.Key_Tab, SHIFT)
    assert at().startswith("mediation_session."), at()
    assert the_case(desk).sessions[0].mediator_ids


@pytest.mark.parametrize("kept_before", [False, True], ids=["a new case", "a kept case"])
def test_tab_walks_the_whole_page_down_and_shift_tab_the_same_way_back(player, desk, kept_before):
    new_case(player)
    if kept_before:
        player.write("case.summary", "为排水争吵")
        player.see(QWidget, "case.accepted_on").setFocus()
    walked = [at()]
    while walked[-1] != "case.file_no":
        player.key(Qt.Key.Key_Tab)
        walked.append(at())
        assert len(walked) < 60, walked
    assert all(name.startswith("case.") for name in walked), walked
    cards = [QApplication.focusWidget().window().findChild(QWidget, name) for name in walked]
    heights = [w.mapTo(w.window(), w.rect().topLeft()).y() for w in cards]
    assert all(after > before - 30 for before, after in pairwise(heights)), list(
        zip(walked, heights, strict=True)
    )
    back = [at()]
    while back[-1] != walked[0]:
        player.key(Qt.Key.Key_Tab, SHIFT)
        back.append(at())
        assert len(back) < 60, back
    assert back == walked[::-1]


def test_the_caret_stays_on_its_box_when_another_person_comes_to_the_room(player, desk):
    new_case(player)
    player.write("case.summary", "为排水争吵")
    name = boxes(player, "case.assist_ids.")[1]
    walk_to(player, name)
    own = desk.look(room.own_room, desk.shelf.log)
    desk.do(edit.add, Mediator, {"room_id": own.id, "name": "新来的", "position": 9})
    page = player.frame.screen_up()
    page.case.people = desk.look(room.mediators, own.id)
    page.show_file()
    assert len(boxes(player, "case.assist_ids.")) == 4
    assert at() == name
    player.key(Qt.Key.Key_Space)
    assert player.see(QCheckBox, name).isChecked()
    assert at() == name
