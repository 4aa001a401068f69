"""In large type, in both languages, nothing is cut off on the screens of exchange on a small display."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from sqlalchemy import select

from app import words
from app.desk import closing, demo, dispatches, edit, enrolment, questions, scanning
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import Party, Performance, PerformanceItem, Workstation
from app.ui import theme
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.line_keeper import LineKeeper
from app.ui.screens.case_file import PARTS
from app.words import say
from tests.desk.printed import something_else
from tests.machines import change, register
from tests.online import answering, centre_in, join, room_in
from tests.rooms import moved_room
from tests.town import Village

LONG = "青石镇人民调解委员会驻派出所调解室的前台电脑"
SHOWN = (
    "exchange", "settings", "conflicts", "dispatches", "care", "register", "today", "matters", "duty",
    "grid", "meetings", "split", "reports", "merit", "ledger", "practice", "relief", "radar", "hard_lists", "blanks",
    "case",
)  # fmt: skip
PARTED = ("duty", "grid", "meetings", "merit")
"""Screens of several parts; each part is looked at."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Village]:
    """A room on the line with everything on its screens: two values, a dispatch, a closed computer."""
    (tmp_path / "usb").mkdir()
    room = room_in(tmp_path / "room", "柳林村人民调解委员会驻派出所调解室")
    centre = centre_in(tmp_path / "centre", "刁镇社会治安综合治理中心")
    made = Village(room, centre, tmp_path / "usb")
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
    made.carry(room, centre)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    case_id = room.do(register, "滴水檐", file_no="（2026）柳人调字第A001号")
    room.do(_crowd, case_id)
    room.do(_computer, room.shelf.log)
    made.there_and_back()
    place = centre.look(dispatches.below)[0]
    dispatches.send(
        centre,
        place.room,
        {"title": "山林边界、需要三日内上门的一件事"},
        {"case": {}, "parties": []},
    )
    room.do(change, case_id, summary="甲说")
    centre.do(change, case_id, summary="乙说")
    made.there_and_back()
    closing.close(centre, enrolment.own_fingerprint(room), "遗失")
    room.do(change, case_id, remark="停用以后写的")
    made.carry(room, centre)
    made.carry(centre, room)
    yield made
    room.close()
    centre.close()


def _log(n: int) -> str:
    return "abc"[n] * 43


def _crowd(db: Any, case_id: str) -> None:
    for n in range(30):
        db.add(Party(case_id=case_id, position=n + 3, role="applicant", name=f"欧阳{n}"))


def _computer(db: Any, log: str) -> None:
    own = rooms.own_room(db, log)
    for n in range(2):
        db.add(Workstation(room_id=own.id, log=_log(n), letter="BC"[n], name=LONG, recipient="x"))


@pytest.fixture
def demo_desk(tmp_path: Path) -> Iterator[Desk]:
    """A room with promises that are overdue, and two pages in its tray."""
    made = moved_room(tmp_path / "demo", demo.fresh(), _filled)
    yield made
    made.close()


def _filled(desk: Desk) -> None:
    demo.fill(desk)
    scanning.take(desk, something_else(2), "扫描件.pdf")


@pytest.fixture(params=["zh_CN", "en"])
def large(request: pytest.FixtureRequest, qapp: Any, any_type: None) -> None:
    words.speak(request.param)
    theme.dress(qapp, large=True)


def cut_off(frame: RoomFrame) -> list[str]:
    """What does not fit: the window itself, or a page that scrolls downwards only."""
    QApplication.processEvents()
    screen = frame.screen_up()
    assert screen is not None
    found = (
        [f"window {frame.minimumSizeHint().width()}"]
        if frame.minimumSizeHint().width() > 1366
        else []
    )
    for area in screen.findChildren(QScrollArea):
        wanted, there = area.widget().minimumSizeHint().width(), area.viewport().width()
        if area.isVisible() and wanted > there:
            found.append(f"{wanted} in {there}")
    return found


