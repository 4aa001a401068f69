"""The page 交办 with real hands: the centre hands out, the room takes up, both see how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView

from app.desk import dispatches, handovers, questions
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import Case
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.screens import SCREENS
from app.words import say
from tests import district as districts
from tests.desk.test_dispatches import MATTER, lines
from tests.district import District
from tests.machines import register
from tests.player import Player


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms and their centre."""
    return districts.district(tmp_path)


@pytest.fixture
def at(qtbot: Any) -> Iterator[Callable[[Desk], Player]]:
    """Sit down at one desk; the window before is closed."""
    frames: list[RoomFrame] = []

    def rise() -> None:
        for frame in frames:
            frame.close_room()
            frame.hide()
        frames.clear()

    def sit(desk: Desk) -> Player:
        rise()
        frame = RoomFrame(desk, InlineJobs(), SCREENS)
        frames.append(frame)
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        with qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        frame.go("dispatches")
        QTest.qWait(5)
        return Player(frame)

    yield sit
    rise()


def test_a_centre_hands_out_and_a_room_takes_up_with_everything_typed(
    district: District, at: Callable[[Desk], Player]
) -> None:
    centre = at(district.desks["镇"])
    centre.press("dispatches.new")
    to = centre.see(QComboBox, "dispatch.to_room_id")
    to.setCurrentIndex(to.findText("柳林村调解室"))
    centre.write("dispatch.title", "滴水檐纠纷")
    centre.write("dispatch.instruction", "请三日内上门")
    centre.write("case.summary", "两家为滴水檐争吵")
    centre.press("dispatches.send")
    assert [x.title for x in lines(district.desks["镇"])] == ["滴水檐纠纷"]
    district.everyone()
    room = at(district.desks["柳林"])
    assert room.see(QTableView, "dispatches.lines").model().rowCount() == 1
    assert not room.sees(QPushButton, "dispatches.new")
    room.press("dispatches.step_accepted")
    desk = district.desks["柳林"]
    case = desk.look(lambda db: db.query(Case).one().id)
    assert desk.look(questions.case_file, case).case.summary == "两家为滴水檐争吵"


def test_a_return_without_a_reason_says_so_and_with_one_goes(
    district: District, at: Callable[[Desk], Player], qtbot: Any
) -> None:
    desk = district.desks["柳林"]
    place = district.desks["镇"].look(dispatches.place_named, "柳林")
    dispatches.send(district.desks["镇"], place.room, {"title": "事"}, MATTER)
    district.everyone()
    room = at(desk)
    with qtbot.capture_exceptions() as raised:
        room.press("dispatches.step_returned")
    assert [str(one[1]) for one in raised] == [say("dispatch.reason_needed")]
    assert lines(desk)[0].state == "sent"
    room.write("dispatch_step.told", "不归我们管")
    room.press("dispatches.step_returned")
    assert [(x.state, x.last) for x in lines(desk)] == [("returned", "不归我们管")]


def test_a_handover_is_asked_on_the_case_page_and_granted_on_this_one(
    district: District, at: Callable[[Desk], Player]
) -> None:
    desk, centre = district.desks["柳林"], district.desks["镇"]
    own = desk.look(rooms.own_room, desk.shelf.log).id
    case = desk.do(register, "为滴水檐争吵", room_id=own)
    room = at(desk)
    room.frame.go("case", (case, "case", case, "closed_on"))
    room.write("handover.to_name", "石桥村调解室")
    room.write("handover.reason", "两家都在石桥村")
    room.press("dispatches.ask")
    assert "石桥村调解室" in room.text("handover.told")
    district.everyone()
    table = at(centre)
    assert table.see(QComboBox, "dispatches.asked_to").currentText() == "石桥村调解室"
    table.press("dispatches.grant")
    assert [x.to for x in lines(centre)] == ["石桥村调解室"]
    district.everyone()
    assert desk.look(handovers.of_case, case)[0].answer == "granted"


def test_a_request_that_waits_is_on_the_page_of_the_room_and_can_be_taken_back(
    district: District, at: Callable[[Desk], Player]
) -> None:
    desk = district.desks["柳林"]
    case = desk.do(register, file_no="柳人调〔2026〕1号")
    desk.do(handovers.ask, desk.today(), case, "石桥村调解室", "两家都在石桥村")
    room = at(desk)
    room.press("dispatches.withdraw")
    assert [x.withdrawn for x in desk.look(handovers.listing)] == [True]
    assert not room.sees(QPushButton, "dispatches.withdraw")


def test_a_lower_centre_passes_on_what_came_from_above(
    tmp_path: Path, at: Callable[[Desk], Player]
) -> None:
    district = districts.district(tmp_path, upper=True)
    upper, desk = district.desks["区"], district.desks["镇"]
    place = upper.look(dispatches.place_named, "刁镇")
    dispatches.send(upper, place.room, {"title": "区里的事"}, MATTER)
    district.everyone()
    centre = at(desk)
    to = centre.see(QComboBox, "dispatches.pass_to")
    to.setCurrentIndex(to.findText("石桥村调解室"))
    centre.press("dispatches.pass_on")
    assert sorted((x.incoming, x.passed_to or x.to) for x in lines(desk)) == [
        (False, "石桥村调解室"), (True, "石桥村调解室"),
    ]  # fmt: skip
    model = centre.see(QTableView, "dispatches.lines").model()
    numbers = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert len(numbers) == 2  # both are number 1 of their place
    assert not centre.sees(QPushButton, "dispatches.pass_on")
