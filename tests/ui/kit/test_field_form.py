"""A form of fields: what a person types is kept when the field is left, and nothing else is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from app.records import RECORDS, Case, Party, Visit
from app.records.field import fields_of
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm, editor_for
from app.words import say

NAMES = (
    "dispute_type",
    "accepted_on",
    "amount",
    "lead_id",
    "summary",
    "requests",
    "goals",
    "remark",
)
PEOPLE = (("a1", "杜守义"), ("a2", "王玉珍"))


@pytest.fixture
def form(shown):
    return shown(FieldForm(Case, NAMES, options={"lead_id": PEOPLE}))


def line(form, name):
    found = form.findChild(QLineEdit, name)
    assert found is not None
    return found


def note(form, name):
    return form.findChild(QLabel, f"{name}.note")


def left(form):
    told = []
    form.left.connect(told.append)
    return told


@pytest.mark.parametrize("record", RECORDS.values())
def test_every_field_a_person_sees_has_a_widget_with_its_name(qtbot, record):
    for field in fields_of(record).values():
        if not field.hidden:
            editor = editor_for(field)
            qtbot.addWidget(editor)
            assert editor.input.objectName() == field.label
            assert editor.input.accessibleName() == say(field.label)


def test_looking_at_a_record_changes_nothing(form):
    told = left(form)
    form.load(
        Case(
            dispute_type="03", accepted_on=date(2026, 9, 24), amount=Decimal("10500.00"), lead_id="gone",
            summary="  前后有空格\n", requests=["一", "二"], goals=["future_code"], remark="a" * 9000,
        )
    )  # fmt: skip
    assert form.changes() == {}
    for name in NAMES:
        form.jump(name)
    form.settle()
    assert told == []


def test_what_was_typed_and_left_is_told_once_with_its_value(form, hand):
    form.load(Case())
    told = left(form)
    hand.type(line(form, "case.accepted_on"), "20260924")
    hand.tab()
    assert told == [{"accepted_on": date(2026, 9, 24)}]
    assert line(form, "case.accepted_on").text() == "2026-09-24"
    assert say("typed.weekday_4") == form.editors["accepted_on"].weekday.text()


def test_changes_stay_until_a_record_carries_them(form, hand):
    case = Case()
    form.load(case)
    told = left(form)
    hand.type(line(form, "case.amount"), "1.05万")
    hand.tab()
    assert form.changes() == {"amount": Decimal("10500.00")}
    case.amount = Decimal("10500.00")
    form.load(case)
    assert form.changes() == {}
    assert line(form, "case.amount").text() == "10,500.00"
    assert note(form, "case.amount").text() == "人民币壹万零伍佰元整"
    assert len(told) == 1


def test_reloading_does_not_disturb_a_hand_that_writes(form, hand):
    case = Case(summary="旧")
    form.load(case)
    area = form.findChild(QPlainTextEdit, "case.summary")
    hand.type(area, "新写的")
    case.remark = "别处改的"
    form.load(case)
    assert area.toPlainText() == "新写的旧"
    assert line_or_area(form, "case.remark") == "别处改的"
    assert form.changes() == {"summary": "新写的旧"}


def line_or_area(form, name):
    return form.findChild(QPlainTextEdit, name).toPlainText()


def test_what_cannot_be_read_stays_with_its_sentence_and_blocks_nothing(form, hand):
    case = Case()
    form.load(case)
    told = left(form)
    hand.type(line(form, "case.accepted_on"), "九月底")
    hand.tab()
    assert told == []
    assert "九月底" in note(form, "case.accepted_on").text()
    assert list(form.problems()) == ["accepted_on"]
    hand.type(form.findChild(QPlainTextEdit, "case.summary"), "邻里争通道")
    hand.tab()
    assert told == [{"summary": "邻里争通道"}]
    form.load(Case())
    assert line(form, "case.accepted_on").text() == ""
    form.load(case)
    assert line(form, "case.accepted_on").text() == "九月底"
    assert "九月底" in note(form, "case.accepted_on").text()


def test_a_choice_is_found_by_first_letters_code_or_a_piece(form, hand):
    told = left(form)
    for typed, code in (("fwzj", "03"), ("14", "14"), ("物业", "15"), ("赡养", "01")):
        form.load(Case())
        hand.type(line(form, "case.dispute_type"), typed)
        hand.tab()
        assert told[-1] == {"dispute_type": code}, typed
    assert line(form, "case.dispute_type").text() == "婚姻家庭纠纷"


def test_the_list_opens_by_key_and_the_marked_line_is_taken(form, hand):
    form.load(Case())
    told = left(form)
    box = line(form, "case.lead_id")
    box.setFocus()
    hand.press(Qt.Key.Key_Down)
    assert box.popup.isVisible()
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    assert not box.popup.isVisible()
    assert told == [{"lead_id": "a2"}]
    assert box.text() == "王玉珍"


def test_a_choice_that_fits_nothing_is_not_guessed(form, hand):
    form.load(Case())
    told = left(form)
    hand.type(line(form, "case.dispute_type"), "纠纷")
    hand.press(Qt.Key.Key_Escape)
    hand.tab()
    assert told == []
    assert "纠纷" in note(form, "case.dispute_type").text()


def test_emptying_a_field_is_a_change_too(form, hand):
    form.load(Case(dispute_type="03", requests=["一"]))
    told = left(form)
    hand.retype(line(form, "case.dispute_type"), "")
    hand.tab()
    assert told == [{"dispute_type": None}]


def test_lists_keep_their_order_and_forget_empty_lines(form, hand):
    form.load(Case())
    told = left(form)
    hand.type(form.findChild(QPlainTextEdit, "case.requests"), "留出通道\n\n 修菜棚 \n")
    hand.tab()
    assert told == [{"requests": ["留出通道", "修菜棚"]}]


def test_boxes_are_ticked_one_by_one(form, hand):
    form.load(Case())
    told = left(form)
    boxes = form.editors["goals"].boxes
    assert all(isinstance(box, QCheckBox) for box in boxes.values())
    first, second = list(boxes)[:2]
    boxes[second].setFocus()
    hand.press(Qt.Key.Key_Space)
    boxes[first].setFocus()
    hand.press(Qt.Key.Key_Space)
    assert told == [{"goals": [second]}, {"goals": [second, first]}]


def test_yes_no_may_stay_untold(shown, hand):
    form = shown(FieldForm(Visit, ("performed", "relapse")))
    form.load(Visit())
    told = left(form)
    yes = form.findChild(QPushButton, "visit.performed.yes")
    yes.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert told == [{"performed": True}]
    hand.press(Qt.Key.Key_Space)
    assert form.changes() == {}
    no = form.findChild(QPushButton, "visit.relapse.no")
    no.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert told[-1] == {"relapse": False}


def test_length_is_counted_in_characters_and_nothing_is_cut(shown, hand):
    form = shown(FieldForm(Party, ("name", "occupation")))
    form.load(Party())
    told = left(form)
    hand.type(line(form, "party.occupation"), "𬭎" * 60)
    hand.tab()
    assert told == [{"occupation": "𬭎" * 60}]
    hand.type(line(form, "party.name"), "长" * 101)
    hand.tab()
    assert "101" in note(form, "party.name").text()
    assert len(line(form, "party.name").text()) == 101
    assert "name" not in form.changes()


def test_an_id_number_tells_sex_birth_and_age_while_it_is_typed(shown, hand, held_clock):
    form = shown(FieldForm(Party, ("id_type", "id_number")))
    form.load(Party())
    form.count_ages_on(date(2026, 9, 24))
    told = left(form)
    hand.type(line(form, "party.id_number"), "370181 19680315 4527")
    assert note(form, "party.id_number").text() == "女 · 1968-03-15 出生 · 58 岁"
    hand.tab()
    assert told == [{"id_number": "370181196803154527"}]


def test_a_doubtful_id_number_is_said_and_kept(shown, hand):
    form = shown(FieldForm(Party, ("id_number", "name")))
    form.load(Party())
    told = left(form)
    hand.type(line(form, "party.id_number"), "370181196803154528")
    hand.tab()
    assert told == [{"id_number": "370181196803154528"}]
    assert note(form, "party.id_number").text() == say("identity.check")


def test_a_moment_that_lacks_its_hour_says_so(shown, hand):
    from app.records import MediationSession

    form = shown(FieldForm(MediationSession, ("at", "place")))
    form.load(MediationSession())
    told = left(form)
    hand.type(line(form, "mediation_session.at"), "2026-9-28")
    hand.tab()
    assert told == []
    hand.retype(line(form, "mediation_session.at"), "2026-9-28 下午2点半")
    hand.tab()
    assert told == [{"at": datetime(2026, 9, 28, 14, 30)}]
    assert line(form, "mediation_session.at").text() == "2026-09-28 14:30"


def test_a_frozen_record_is_shown_and_not_changed(form, hand):
    case = Case(summary="已签")
    case.frozen = "abc"
    form.load(case)
    assert form.findChild(QPlainTextEdit, "case.summary").isReadOnly()
    form.jump("summary")
    hand.press(Qt.Key.Key_X)
    assert form.changes() == {}


def test_the_calendar_gives_a_day(form, qapp):
    form.load(Case(accepted_on=date(2026, 9, 24)))
    told = left(form)
    form.editors["accepted_on"].open_calendar()
    menu = qapp.activePopupWidget()
    assert menu is not None
    menu.close()
    form.editors["accepted_on"].pick(date(2026, 9, 28))
    assert told == [{"accepted_on": date(2026, 9, 28)}]


def test_fields_are_hidden_and_shown_without_loss(form, hand):
    form.load(Case())
    hand.type(form.findChild(QPlainTextEdit, "case.remark"), "留着")
    form.show_only(("summary",))
    assert not form.editors["remark"].isVisible()
    form.show_only(NAMES)
    assert form.changes() == {"remark": "留着"}


def test_an_open_list_goes_when_the_page_is_scrolled(shown, hand):
    area, column = page.sheet()
    form = FieldForm(Case, NAMES)
    column.addWidget(form)
    shown(area, 900, 300)
    form.load(Case())
    box = line(form, "case.dispute_type")
    box.setFocus()
    hand.press(Qt.Key.Key_Down)
    assert box.popup.isVisible()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not box.popup.isVisible()


def test_hidden_fields_leave_no_hole(form):
    form.show_only(("dispute_type", "amount", "remark"))
    form.layout().activate()
    assert not line(form, "case.accepted_on").isVisible()
    first, second = (
        line(form, f"case.{name}").parentWidget() for name in ("dispute_type", "amount")
    )
    assert first.y() == second.y()
    assert first.x() < second.x()


def test_boxes_that_came_later_stand_in_the_row_of_tab(shown, hand):
    form = shown(FieldForm(Case, ("happened_at", "assist_ids", "remark")))
    form.set_options("assist_ids", PEOPLE)
    line(form, "case.happened_at").setFocus()
    hand.tab()
    assert form.findChild(QCheckBox, "case.assist_ids.a1").hasFocus()
    hand.tab()
    hand.tab()
    assert form.findChild(QPlainTextEdit, "case.remark").hasFocus()


def test_the_same_boxes_stay_when_they_are_offered_again(shown):
    form = shown(FieldForm(Case, ("assist_ids",)))
    form.set_options("assist_ids", PEOPLE)
    box = form.findChild(QCheckBox, "case.assist_ids.a1")
    form.set_options("assist_ids", list(PEOPLE))
    assert form.findChildren(QCheckBox, "case.assist_ids.a1") == [box]


def test_what_was_begun_on_an_older_version_says_so(form, hand):
    case = Case(remark="一")
    case.v = {"*": "old"}
    form.load(case)
    hand.type(form.findChild(QPlainTextEdit, "case.remark"), "二")
    newer = Case(id=case.id, remark="三")
    newer.v = {"*": "old", "remark": "new"}
    form.load(newer)
    assert form.seen["remark"] == "old"
    assert form.findChild(QPlainTextEdit, "case.remark").toPlainText() == "二一"
    form.hold(["remark"], newer.v)
    assert form.changes() == {}
    form.editors["remark"].left.emit()
    assert form.changes() == {"remark": "二一"}


def test_a_form_that_forgets_shows_nothing_of_the_one_before(form, hand):
    form.load(Case(remark="一"))
    hand.type(line(form, "case.accepted_on"), "某日")
    form.forget()
    assert line(form, "case.accepted_on").text() == ""
    assert form.changes() == {}


def test_what_is_proposed_is_only_taken_by_enter(form):
    form.propose("accepted_on", lambda: date(2026, 9, 24))
    form.propose("lead_id", lambda: "a2")
    told = left(form)
    for name in ("case.accepted_on", "case.lead_id"):
        line(form, name).setFocus()
        assert line(form, name).placeholderText().startswith("按回车填")
        QTest.keyClick(line(form, name), Qt.Key.Key_Tab)
    assert (told, form.changes()) == ([], {})
    line(form, "case.accepted_on").setFocus()
    QTest.keyClick(line(form, "case.accepted_on"), Qt.Key.Key_Return)
    assert form.changes()["accepted_on"] == date(2026, 9, 24)
    assert not line(form, "case.accepted_on").hasFocus()
    line(form, "case.lead_id").setFocus()
    QTest.keyClick(line(form, "case.lead_id"), Qt.Key.Key_Return)
    assert form.changes()["lead_id"] == "a2"


def test_a_proposed_text_is_written_on_and_one_that_stands_is_not_replaced(shown):
    form = shown(FieldForm(Party, ("address",)))
    form.propose("address", lambda: "旧军村27")
    address = line(form, "party.address")
    address.setFocus()
    QTest.keyClick(address, Qt.Key.Key_Return)
    QTest.keyClicks(address, "8")
    QTest.keyClick(address, Qt.Key.Key_Return)
    assert form.changes()["address"] == "旧军村278"
