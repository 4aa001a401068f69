"""以案定补 on the screen: claimed, approved, numbered, paid; what was refused has its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from app import clock
from app.desk.desk import Desk
from app.desk.subsidy_lines import lines
from app.ui.frame import RoomFrame
from tests.desk.test_subsidies import fill


@pytest.fixture
def frame(desk: Desk, opened: Any) -> RoomFrame:
    clock.hold(dt.datetime(2026, 10, 8, 9, 0))
    desk.do(fill, desk.shelf.log)
    frame: RoomFrame = opened(desk)
    return frame


def press(frame: RoomFrame, name: str) -> None:
    button = next(x for x in frame.findChildren(QPushButton, name) if x.isVisible())
    assert button.isEnabled()
    button.click()


def test_a_quarter_is_claimed_approved_numbered_and_paid(frame: RoomFrame, desk: Desk) -> None:
    frame.go("merit", "subsidies")
    part = frame._screens["merit"].parts["subsidies"]
    assert part.period.value == "2026Q3"
    press(frame, "subsidy_part.claim")
    assert {one.file_no for one in part.claims} == {"柳1", "柳3"}
    part.view.mark(1)
    part.why.setText("卷宗不合标准")
    press(frame, "subsidy_part.refuse")
    press(frame, "subsidy_part.approve")
    press(frame, "subsidy_part.number")
    assert part.which.value == "2026Q3-1"
    assert len(part._listing().rows) == 1
    press(frame, "subsidy_part.pay")
    assert [one.status for one in desk.look(lines, "2026Q3")] == ["paid", "refused"]
    assert "已申报1件" in part.told.text()
    part.offers.mark(1)
    assert "柳" in part.told.text()
    assert frame.width() == 1366
