"""A backup restored at the door of a computer that has no room yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton

from app.desk import auto_backup, backup, doorstep
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.ui.jobs import InlineJobs
from app.ui.screens.door import Door
from tests.desk.test_lodging import centre_in
from tests.machines import register
from tests.rooms import PASSWORD
from tests.servers import new_database


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    desk.do(register)
    return tmp_path / backup.make_backup(desk, tmp_path).file


@pytest.fixture
def door(tmp_path: Path, shown: Any) -> Door:
    made = shown(Door(DataDir(tmp_path / "again"), Settings(), InlineJobs()), 1366, 768)
    made.begin()
    return made


def part(door: Door, kind: type, name: str) -> Any:
    found = door.findChildren(kind, name)
    assert found, name
    return found[-1]


def press(door: Door, hand: Any, name: str) -> None:
    part(door, QPushButton, name).setFocus()
    hand.press(Qt.Key.Key_Space)


def test_a_room_is_restored_and_somebody_signs_in(
    door: Door, hand: Any, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(door, hand, "care.restore")
    press(door, hand, "care.restore_choose")
    hand.type(part(door, QLineEdit, "care.restore_secret"), PASSWORD)
    hand.press(Qt.Key.Key_Return)
    assert doorstep.exists(door.data)
    (told,) = door.notices.texts()
    assert told.startswith("“老孟调解室”恢复好了")
    assert "带字母“A”" in told
    assert "挪到" not in told
    people = part(door, QListWidget, "sign_in.people")
    assert people.item(0).text() == "孟广田"


def test_a_refusal_is_said_on_the_page_and_can_be_put_right(
    door: Door, hand: Any, file: Path
) -> None:
    press(door, hand, "care.restore")
    hand.type(part(door, QLineEdit, "care.restore_file"), str(file))
    hand.type(part(door, QLineEdit, "care.restore_secret"), "错的密码")
    press(door, hand, "care.restore_begin")
    assert part(door, QLabel, "care.restore_problem").text().startswith("密码或恢复码不对")
    assert not doorstep.exists(door.data)
    hand.retype(part(door, QLineEdit, "care.restore_secret"), PASSWORD)
    press(door, hand, "care.restore_begin")
    assert doorstep.exists(door.data)


def test_one_may_turn_back(door: Door, hand: Any) -> None:
    press(door, hand, "care.restore")
    press(door, hand, "care.restore_back")
    assert part(door, QPushButton, "wizard.begin").isVisible()


def test_a_centre_of_a_server_goes_back_to_one_from_the_window(
    door: Door, hand: Any, file: Path, database: str, postgres: str, tmp_path: Path
) -> None:
    centre = centre_in(tmp_path / "centre", database)
    copy = auto_backup.keep(centre).made.file
    press(door, hand, "care.restore")
    address = part(door, QLineEdit, "care.restore_database")
    assert not address.isVisible()
    hand.type(part(door, QLineEdit, "care.restore_file"), str(file))
    assert not address.isVisible(), "a village is asked for no server"
    hand.retype(part(door, QLineEdit, "care.restore_file"), str(centre.data.backups / copy))
    assert address.isVisible()
    hand.type(address, database)
    hand.type(part(door, QLineEdit, "care.restore_secret"), PASSWORD)
    press(door, hand, "care.restore_begin")
    problem = part(door, QLabel, "care.restore_problem")
    assert problem.text().startswith("这个数据库里已经有东西了")
    assert not doorstep.exists(door.data)
    hand.retype(address, new_database(postgres))
    press(door, hand, "care.restore_begin")
    (told,) = door.notices.texts()
    assert "已经放进数据库：postgresql://" in told
    assert door.data.address.exists()
    centre.close()
