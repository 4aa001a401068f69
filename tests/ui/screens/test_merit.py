"""考核补贴 with real hands: points are found, looked through, given, exchanged; an honour has its paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from app import clock
from app.desk import merit, points, practice, signing_in
from app.desk.desk import Desk
from app.ui.frame import RoomFrame
from app.words import say

NOW = dt.datetime(2031, 3, 3, 8, 20)


@pytest.fixture
def frame(desk: Desk, opened: Any) -> RoomFrame:
    clock.hold(NOW)
    desk.do(practice.use, desk.shelf.log, NOW.date(), "suoxiyu")
    desk.do(signing_in.sign, desk.shelf.log, NOW)
    frame: RoomFrame = opened(desk)
    return frame


def press(frame: RoomFrame, name: str) -> None:
    next(x for x in frame.findChildren(QPushButton, name) if x.isVisible()).click()


def test_points_are_found_given_and_exchanged_and_the_window_stays_as_wide(
    frame: RoomFrame, desk: Desk
) -> None:
    frame.go("merit", "points")
    press(frame, "points.propose")
    assert desk.look(points.balances, desk.shelf.log) == []
    press(frame, "points.put_down")
    part = frame._screens["merit"].parts["points"]
    part.number.setText("10")
    part.why.setText("帮扶")
    press(frame, "points.give")
    part.goods.choose("洗衣粉一袋")
    press(frame, "points.redeem")
    assert [x.left for x in desk.look(points.balances, desk.shelf.log)] == [2]
    press(frame, "points.slip")
    assert frame._screens["merit"].sheets.currentIndex() == 1
    press(frame, "merit.back")
    assert frame.width() == 1366


def test_counting_that_is_stopped_keeps_what_stood_and_says_so(frame: RoomFrame) -> None:
    frame.go("merit", "figures")
    part = frame._screens["merit"].parts["figures"]
    stood, days = part.period.value, part.days.text()
    stop = frame.jobs.progressed.connect(lambda *_: frame.jobs.cancel())
    part.period.choose("last_year")
    assert part.told.text() == say("merit.stopped")
    assert (part.period.value, part.days.text()) == (stood, days)
    frame.jobs.progressed.disconnect(stop)
    part.period.choose("last_year")
    assert part.shown == "last_year"


def test_an_honour_is_given_by_hand_and_has_its_paper(frame: RoomFrame, desk: Desk) -> None:
    frame.go("merit", "figures")
    frame.go("merit", "honours")
    press(frame, "honour.one")
    assert [x.title for x in desk.look(merit.honours, desk.shelf.log)] == ["金牌调解员"]
    press(frame, "honour.paper")
    assert frame._screens["merit"].sheets.currentIndex() == 1


def test_a_proposal_declined_is_not_offered_again_unless_asked_for(
    frame: RoomFrame, desk: Desk
) -> None:
    frame.go("merit", "points")
    part = frame._screens["merit"].parts["points"]
    press(frame, "points.propose")
    many = len(part.found)
    press(frame, "points.drop")
    press(frame, "points.propose")
    assert len(part.found) == many - 1
    assert say("points.withheld", count=1) in part.told.text()
    press(frame, "points.offer_voided")
    assert len(part.found) == many
