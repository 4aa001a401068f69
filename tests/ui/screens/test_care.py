"""Backup, check-up and holiday tables in the real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from sqlalchemy import text

from app import clock, words
from app.desk import backup
from app.desk.desk import Desk
from app.ui.frame import RoomFrame
from app.ui.screens.care import CareScreen
from app.ui.screens.today import TodayScreen
from tests.machines import register

TABLE = 'year = 2027\n[[holiday]]\nname = "元旦"\nfrom = 2027-01-01\nto = 2027-01-03\n'


@pytest.fixture
def frame(held_clock: Any, desk: Desk, opened: Any) -> RoomFrame:
    for _ in range(3):
        desk.do(register)
    made: RoomFrame = opened(desk)
    made.go("care")
    return made


def part(frame: RoomFrame, kind: type, name: str) -> Any:
    found = frame.findChildren(kind, name)
    assert found, name
    return found[-1]


def says(frame: RoomFrame, name: str) -> str:
    told: str = part(frame, QLabel, name).text()
    return told


def press(frame: RoomFrame, hand: Any, name: str) -> None:
    part(frame, QPushButton, name).setFocus()
    hand.press(Qt.Key.Key_Space)


def test_a_backup_is_made_and_the_page_says_when_it_was_proved(
    frame: RoomFrame, hand: Any, tmp_path: Path
) -> None:
    assert says(frame, "care.last") == "还没有备份过。"
    assert not part(frame, QPushButton, "care.make").isEnabled()
    hand.retype(part(frame, QLineEdit, "care.folder"), str(tmp_path))
    press(frame, hand, "care.make")
    assert [path.name for path in tmp_path.glob("*.zjbk")] == ["备份-柳人调-20260302-090000.zjbk"]
    assert says(frame, "care.result").startswith("备份做好了")
    assert "安全弹出" in says(frame, "care.result")
    assert says(frame, "care.last").startswith("最近一次核对过的备份：2026-03-02 09:00，3 件案子")
    assert frame.desk.settings.last_stick == str(tmp_path)


def test_a_backup_too_long_ago_is_a_warning(frame: RoomFrame, tmp_path: Path) -> None:
    backup.make_backup(frame.desk, tmp_path)
    clock.hold(dt.datetime(2026, 3, 12, 9, 0))
    frame.go("today")
    today = frame.screen_up()
    assert isinstance(today, TodayScreen)
    assert "已经 10 天没有备份了" in today.warnings.text()
    frame.go("care")
    assert says(frame, "care.last").startswith("已经 10 天没有备份了")
    assert part(frame, QLabel, "care.last").property("role") == "warn"


def test_a_backup_is_proved_again(
    frame: RoomFrame, hand: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / backup.make_backup(frame.desk, tmp_path).file
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(frame, hand, "care.verify")
    assert says(frame, "care.result").startswith("这个备份是好的")


def test_a_full_check_up_is_read_line_by_line(frame: RoomFrame, hand: Any) -> None:
    press(frame, hand, "care.examine")
    assert says(frame, "care.verdict") == "全部正常。"
    assert says(frame, "care.line.file") == "每一页都完好。"
    with frame.desk.shelf.local_writing() as link:
        link.execute(text("UPDATE workstation SET name = '东屋'"))
    press(frame, hand, "care.examine")
    assert says(frame, "care.verdict") == "有 1 项要处理："
    assert "请先做一个备份" in says(frame, "care.line.rows")


def test_a_holiday_table_is_taken_in(
    frame: RoomFrame, hand: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.toml").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "x.toml"), ""))
    assert "2027" not in says(frame, "care.years")
    press(frame, hand, "care.take")
    assert "2027 年：放假 3 天，补班 0 天（后来收的）" in says(frame, "care.years")
    assert frame.notices.texts() == ["2027 年的放假安排收好了：放假 3 天，补班 0 天。"]


def test_a_folder_is_chosen_and_nothing_chosen_changes_nothing(
    frame: RoomFrame, hand: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(frame, hand, "care.choose")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    for name in ("care.choose", "care.verify", "care.take"):
        press(frame, hand, name)
    assert part(frame, QLineEdit, "care.folder").text() == str(tmp_path)
    assert says(frame, "care.result") == ""


@pytest.mark.parametrize("language", words.languages())
def test_the_page_fits_the_least_screen_in_every_language(
    desk: Desk, held_clock: Any, opened: Any, language: str, tmp_path: Path
) -> None:
    words.speak(language)
    frame = opened(desk)
    frame.go("care")
    screen = frame.screen_up()
    assert isinstance(screen, CareScreen)
    screen.folder.setText(str(tmp_path))
    screen.make_now()
    screen.examine()
    frame.grab().save(str(tmp_path / "care.png"))
    for press_ in screen.findChildren(QPushButton):
        assert press_.width() >= press_.sizeHint().width(), press_.text()
