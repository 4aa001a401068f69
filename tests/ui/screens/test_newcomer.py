"""A second computer at its own door and the first in its settings, with one stick between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from app.desk import closing, enrolment, exchange, mates
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.screens.door import Door
from app.ui.screens.newcomer import ANOTHER, NewcomerCard
from tests.machines import register
from tests.rooms import PASSWORD, make_room, some_room


def part(page: QWidget, kind: type, name: str) -> Any:
    found: list[Any] = page.findChildren(kind, name)
    assert found, name
    return found[-1]


def press(page: QWidget, name: str) -> None:
    """With two windows on the screen the key goes to the one that is meant."""
    QTest.keyClick(part(page, QPushButton, name), Qt.Key.Key_Space)


def write(page: QWidget, name: str, text: str) -> None:
    part(page, QLineEdit, name).setText(text)


@pytest.fixture
def usb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stick, which every dialogue finds."""
    place = tmp_path / "usb"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    return place


@pytest.fixture
def settings(desk: Desk, opened: Any) -> RoomFrame:
    desk.do(register)
    made: RoomFrame = opened(desk)
    made.go("settings")
    return made


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """Who came in."""
    opened: list[Desk] = []
    yield opened
    for one in opened:
        one.close()


@pytest.fixture
def door(tmp_path: Path, shown: Any, desks: list[Desk]) -> Door:
    made: Door = shown(Door(DataDir(tmp_path / "laptop"), Settings(), InlineJobs()), 1366, 768)
    made.opened.connect(desks.append)
    made.begin()
    return made


def problem(door: Door) -> str:
    told: str = part(door, QLabel, "newcomer.problem").text()
    return told


def asks(door: Door) -> str:
    """From the first page to the card on the stick; answers the fingerprint on the screen."""
    press(door, "newcomer.title")
    press(door, "wizard.next")
    assert "名字" in problem(door)
    write(door, "newcomer.name", "笔记本")
    write(door, "wizard.password", PASSWORD)
    write(door, "wizard.password_again", PASSWORD)
    press(door, "wizard.next")
    groups = door.findChildren(NewcomerCard)[-1].code.split("-")
    press(door, "wizard.next")
    assert problem(door)
    write(door, "wizard.first_group", groups[0])
    write(door, "wizard.last_group", groups[-1])
    press(door, "wizard.next")
    press(door, "newcomer.choose")
    press(door, "newcomer.ask")
    assert "第一台电脑" in part(door, QLabel, "newcomer.said").text()
    assert part(door, QPushButton, "newcomer.read").property("role") == "primary"  # comes next
    said: str = part(door, QLabel, "newcomer.fingerprint").text()
    return said


def lets_in(settings: RoomFrame, said: str) -> None:
    press(settings, "computers.choose")
    press(settings, "computers.look")
    assert any(said in one.text() for one in settings.findChildren(QLabel))
    press(settings, "computers.admit")
    assert part(settings, QLabel, "computers.name.2").text() == "笔记本（A机）"


def test_a_laptop_comes_in_from_its_own_door(
    door: Door, settings: RoomFrame, desks: list[Desk], usb: Path
) -> None:
    said = asks(door)
    press(door, "newcomer.read")
    assert "还没有" in part(door, QLabel, "newcomer.said").text()
    lets_in(settings, said)
    press(door, "newcomer.read")
    press(door, "newcomer.same")
    part(door, QRadioButton, "newcomer.me.1").setChecked(True)
    press(door, "wizard.finish")
    (desk,) = desks
    assert [one.letter for one in mates.computers(desk)] == ["", "A"]


def test_what_was_begun_goes_on_another_day_for_one_more_person(
    door: Door, settings: RoomFrame, desks: list[Desk], usb: Path
) -> None:
    said = asks(door)
    press(door, "newcomer.back")
    press(door, "newcomer.title")
    write(door, "wizard.password", "falsch-falsch")
    press(door, "newcomer.go_on")
    assert problem(door)
    write(door, "wizard.password", PASSWORD)
    press(door, "newcomer.go_on")
    assert part(door, QLabel, "newcomer.fingerprint").text() == said
    lets_in(settings, said)
    press(door, "newcomer.read")
    assert "U盘" in problem(door)
    press(door, "newcomer.choose")
    press(door, "newcomer.read")
    press(door, "newcomer.same")
    part(door, QRadioButton, f"newcomer.me.{ANOTHER}").setChecked(True)
    press(door, "wizard.finish")
    assert problem(door)
    write(door, "newcomer.another_name", "夏小满")
    press(door, "wizard.finish")
    assert len(desks) == 1


def test_a_key_is_changed_in_the_settings(settings: RoomFrame, desk: Desk) -> None:
    before = enrolment.own_fingerprint(desk)
    press(settings, "computers.rotate")
    assert enrolment.own_fingerprint(desk) != before
    assert part(settings, QLabel, "computers.letter.2").text() == "A"


def test_a_centre_closes_a_computer_counts_more_and_lifts_it(
    tmp_path: Path, desk: Desk, desks: list[Desk], opened: Any, usb: Path
) -> None:
    centre = make_room(
        tmp_path / "centre", some_room(committee="刁镇综治中心", short_name="", is_centre=True)
    )
    desks.append(centre)
    enrolment.centre_card(centre, usb / "card.json")
    enrolment.join(desk, usb / "card.json")
    exchange.make_bundle(desk, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(desk))
    frame = opened(centre)
    frame.go("settings")
    write(frame, "computers.reason", "被盗")
    press(frame, "computers.close")
    assert part(frame, QLabel, "computers.state.1").text() == "已停用"
    desk.do(register)
    exchange.make_bundle(desk, usb)
    exchange.take_bundles(centre, usb)
    frame.go("today")
    frame.go("settings")
    press(frame, "computers.count")
    assert [one.aside for one in closing.shut(centre)] == [0]
    press(frame, "computers.lift")
    assert closing.shut(centre) == []
