"""复燃雷达 on the screen and at registration: found, seen, and said to be a relapse by a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from sqlalchemy.orm import Session

from app import clock
from app.desk.desk import Desk
from app.records import Case
from app.rules import period as periods
from app.ui.frame import RoomFrame
from app.words import say
from tests.desk.test_radar import fill


@pytest.fixture
def frame(desk: Desk, opened: Any) -> RoomFrame:
    clock.hold(dt.datetime(2026, 3, 8, 9, 0))
    frame: RoomFrame = opened(desk)
    return frame


def press(frame: RoomFrame, name: str) -> None:
    button = next(x for x in frame.findChildren(QPushButton, name) if x.isVisible())
    assert button.isEnabled()
    button.click()


def recurs(desk: Desk, case_id: str) -> str | None:
    def look(db: Session) -> str | None:
        case = db.get(Case, case_id)
        return case.recurs_id if case else None

    return desk.look(look)


def test_what_comes_back_is_listed_opened_and_linked(frame: RoomFrame, desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    frame.go("register")
    press(frame, "radar.open")
    screen = frame._screens["radar"]
    assert [one.file_no for one in screen.lines.rows] == ["再", "地"]
    assert [one.echoes for one in screen.rooms.rows] == [1, 1]
    press(frame, "radar.is_one")
    assert recurs(desk, ids["again"]) == ids["old"]
    press(frame, "radar.is_none")
    assert recurs(desk, ids["again"]) is None
    assert len(screen._listing().rows) == 2
    screen.kind.choose("rooms")
    assert len(screen._listing().rows) == 2
    press(frame, "radar.open_earlier")
    assert frame._up == "case"


def test_a_pass_that_is_stopped_changes_nothing_and_says_so(frame: RoomFrame, desk: Desk) -> None:
    desk.do(fill, desk.shelf.log)
    stop = frame.jobs.progressed.connect(lambda *_: frame.jobs.cancel())
    frame.go("radar")
    screen = frame._screens["radar"]
    assert screen.told.text() == say("radar.stopped")
    assert not screen.bar.isEnabled()  # there is nothing to print
    frame.jobs.progressed.disconnect(stop)
    press(frame, "radar.again")
    assert [one.file_no for one in screen.lines.rows] == ["再", "地"]
    assert not screen.again.isVisible()
    stop = frame.jobs.progressed.connect(lambda *_: frame.jobs.cancel())
    screen.period.choose("last_year" if "last_year" in periods.NAMED else periods.NAMED[0])
    assert screen.told.text() == say("radar.stopped_before")
    assert [one.file_no for one in screen.lines.rows] == ["再", "地"]
    assert screen.period.value == screen.shown == "half_year"  # what is printed is what is shown
    frame.jobs.progressed.disconnect(stop)


def test_an_earlier_case_is_told_quietly_where_parties_are_typed(
    frame: RoomFrame, desk: Desk
) -> None:
    ids = desk.do(fill, desk.shelf.log)
    frame.go("case", (ids["other"], "party", None, "name"))
    shown = [x for x in frame.findChildren(QPushButton, "radar.is_one") if x.isVisible()]
    assert shown == []
    frame.go("case", (ids["again"], "party", None, "name"))
    press(frame, "radar.is_one")
    assert recurs(desk, ids["again"]) == ids["old"]
