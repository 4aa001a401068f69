"""On the case page: a case entered twice is hinted at beside the parties, and hinders nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QLabel

from app.desk import cases, questions
from app.desk.desk import Desk
from app.desk.edit import edit
from app.records import Party
from app.ui.screens.case_parts import steps
from app.ui.screens.case_parts.twin_line import TwinLine
from tests.desk.test_same_case import entered

DAY = dt.date(2026, 9, 24)


def test_a_twin_is_hinted_at_while_parties_are_typed_and_may_be_opened(
    desk: Desk, player: Any
) -> None:
    first = entered(desk, "张三", "李四", on=DAY)
    number = desk.look(questions.case_file, first).case.file_no
    again = entered(desk, "张三", on=DAY)
    player.frame.go("case", again)
    player.turn(steps.KEYS.index("parties") + 1)
    line = player.frame.findChild(TwinLine)
    assert not line.isVisible()
    desk.do(cases.add_party, again, {"name": "李四"})
    assert line.isVisible()
    assert str(number) in player.see(QLabel, "case_page.twin").text()
    other = desk.look(questions.case_file, again).parties[1]
    desk.do(edit, Party, other.id, {"name": "王五"})
    assert not line.isVisible()
    desk.do(edit, Party, other.id, {"name": "李四"})
    player.press("cases.open_twin")
    assert player.frame.standing == ("case", first)
