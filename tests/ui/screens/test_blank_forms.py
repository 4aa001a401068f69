"""空白表 in the window: reserved and printed, later registered under the number, or spoiled with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton

from app import clock
from app.desk import blank_forms, questions, reserved
from app.desk.desk import Desk
from app.words import say
from tests.player import Player

NOW = datetime(2026, 10, 8, 9, 30)


@pytest.fixture(autouse=True)
def _held() -> None:
    clock.hold(NOW)


def states(desk: Desk) -> list[str]:
    return [one.state for one in desk.look(reserved.register, desk.shelf.log)]


def test_sets_are_made_from_the_register_and_registered_later(
    player: Player, desk: Desk, tmp_path: Any
) -> None:
    player.frame.go("register")
    player.press("blank.open")
    papers = player.see(QListWidget, "blank.papers")
    for _ in range(papers.count()):  # the space bar takes every tick away but that of the last
        if papers.currentItem().checkState() == Qt.CheckState.Checked:
            QTest.keyClick(papers, Qt.Key.Key_Space)
        QTest.keyClick(papers, Qt.Key.Key_Down)
    QTest.keyClick(papers, Qt.Key.Key_Space)
    player.press("blank.make")
    screen: Any = player.frame.screen_up()
    assert screen.made.papers == ("closing_report",)
    assert states(desk) == [reserved.UNPRINTED]
    screen.view.save_paper(tmp_path / "x.pdf")
    assert states(desk) == [reserved.WAITING]
    assert not player.sees(QPushButton, "blank.give_back_all")
    player.press("blank.to_numbers")
    player.press("blank.use")
    number = screen.numbers.view.current().number
    assert number in player.see(QLabel, "case.file_no.shown").text()
    page: Any = player.frame.screen_up()
    page.case.begin({"summary": "停电时来的人"})
    file = desk.look(questions.case_file, page.case.case_id)
    assert (file.case.file_no, file.case.summary) == (number, "停电时来的人")
    assert states(desk) == [reserved.USED]


def test_a_number_is_spoiled_with_its_reason_or_given_back(player: Player, desk: Desk) -> None:
    blank_forms.left(desk, blank_forms.make(desk, 1, ["visit"]))
    player.frame.go("blanks")
    player.press("blank.spoil")
    player.see(QLineEdit, "blank.remove_reason").setText("弄湿了")
    player.press("blank.remove_now")
    assert states(desk) == [reserved.SPOILED]
    player.press("blank.make")
    player.press("blank.give_back_all")
    assert states(desk) == [reserved.SPOILED]


def test_today_tells_of_forms_that_lie_about(player: Player, desk: Desk) -> None:
    blank_forms.left(desk, blank_forms.make(desk, 2, ["visit"]))
    player.frame.go("today")
    assert not player.sees(QPushButton, "blank.look")
    clock.hold(NOW + timedelta(days=reserved.remind_days() + 1))
    player.frame.go("register")
    player.frame.go("today")
    told = player.see(QPushButton, "blank.look").text()
    assert told == say("blank.old_today", count=2, days=reserved.remind_days())
