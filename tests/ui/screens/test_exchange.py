"""The page of exchanges as a person uses it: what it says before, during and after the stick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTableView

from app import clock
from app.desk import closing, enrolment, exchange, series
from app.desk.desk import Desk
from app.store import keys, peers, set_aside
from app.sync import incoming
from app.ui.screens import SCREENS, Entrance
from app.ui.screens.exchange import ExchangeScreen
from app.ui.stick_greeter import StickGreeter
from app.ui.sticks import Mount, StickWatch
from app.words import say
from tests.machines import desk_in, register, take
from tests.machines import entries as entries_of
from tests.player import Player, Tray
from tests.town import Village, agreed


@dataclass
class Seat:
    """A person at the page, a stick that can be plugged in, and whether the system lets it go."""

    player: Player
    mounts: list[Mount]
    tray: Tray
    lets_go: bool = True
    asked: int = 0

    def texts(self, name: str) -> list[str]:
        QApplication.processEvents()
        found = self.player.frame.findChildren(QLabel, name)
        return [one.text() for one in found if one.isVisible()]

    def plug(self, usb: Path) -> None:
        self.mounts.append(Mount(str(usb), "/dev/sdx1", "老孟的盘", "vfat", is_removable=True))


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    return agreed(tmp_path)


@pytest.fixture
def sit(opened: Any) -> Any:
    def at(desk: Desk) -> Seat:
        mounts: list[Mount] = []
        seat = Seat(None, mounts, Tray())  # type: ignore[arg-type]

        def let_go(_place: Path, _device: str) -> bool:
            seat.asked += 1
            return seat.lets_go

        def page(desk: Desk, frame: Any) -> ExchangeScreen:
            return ExchangeScreen(
                desk, frame, mounts=lambda: mounts, let_go=let_go, printer=seat.tray
            )

        entrances = [
            Entrance("exchange", one.icon, page) if one.key == "exchange" else one
            for one in SCREENS
        ]
        seat.player = Player(opened(desk, entrances))
        return seat

    return at


def test_one_look_says_that_both_sides_hold_the_same(town: Village, sit: Any) -> None:
    seat = sit(town.room)
    seat.player.frame.go("exchange")
    assert seat.texts("sync_page.state") == [say("overview.state.agreed")]
    town.room.do(register, "滴水檐")
    assert seat.texts("sync_page.state") == [say("overview.state.to_send")]
    assert "1" in seat.texts("sync_page.sentence")[0]


def test_done_is_said_only_when_the_receipt_is_back(town: Village, sit: Any) -> None:
    town.room.do(register, "滴水檐")
    seat = sit(town.room)
    seat.plug(town.usb)
    seat.player.frame.go("exchange")
    seat.player.press("exchange_screen.meet")
    on_its_way = say("sync_page.on_its_way", names="刁镇综治中心")
    assert seat.player.text("exchange_screen.result") == on_its_way
    exchange.take_bundles(town.centre, town.usb)
    exchange.make_bundle(town.centre, town.usb)
    seat.player.press("exchange_screen.meet")
    assert seat.player.text("exchange_screen.result") == say("sync_page.done")
    assert seat.texts("sync_page.state") == [say("overview.state.agreed")]


def test_the_stick_may_be_pulled_only_when_the_system_let_it_go(town: Village, sit: Any) -> None:
    seat = sit(town.room)
    seat.plug(town.usb)
    seat.lets_go = False
    seat.player.frame.go("exchange")
    seat.player.press("exchange_screen.meet")
    assert seat.player.text("sync_page.removal") == say("sticks.by_hand", name="usb")
    seat.lets_go = True
    seat.player.press("exchange_screen.meet")
    assert seat.player.text("sync_page.removal") == say("sticks.may_remove", name="usb")
    assert seat.asked == 2


def test_a_folder_that_is_no_stick_is_not_ejected(town: Village, sit: Any) -> None:
    seat = sit(town.room)
    seat.player.frame.go("exchange")
    seat.player.write("exchange_screen.folder", str(town.usb))
    seat.player.press("exchange_screen.meet")
    assert seat.player.text("sync_page.removal") == say("sticks.folder")
    assert seat.asked == 0


def test_a_plugged_stick_is_greeted_with_one_button(
    town: Village, sit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.room.do(register, "滴水檐")
    seat = sit(town.room)
    listing = ["a"]
    monkeypatch.setattr("app.ui.sticks._listing", lambda: listing[0])
    watch = StickWatch(lambda: seat.mounts)
    greeter = StickGreeter(lambda: seat.player.frame, watch)
    watch.begin()
    seat.player.frame.go("today")
    seat.plug(town.usb)
    listing[0] = "b"
    watch.look()
    assert seat.player.frame.notices.texts() == [say("sticks.found", name="老孟的盘")]
    QApplication.processEvents()
    seat.player.press("notice.action")
    assert seat.player.frame.up == "exchange"
    assert seat.asked == 1
    seat.player.frame.go("today")
    seat.player.frame.back()
    assert seat.asked == 1  # coming back exchanges nothing
    seat.mounts.clear()
    listing[0] = "c"
    watch.look()
    seat.plug(town.usb)
    listing[0] = "d"
    watch.look()
    again = say("sticks.found_again", name="老孟的盘", at="2026-09-24 09:30", new=0, count=1)
    assert again in seat.player.frame.notices.texts()
    greeter.watch.end()


def test_a_full_stick_is_said_and_what_came_stays(
    town: Village, sit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.room.do(register, "滴水檐")
    exchange.make_bundle(town.room, town.usb)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("app.sync.stick._write", full)
    seat = sit(town.centre)
    seat.plug(town.usb)
    seat.player.frame.go("exchange")
    seat.player.press("exchange_screen.meet")
    assert seat.player.text("exchange_screen.result") == say("sync_page.not_well")
    told = seat.texts("sync_page.told")
    assert say("visit_stick.new", name="柳林村调解室", count=1) in told
    assert say("stick.full_now", name="usb") in told
    assert seat.asked == 0
    assert not seat.player.sees(QLabel, "sync_page.removal")


def test_an_alarm_stands_with_its_next_step(town: Village, sit: Any) -> None:
    town.room.do(register, "一")
    town.room.do(register, "二")
    take(town.centre.shelf, [entries_of(town.room.shelf)[-1]])
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    assert seat.texts("sync_page.state") == [say("overview.state.attention")]
    assert seat.texts("sync_page.alarm.gap") == [say("alarm.gap", name="柳林村调解室", count=1)]


def test_who_came_in_over_the_line_is_told_until_a_person_asked(town: Village, sit: Any) -> None:
    old = town.room.shelf.log
    series.begin_anew(town.room)
    told = town.write(town.room).read_bytes()
    with incoming.near(told, town.centre.data.spool) as carried:
        exchange.take_line(town.centre, carried)
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    (said,) = seat.texts("sync_page.alarm.went_on")
    assert keys.fingerprint(town.room.shelf.log) in said
    assert keys.fingerprint(old) in said
    seat.player.frame.findChild(QPushButton, "sync_page.asked").click()
    assert seat.texts("sync_page.alarm.went_on") == []


def test_350_rooms_are_a_table_that_can_be_ordered_and_searched(town: Village, sit: Any) -> None:
    with town.centre.shelf.local_writing() as link:
        for n in range(350):
            peers.meet(link, peers.Peer(f"log{n:05}", peers.ROOM, f"room{n}", f"村{n:03}", "age1"))
            if n:
                peers.trust(link, f"log{n:05}", "2026-09-01")
                peers.heard(link, f"log{n:05}", {f"log{n:05}": [(n, "x")]}, "2026-09-02T08:00:00")
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    table: Any = seat.player.see(QTableView, "sync_page.table")

    def names() -> list[str]:
        return [one.name for one in table.table.rows]

    assert len(names()) == 351
    assert names()[0] == "村000"  # it waits to be approved
    box = seat.player.see(QComboBox, "sync_page.order")
    box.setCurrentIndex(box.findData("send"))
    assert names()[:2] == ["村349", "村348"]
    seat.player.write("sync_page.find", "村01")
    assert names() == [f"村01{n}" for n in range(9, -1, -1)]
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.mark(0)
    QApplication.processEvents()
    assert seat.texts("sync_page.sentence") == [
        say("overview.to_take", name="村019", send=0, take=19)
    ]


def test_what_happened_is_a_list_in_words(town: Village, sit: Any) -> None:
    (town.usb / "ZJ").mkdir()
    (town.usb / "ZJ" / "PHOTO.ZJB").write_bytes(b"\xff\xd8 a photograph")
    exchange.take_bundles(town.centre, town.usb)
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    table: Any = seat.player.see(QTableView, "sync_page.history")
    told = [one.told for one in table.table.rows]
    assert told[0] == say("history.foreign")
    assert say("history.written", count=0) in told
    assert any(one.mark for one in table.table.rows)


def test_the_slip_is_looked_at_printed_twice_and_left(town: Village, sit: Any) -> None:
    seat = sit(town.room)
    seat.player.frame.go("exchange")
    seat.player.press("sync_page.slip")
    seat.player.print_it()
    (sheet,) = seat.tray.sheets
    assert sheet[0].startswith(b"%PDF")
    assert sheet[1] == 2
    seat.player.press("sync_page.back")
    assert seat.texts("sync_page.state") == [say("overview.state.agreed")]


def test_what_stands_aside_has_its_reason_and_can_be_tried_again(town: Village, sit: Any) -> None:
    town.room.do(register, "滴水檐")
    with town.centre.shelf.local_writing() as link:
        last = entries_of(town.room.shelf)[-1]
        set_aside.put(link, [(last, "order")], town.room.shelf.log)
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    (told,) = seat.texts("sync_page.aside_group")
    assert say("aside.reason.order") in told
    seat.player.press("sync_page.retry")
    assert seat.player.frame.notices.texts()


def test_the_page_is_called_what_one_does_there(town: Village, sit: Any) -> None:
    for desk, key in (
        (town.room, "exchange_screen.title"),
        (town.centre, "exchange_screen.title_centre"),
    ):
        seat = sit(desk)
        seat.player.frame.go("exchange")
        assert seat.texts("exchange_screen.title") == [say(key)]


def test_a_centre_reports_to_one_above_it_from_the_same_page(
    town: Village, sit: Any, tmp_path: Path
) -> None:
    district = desk_in(tmp_path / "district", "柳林区综治中心", centre=True)
    enrolment.centre_card(district, tmp_path / "upper.json")
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    assert seat.player.sees(QPushButton, "exchange_screen.join_upper")
    seat.player.frame.screen_up().join(tmp_path / "upper.json")
    assert any("柳林区综治中心" in told for told in seat.texts("sync_page.sentence"))
    assert any("柳林村调解室" in told for told in seat.texts("sync_page.sentence"))
    district.close()


def test_where_every_computer_is_closed_the_page_says_where_to_take_one_back(
    town: Village, sit: Any
) -> None:
    closing.close(town.centre, enrolment.own_fingerprint(town.room), "遗失")
    town.room.do(register, "停用以后")
    exchange.make_bundle(town.room, town.usb)
    seat = sit(town.centre)
    seat.plug(town.usb)
    seat.player.frame.go("exchange")
    assert seat.texts("sync_page.nobody") == [say("exchange_screen.all_closed")]
    seat.player.press("exchange_screen.meet")
    view = seat.player.see(QTableView, "sync_page.history")
    listed = {
        tuple(view.model().data(view.model().index(row, column)) for column in (1, 2))
        for row in range(view.model().rowCount())
    }
    assert ("柳林村调解室", say("history.closed")) in listed


def test_a_copy_of_a_closed_computer_is_approved_only_at_a_second_yes(
    town: Village, sit: Any
) -> None:
    closing.close(town.centre, enrolment.own_fingerprint(town.room), "遗失")
    series.begin_anew(town.room)
    town.room.do(register, "副本写的")
    town.carry(town.room, town.centre)
    said = enrolment.own_fingerprint(town.room)
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    (told,) = seat.texts("sync_page.sentence")
    assert "已停用" in told
    assert not [
        one
        for one in seat.player.frame.findChildren(QLabel)
        if one.text() == say("sync_page.approve_below")
    ]
    answers = ("approve.closed_behind.no", "approve.closed_behind.yes")
    for answer, is_in in zip(answers, (False, True), strict=True):
        seat.player.write("exchange_screen.fingerprint", said)
        seat.player.press("exchange_screen.approve")
        (asked,) = seat.texts("exchange_screen.closed_behind")
        assert said in asked
        assert QApplication.focusWidget().objectName() == answers[0]
        question = seat.player.see(QLabel, "exchange_screen.closed_behind")
        assert question.visibleRegion().boundingRect().height() == question.height()  # in sight
        seat.player.press(answer)
        assert seat.texts("exchange_screen.closed_behind") == []
        assert any(one.trusted and one.name for one in known(town.centre, said)) == is_in


def known(desk: Desk, fingerprint: str) -> list[enrolment.Known]:
    return [one for one in enrolment.known_places(desk) if one.fingerprint == fingerprint]


def test_approving_nobody_asks_for_the_fingerprint(town: Village, sit: Any, qtbot: Any) -> None:
    seat = sit(town.centre)
    seat.player.frame.go("exchange")
    with qtbot.capture_exceptions() as raised:
        seat.player.press("exchange_screen.approve")
    assert [str(one[1]) for one in raised] == [say("exchange_screen.no_fingerprint")]
    assert QApplication.focusWidget().objectName() == "exchange_screen.fingerprint"
