"""Setting up a room and signing in, with real hands on a real encrypted file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
)

from app.desk import doorstep
from app.desk import room as rooms
from app.paths import DataDir
from app.records import Mediator, Room
from app.rules.mechanism import presets
from app.settings import Settings
from app.ui.jobs import InlineJobs
from app.ui.screens.door import Door
from app.ui.screens.wizard_pages import PeoplePage
from app.words import say
from tests.rooms import PASSWORD, recovery_code

PEOPLE = (("杜守义", "主任"), ("王玉珍", ""), ("陈㛃喆", "记录"))
TOLD = {
    "committee": "刁镇街道人民调解委员会", "short_name": "刁人调", "room_name": "老杜调解室",
    "address": "济南市章丘区刁镇街道府前街1号", "phone": "0531-83500000",
}  # fmt: skip


@pytest.fixture
def open_door(shown):
    opened = []

    def build(data):
        door = Door(data, Settings(), InlineJobs())
        door.opened.connect(opened.append)
        shown(door, 1366, 768)
        door.begin()
        return door

    build.opened = opened
    yield build
    for desk in opened:
        desk.close()


def part(door, kind, name):
    found = door.findChildren(kind, name)
    assert found, name
    return found[-1]


def press(door, hand, name):
    part(door, QPushButton, name).setFocus()
    hand.press(Qt.Key.Key_Space)


def problem(door):
    return part(door, QLabel, "wizard.problem").text()


@pytest.fixture
def wizard(open_door, hand, tmp_path, held_clock):
    door = open_door(DataDir(tmp_path / "fresh"))
    press(door, hand, "wizard.begin")
    return door


def fill_room(door, hand, **more):
    for name, text in {**TOLD, **more}.items():
        hand.retype(part(door, QLineEdit, f"room.{name}"), text)


def fill_people(door, hand):
    for number, (name, duty) in enumerate(PEOPLE, 1):
        hand.type(part(door, QLineEdit, f"mediator.name.{number}"), name)
        hand.type(part(door, QLineEdit, f"mediator.duty.{number}"), duty)
        hand.press(Qt.Key.Key_Escape)


def onward(door, hand):
    press(door, hand, "wizard.next")


def code_of(door):
    return "-".join(part(door, QLabel, "wizard.code").text().split())


def to_the_sheet(door, hand):
    fill_room(door, hand)
    onward(door, hand)
    fill_people(door, hand)
    onward(door, hand)
    part(door, QRadioButton, "wizard.me.2").click()
    hand.type(part(door, QLineEdit, "wizard.password"), PASSWORD)
    hand.type(part(door, QLineEdit, "wizard.password_again"), PASSWORD)
    onward(door, hand)


def test_four_steps_make_a_room_and_one_is_in_it(wizard, hand, open_door):
    to_the_sheet(wizard, hand)
    code = code_of(wizard)
    hand.type(part(wizard, QLineEdit, "wizard.first_group"), code[:4].lower())
    hand.type(part(wizard, QLineEdit, "wizard.last_group"), code[-4:])
    assert not doorstep.exists(wizard.data), "nothing is written before the end"
    onward(wizard, hand)
    (desk,) = open_door.opened
    room: Room = desk.look(rooms.own_room, desk.shelf.log)
    assert {name: getattr(room, name) for name in TOLD} == TOLD
    assert not room.is_centre
    staff: list[Mediator] = desk.look(rooms.mediators, room.id)
    assert [(m.name, m.duty or "") for m in staff] == list(PEOPLE)
    assert desk.user == staff[2].id
    assert doorstep.people(wizard.data) == [(staff[2].id, "陈㛃喆")]


def test_the_usual_way_is_chosen_and_another_is_one_choice_away(wizard, hand):
    ways = part(wizard, QComboBox, "wizard.way")
    assert [ways.itemData(place) for place in range(ways.count())] == list(presets())
    assert ways.currentData() == "common"
    fill_room(wizard, hand)
    onward(wizard, hand)
    fill_people(wizard, hand)
    ways.setCurrentIndex(ways.findData("diaozhen"))
    assert "最多跑一地" in part(wizard, QLabel, "wizard.way_told").text()
    onward(wizard, hand)
    assert wizard.findChild(PeoplePage).told.way == "diaozhen"


def test_the_example_shows_how_numbers_will_read(wizard, hand):
    hand.type(part(wizard, QLineEdit, "room.short_name"), "刁人调")
    assert "（2026）刁人调字第1号" in part(wizard, QLabel, "wizard.example").text()


def test_enter_goes_on_from_any_line(wizard, hand):
    fill_room(wizard, hand)
    hand.press(Qt.Key.Key_Return)
    assert part(wizard, QLineEdit, "mediator.name.1").isVisible()


def test_enter_presses_the_buttons_of_the_door(open_door, hand, tmp_path, held_clock):
    door = open_door(DataDir(tmp_path / "fresh"))
    part(door, QPushButton, "wizard.begin").setFocus()
    hand.press(Qt.Key.Key_Return)
    fill_room(door, hand)
    part(door, QPushButton, "wizard.next").setFocus()
    hand.press(Qt.Key.Key_Return)
    assert part(door, QLineEdit, "mediator.name.1").isVisible()
    part(door, QPushButton, "wizard.add_person").setFocus()
    hand.press(Qt.Key.Key_Return)
    assert part(door, QLineEdit, "mediator.name.4").hasFocus()
    assert problem(door) == "", "the page did not take the key as well"


def test_a_page_says_what_is_wanting_and_keeps_what_was_typed(wizard, hand):
    onward(wizard, hand)
    assert problem(wizard) == say("room.no_committee")
    assert part(wizard, QLineEdit, "room.committee").hasFocus()
    fill_room(wizard, hand, short_name="")
    onward(wizard, hand)
    assert problem(wizard) == say("room.no_short_name")
    assert part(wizard, QLineEdit, "room.committee").text() == TOLD["committee"]
    part(wizard, QRadioButton, "wizard.is_centre").click()
    onward(wizard, hand)
    assert problem(wizard) == ""


def test_a_duty_written_freely_stays_as_it_was_written(wizard, hand):
    fill_room(wizard, hand)
    onward(wizard, hand)
    duty = part(wizard, QLineEdit, "mediator.duty.1")
    hand.type(duty, "记录")
    assert duty.popup.isVisible()
    hand.press(Qt.Key.Key_Return)
    assert (duty.text(), duty.popup.isVisible()) == ("记录", False)
    assert duty.isVisible(), "the first Enter closes the list only"
    hand.retype(duty, "记录")
    hand.tab()
    assert duty.text() == "记录"
    hand.retype(duty, "记录")
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    assert duty.text() == "记录员"
    hand.retype(duty, "记录")
    hand.press(Qt.Key.Key_Down)
    hand.tab()
    assert duty.text() == "记录员"
    hand.retype(duty, "司机")
    assert not duty.popup.isVisible()


def test_a_duty_without_a_name_is_asked_about(wizard, hand):
    fill_room(wizard, hand)
    onward(wizard, hand)
    onward(wizard, hand)
    assert problem(wizard) == say("room.no_people")
    hand.type(part(wizard, QLineEdit, "mediator.name.1"), "杜守义")
    hand.type(part(wizard, QLineEdit, "mediator.duty.2"), "记录")
    hand.press(Qt.Key.Key_Escape)
    onward(wizard, hand)
    assert problem(wizard) == say("wizard.name_wanting")


def test_no_password_is_given_and_both_must_agree(wizard, hand):
    fill_room(wizard, hand)
    onward(wizard, hand)
    fill_people(wizard, hand)
    onward(wizard, hand)
    line = part(wizard, QLineEdit, "wizard.password")
    assert line.text() == ""
    assert line.echoMode() == QLineEdit.EchoMode.Password
    hand.type(line, "12345")
    onward(wizard, hand)
    assert problem(wizard) == say("keys.password_short", shortest=6)
    hand.type(line, "6")
    onward(wizard, hand)
    assert problem(wizard) == say("wizard.passwords_differ")


def test_a_reproach_goes_once_one_mends_what_it_speaks_of(wizard, hand):
    fill_room(wizard, hand, committee="")
    onward(wizard, hand)
    assert problem(wizard)
    hand.type(part(wizard, QLineEdit, "room.committee"), TOLD["committee"])
    assert problem(wizard) == ""
    onward(wizard, hand)
    onward(wizard, hand)
    assert problem(wizard)
    fill_people(wizard, hand)
    assert problem(wizard) == ""
    onward(wizard, hand)
    hand.type(part(wizard, QLineEdit, "wizard.password"), PASSWORD)
    hand.type(part(wizard, QLineEdit, "wizard.password_again"), PASSWORD + "x")
    onward(wizard, hand)
    assert problem(wizard) == say("wizard.passwords_differ")
    hand.retype(part(wizard, QLineEdit, "wizard.password_again"), PASSWORD)
    assert problem(wizard) == ""
    onward(wizard, hand)
    onward(wizard, hand)
    assert problem(wizard) == say("wizard.ends_differ")
    hand.type(part(wizard, QLineEdit, "wizard.first_group"), "A")
    assert problem(wizard) == ""


def test_the_sheet_must_be_in_hand(wizard, hand, open_door):
    to_the_sheet(wizard, hand)
    onward(wizard, hand)
    assert problem(wizard) == say("wizard.ends_differ")
    assert open_door.opened == []
    press(wizard, hand, "wizard.back")
    assert part(wizard, QLineEdit, "wizard.password").text() == PASSWORD


def test_the_sheet_is_saved_as_it_is_shown(wizard, hand, tmp_path):
    from pypdf import PdfReader

    to_the_sheet(wizard, hand)
    code = code_of(wizard)
    wizard_page = part(wizard, QLabel, "wizard.code").parent()
    wizard_page.save_sheet(tmp_path / "sheet.pdf")
    text = "".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "sheet.pdf").pages)
    assert TOLD["committee"] in text.replace("\n", "")
    for group in code.split("-"):
        assert group in text


def test_the_sheet_is_proposed_among_the_documents(wizard, hand, monkeypatch):
    asked = []

    def answer(_parent, _title, place, _kinds):
        asked.append(Path(place))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    to_the_sheet(wizard, hand)
    press(wizard, hand, "wizard.save_sheet")
    assert asked[0].is_absolute()
    assert asked[0].name == "恢复单.pdf"


@pytest.fixture
def sign_in(desk, open_door):
    return open_door(desk.data)


def test_the_right_password_opens_the_room(sign_in, hand, open_door, desk):
    hand.type(part(sign_in, QLineEdit, "sign_in.password"), PASSWORD)
    hand.press(Qt.Key.Key_Return)
    (opened,) = open_door.opened
    assert opened.user == desk.user
    assert part(sign_in, QLineEdit, "sign_in.password").text() == ""


def test_a_wrong_password_has_its_sentence_and_another_try(sign_in, hand, open_door):
    line = part(sign_in, QLineEdit, "sign_in.password")
    hand.type(line, "不是这个")
    press(sign_in, hand, "sign_in.enter")
    assert part(sign_in, QLabel, "sign_in.problem").text() == say("keys.wrong_password")
    assert line.hasFocus()
    assert line.selectedText()
    hand.type(line, PASSWORD)
    press(sign_in, hand, "sign_in.enter")
    assert len(open_door.opened) == 1


def test_the_recovery_sheet_gives_a_new_password(sign_in, hand, open_door, desk):
    press(sign_in, hand, "sign_in.forgot")
    hand.type(part(sign_in, QLineEdit, "sign_in.code"), recovery_code().replace("-", " ").lower())
    hand.type(part(sign_in, QLineEdit, "wizard.password"), "新密码-2026")
    hand.type(part(sign_in, QLineEdit, "wizard.password_again"), "新密码-2027")
    press(sign_in, hand, "sign_in.by_sheet")
    assert part(sign_in, QLabel, "sign_in.problem").text() == say("wizard.passwords_differ")
    hand.retype(part(sign_in, QLineEdit, "wizard.password_again"), "新密码-2026")
    press(sign_in, hand, "sign_in.by_sheet")
    assert len(open_door.opened) == 1
    rooms.sign_in(desk.data, desk.user, "新密码-2026").close()


def test_a_mistyped_code_has_its_sentence(sign_in, hand, open_door):
    press(sign_in, hand, "sign_in.forgot")
    hand.type(part(sign_in, QLineEdit, "sign_in.code"), "ABCD")
    hand.type(part(sign_in, QLineEdit, "wizard.password"), "新密码-2026")
    hand.type(part(sign_in, QLineEdit, "wizard.password_again"), "新密码-2026")
    press(sign_in, hand, "sign_in.by_sheet")
    assert part(sign_in, QLabel, "sign_in.problem").text() == say("keys.recovery_mistyped")


def test_everyone_who_may_sign_in_is_listed(desk, open_door):
    other = desk.look(lambda db: db.query(Mediator).filter(Mediator.name == "苗秀兰").one().id)
    rooms.give_password(desk.data, (desk.user, PASSWORD), (other, "苗秀兰"), "苗-2026-苗")
    door = open_door(desk.data)
    people = part(door, QListWidget, "sign_in.people")
    assert {people.item(n).text() for n in range(people.count())} == {"孟广田", "苗秀兰"}


def test_a_broken_key_file_is_said(desk, open_door):
    desk.data.keys.write_text("{", encoding="utf-8")
    door = open_door(desk.data)
    assert part(door, QLabel, "sign_in.problem").text() == say("keys.unreadable")
    desk.data.keys.unlink()
    door = open_door(desk.data)
    assert part(door, QLabel, "sign_in.problem").text() == say("keys.gone")