def cut_entrances(frame: RoomFrame) -> list[str]:
    """The lines of the navigation whose words are wider than their button."""
    lines = [one for one in frame.findChildren(QPushButton) if one.property("role") == "nav"]
    shown = [one for one in lines if one.isVisible() and one.objectName().startswith("screen.")]
    assert shown
    return [one.text() for one in shown if one.width() < one.sizeHint().width()]


@pytest.mark.parametrize(
    ("large", "who"), [("zh_CN", "room"), ("en", "room"), ("en", "centre")], indirect=["large"]
)
def test_nothing_is_wider_than_the_window(
    town: Village, large: None, opened: Any, who: str
) -> None:
    desk: Desk = town.room if who == "room" else town.centre
    keeper = LineKeeper(InlineJobs())
    keeper.watch(desk)
    frame = opened(desk)
    frame.follow_line(keeper)
    case_id = desk.look(questions.register)[0].id
    found = {}
    for key in SHOWN:
        frame.go(key, case_id if key == "case" else None)
        found[key] = cut_off(frame)
    for part in PARTS:
        frame.screen_up().turn(part)  # type: ignore[union-attr]
        found[f"case {part}"] = cut_off(frame)
    for key in PARTED:
        frame.go(key)
        for part in frame.screen_up().bar.keys:  # type: ignore[union-attr]
            frame.screen_up().turn(part)  # type: ignore[union-attr]
            found[f"{key} {part}"] = cut_off(frame)
    found["navigation"] = cut_entrances(frame)
    assert {key: told for key, told in found.items() if told} == {}
    assert frame.size().toTuple() == (1366, 768)
    keeper.close()


def test_a_promise_and_taking_back_what_was_done_fit_the_page(
    demo_desk: Desk, large: None, opened: Any
) -> None:
    asked = select(PerformanceItem).where(PerformanceItem.amount.is_not(None))
    item = demo_desk.look(lambda db: db.scalars(asked).first())
    assert item is not None
    told = {
        "case_id": item.case_id,
        "item_id": item.id,
        "amount": 1,
        "proof": "收条、转账回单各一份",
    }
    demo_desk.do(edit.add, Performance, told)
    frame = opened(demo_desk)
    frame.go("case", item.case_id)
    frame.screen_up().turn("performance")
    QApplication.processEvents()
    remove = next(b for b in frame.findChildren(QPushButton, "performance.remove") if b.isVisible())
    remove.click()
    assert cut_off(frame) == []


def test_the_tray_and_the_scans_of_a_case_fit_the_window(
    demo_desk: Desk, large: None, opened: Any
) -> None:
    frame = opened(demo_desk)
    for target in (None, demo_desk.look(questions.register)[0].id):
        frame.go("tray", target)
        QApplication.processEvents()
        hint = frame.minimumSizeHint()
        assert (hint.width() <= 1366, hint.height() <= 768) == (True, True)


def test_what_is_asked_before_a_print_fits_beside_the_papers(
    demo_desk: Desk, large: None, opened: Any
) -> None:
    case_id = demo_desk.look(questions.register)[0].id
    frame = opened(demo_desk)
    frame.go("papers", case_id)
    screen = frame.screen_up()
    screen.teaching.setChecked(True)
    assert cut_off(frame) == []
    screen.view.press.click()
    screen.view.pane.refuse(say("printing.silent", printer="一楼打印机"))
    assert cut_off(frame) == []
    assert frame.size().toTuple() == (1366, 768)
    foot = screen.view.pane.save
    assert foot.isVisible()
    assert foot.mapTo(frame, foot.rect().bottomLeft()).y() < 768


def test_the_words_of_every_part_stand_whole_on_its_button(
    demo_desk: Desk, large: None, opened: Any
) -> None:
    frame = opened(demo_desk)
    frame.go("case", demo_desk.look(questions.register)[-1].id)
    QApplication.processEvents()
    for part in PARTS:
        press = frame.findChild(QPushButton, f"case_page.part.{part}")
        widths = map(press.fontMetrics().horizontalAdvance, press.text().split("\n"))
        assert max(widths) < press.contentsRect().width(), part
