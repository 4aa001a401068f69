"""说事会议 on the screen: an agenda to take up, minutes that freeze it, sweeps, calls, trainings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QPushButton, QWidget

from app import clock
from app.desk import calls, households, matters, meetings, sweeps, trainings
from app.desk.desk import Desk
from app.records import Meeting
from app.ui.frame import RoomFrame
from tests.desk.field_work import TREE, grow, way
from tests.rooms import moved_room

NOW = dt.datetime(2026, 3, 6, 15, 0)


def fill(desk: Desk) -> None:
    """A grid, a household, a matter of today."""
    grids = desk.do(grow, desk.shelf.log, TREE)
    home = {"place_id": grids["一网格"], "number": "12号", "head": "孔德柱"}
    desk.do(households.add_household, desk.shelf.log, home)
    told = {"line": "hotline", "told": "集市占道救护车过不去", "came_at": NOW}
    desk.do(matters.write_down, desk.shelf.log, NOW, told)
    way(desk, sweeps=[{"what": "weekly", "every": "week"}], calls=[{"what": "monthly"}])


@pytest.fixture
def desk(tmp_path: Any) -> Any:
    clock.hold(NOW)
    made = moved_room(tmp_path / "room", fill=fill)
    yield made
    made.close()


@pytest.fixture
def frame(desk: Any, opened: Callable[..., Any]) -> Any:
    return opened(desk)


def part(frame: QWidget, kind: type, name: str) -> Any:
    QApplication.processEvents()  # what was laid out a moment ago is shown now
    found = [x for x in frame.findChildren(kind, name) if x.isVisible()]
    assert found, name
    return found[-1]


def press(frame: QWidget, name: str) -> None:
    part(frame, QPushButton, name).click()


def test_a_meeting_from_its_agenda_to_frozen_minutes(frame: RoomFrame) -> None:
    frame.go("meetings")
    agenda = part(frame, QListWidget, "talks.agenda")
    told = [agenda.item(n).text() for n in range(agenda.count())]
    assert any("集市占道" in one for one in told)
    press(frame, "talks.hold")
    entry = next(
        agenda.item(n) for n in range(agenda.count()) if "集市占道" in agenda.item(n).text()
    )
    entry.setCheckState(Qt.CheckState.Checked)
    press(frame, "talks.take_up")
    (line,) = frame.desk.look(meetings.listing, frame.desk.shelf.log)
    assert (line.items, line.written) == (1, False)
    screen: Any = frame.screen_up()
    screen.parts["meetings"]._write({"minutes": "逐件过了一遍"})
    row = frame.desk.look(lambda db: db.get(Meeting, line.id))
    assert "集市占道" in row.agenda
    assert not part(frame, QListWidget, "talks.agenda").item(0).isSelected()
    assert "逐件" in screen.parts["meetings"].text.value("minutes")


def test_pasted_lines_that_are_ticked_become_matters(frame: RoomFrame) -> None:
    frame.go("meetings")
    press(frame, "talks.hold")
    pasted = part(frame, QPlainTextEdit, "meeting.chat")
    pasted.setPlainText("田立新 18:05\n12号和13号又吵起来了\n\n苗秀兰 18:07\n收到")
    press(frame, "talks.split")
    lines = part(frame, QListWidget, "talks.messages")
    states = [lines.item(n).checkState() == Qt.CheckState.Checked for n in range(lines.count())]
    assert states == [True, False]
    press(frame, "talks.take_messages")
    (line,) = frame.desk.look(meetings.listing, frame.desk.shelf.log)
    assert line.matters == 1


def test_one_press_reports_zero_for_the_rest(frame: RoomFrame) -> None:
    frame.go("meetings", ("sweeps", "weekly"))
    screen: Any = frame.screen_up()
    assert screen.parts["sweeps"].form.value("sweep_kind") == "weekly"
    press(frame, "sweeping.rest_zero")
    found = frame.desk.look(sweeps.listing, frame.desk.shelf.log)
    assert [x.zero for x in found] == [True, True, True]
    part_: Any = screen.parts["sweeps"]
    part_.told.setText("两家争院墙")
    press(frame, "sweeping.find")
    found = frame.desk.look(sweeps.listing, frame.desk.shelf.log)
    assert sorted((x.found, x.zero) for x in found) == [(0, True), (0, True), (1, False)]


def test_a_call_is_kept_with_its_matter(frame: RoomFrame) -> None:
    frame.go("meetings", ("calls", "monthly"))
    screen: Any = frame.screen_up()
    form = screen.parts["calls"].form
    home = frame.desk.look(households.households, frame.desk.shelf.log)[0]
    for name, value in (("household_id", home.id), ("told", "老人想装扶手"), ("ticks", ["know"])):
        form.editors[name].show_value(value)
    screen.parts["calls"].matter.setChecked(True)
    press(frame, "calling.keep")
    (line,) = frame.desk.look(calls.listing, frame.desk.shelf.log)
    assert (line.occasion, line.whom, line.ticks, line.found) == ("monthly", "孔德柱", ("know",), 1)
    screen.parts["calls"].lines.strike.given.emit("记错了")
    assert frame.desk.look(calls.listing, frame.desk.shelf.log) == []
    assert not part(frame, QPushButton, "calling.make_matter").isEnabled()


def test_a_training_is_kept(frame: RoomFrame) -> None:
    frame.go("meetings", "trainings")
    screen: Any = frame.screen_up()
    screen.parts["trainings"].form.editors["title"].show_value("民法典相邻关系")
    press(frame, "talks.keep_training")
    (line,) = frame.desk.look(trainings.listing, frame.desk.shelf.log)
    assert (line.title, line.on_day) == ("民法典相邻关系", NOW.date())
