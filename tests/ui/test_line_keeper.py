"""The window exchanges by itself: aside, after changes rest, never while locked, with one word in the bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QTableView

from app import words
from app.desk import enrolment
from app.desk.desk import Desk
from app.store import peers
from app.ui import line_keeper
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs, Jobs
from app.ui.line_keeper import LineKeeper
from app.ui.screens import SCREENS
from tests.machines import register
from tests.online import Answering, Impostor, answering, join
from tests.player import Player


@pytest.fixture
def at(at: Answering, room: Desk, centre: Desk, tmp_path: Path) -> Answering:
    """The room has the card of the centre."""
    join(room, centre, at, tmp_path)
    return at


@pytest.fixture
def keeper(qapp: Any) -> Iterator[LineKeeper]:
    made = LineKeeper(InlineJobs())
    yield made
    made.close()


def word(keeper: LineKeeper) -> str:
    return keeper.state.key.removeprefix("line.bar_") if keeper.state else ""


def page(room: Desk, keeper: LineKeeper, shown: Any, key: str) -> Player:
    """A page of the room, told by the keeper how the line stands."""
    frame = RoomFrame(room, InlineJobs(), SCREENS)
    frame.follow_line(keeper)
    player = Player(shown(frame, 1366, 768))
    frame.go(key)
    return player


def approve(room: Desk, centre: Desk) -> None:
    enrolment.approve(centre, enrolment.own_fingerprint(room))


def test_the_word_follows_the_line(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper
) -> None:
    said: list[str] = []
    keeper.said.connect(lambda state: said.append(state.key if state else ""))
    keeper.watch(room)
    assert word(keeper) == ""
    keeper.sync()
    assert word(keeper) == "held"
    assert keeper.state is not None
    assert enrolment.own_fingerprint(room) in keeper.state.sentence
    approve(room, centre)
    keeper.sync()
    assert word(keeper) == "agreed"
    assert "line.bar_syncing" in said
    room.do(register)
    QApplication.processEvents()
    assert (word(keeper), keeper.state.facts) == ("waiting", {"count": 1})
    keeper.sync()
    assert word(keeper) == "agreed"
    words.speak("en")
    assert keeper.state.word.startswith("Same as the centre")


def test_offline_is_told_and_tried_ever_later(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.desk import line

    monkeypatch.setattr(line, "TRIES", 1)
    keeper.watch(room)
    keeper.sync()
    approve(room, centre)
    keeper.sync()
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url="https://127.0.0.1:9", pin=known.pin))
    keeper.sync()
    assert word(keeper) == "offline_idle"
    room.do(register)
    waits = []
    for _ in range(9):
        keeper.sync()
        waits.append(keeper._due.interval() / 60_000)
    assert keeper.state is not None
    assert (word(keeper), keeper.state.facts) == ("offline", {"count": 1})
    assert 10 <= waits[0] <= 40
    assert all(30 <= wait <= 60 for wait in waits[3:])


def test_the_bar_says_that_it_is_tried_again(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.desk import line

    monkeypatch.setattr(line, "TRIES", 2)
    monkeypatch.setattr(line, "pause", lambda tried: 0.01)
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url="https://127.0.0.1:9", pin=known.pin))
    said: list[str] = []
    keeper.said.connect(lambda state: said.append(state.word if state else ""))
    keeper.watch(room)
    keeper.sync()
    assert "没连上，正在重试（2/2）" in said
    assert word(keeper) == "offline"


def test_what_needs_a_person_is_told(
    room: Desk, at: Answering, keeper: LineKeeper, tmp_path: Path
) -> None:
    other = Impostor(tmp_path / "other", b"")
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url=other.url, pin=at.pin))
    keeper.watch(room)
    keeper.sync()
    other.close()
    assert word(keeper) == "trouble"
    assert keeper.state is not None
    assert "名片" in keeper.state.sentence


def test_nothing_is_done_without_an_address_or_where_it_is_switched_off(
    room: Desk, centre: Desk, tmp_path: Path, keeper: LineKeeper
) -> None:
    keeper.watch(room)
    keeper.sync()
    assert keeper.state is None
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
        room.settings.sync_by_line = False
        keeper.sync()
        assert keeper.state is None
        room.settings.sync_by_line = True
        keeper.sync()
        assert word(keeper) == "held"


def test_a_moving_hand_is_not_disturbed(room: Desk, at: Answering, keeper: LineKeeper) -> None:
    keeper.watch(room)
    keeper.hand_moved()
    keeper.sync()
    assert word(keeper) == ""
    assert keeper._due.interval() <= line_keeper.HAND_AT_REST * 1000


def test_locking_waits_for_no_network_and_the_room_is_left_alone(
    room: Desk, at: Answering, tmp_path: Path, qapp: Any, qtbot: Any
) -> None:
    """Somebody at the other end says nothing at all; the person locks, and the next one opens another room."""
    silent = Impostor(tmp_path / "other", b"", pause=60)
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url=silent.url, pin=silent.pin))
    jobs = Jobs()
    keeper = LineKeeper(jobs)
    keeper.watch(room)
    keeper.sync()
    qtbot.waitUntil(lambda: word(keeper) == "syncing")
    keeper.leave()
    assert word(keeper) == ""
    assert jobs.is_busy  # it still waits for the network, and for nothing of ours
    room.close()
    silent.close()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=60_000)
    assert word(keeper) == ""
    keeper.close()


def test_the_bar_says_it_and_leads_to_the_page(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, shown: Any
) -> None:
    frame = RoomFrame(room, InlineJobs(), SCREENS)
    frame.follow_line(keeper)
    shown(frame, 1366, 768)
    assert not frame.line_word.isVisible()
    keeper.watch(room)
    keeper.sync()
    approve(room, centre)
    keeper.sync()
    QApplication.processEvents()
    assert frame.line_word.isVisible()
    assert frame.line_word.text().startswith("已与中心一致")
    frame.line_word.click()
    assert frame.up == "exchange"
    keeper.leave()
    assert not frame.line_word.isVisible()
    frame.close_room()


def test_the_case_page_says_when_the_centre_has_it(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, shown: Any
) -> None:
    case_id = room.do(register)
    frame = RoomFrame(room, InlineJobs(), SCREENS)
    frame.follow_line(keeper)
    shown(frame, 1366, 768)
    frame.go("case", case_id)
    reach = frame.findChild(QLabel, "case_page.reach")
    assert reach.text() == "还有 1 处改动未送达中心"
    keeper.watch(room)
    keeper.sync()
    approve(room, centre)
    keeper.sync()
    QApplication.processEvents()
    assert reach.text() == "中心已收到"
    frame.close_room()


def silent_centre(room: Desk, folder: Path) -> Impostor:
    """Somebody at the other end who says nothing at all."""
    silent = Impostor(folder / "other", b"", pause=60)
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url=silent.url, pin=silent.pin))
    return silent


def test_a_person_who_stops_is_free_at_once_and_may_begin_anew(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path, qapp: Any, qtbot: Any
) -> None:
    keeper = LineKeeper(InlineJobs())
    keeper.watch(room)
    keeper.sync_now()  # the first of a room lies there until it is approved
    approve(room, centre)
    keeper.close()
    silent = silent_centre(room, tmp_path)
    room.do(register)
    keeper = LineKeeper(Jobs())
    keeper.watch(room)
    keeper.sync_now()
    qtbot.waitUntil(lambda: word(keeper) == "syncing")
    keeper.stop()
    assert not keeper.is_under_way
    assert keeper.state is not None
    assert (word(keeper), keeper.state.facts["count"]) == ("stopped", 1 + 1)
    assert "2" in keeper.state.sentence
    keeper.sync_now()
    assert keeper.is_under_way
    assert word(keeper) == "begins"
    with room.shelf.local_writing() as link:
        (known,) = peers.known(link)
        told = (known.log, known.role, known.room, known.name, known.recipient)
        peers.meet(link, peers.Peer(*told, url=at.url, pin=at.pin))
    silent.close()
    qtbot.waitUntil(lambda: word(keeper) == "agreed", timeout=60_000)
    keeper.close()


def test_what_is_asked_for_is_done_also_where_nothing_is_done_by_itself(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper
) -> None:
    keeper.watch(room)
    room.settings.sync_by_line = False
    keeper.hand_moved()
    keeper.sync_now()
    assert word(keeper) == "held"
    keeper.stop()  # nothing is under way
    assert word(keeper) == "held"


def test_the_page_exchanges_at_a_press_and_says_how_it_ended(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, shown: Any
) -> None:
    keeper.watch(room)
    player = page(room, keeper, shown, "exchange")
    player.press("line_part.now")
    assert enrolment.own_fingerprint(room) in player.text("line_part.told")
    approve(room, centre)
    player.press("line_part.now")
    assert "完全一致" in player.text("line_part.told")
    assert player.text("sync_page.state") == words.say("overview.state.agreed")
    keeper.leave()
    player.frame.close_room()


def test_the_page_shows_how_far_it_is_and_can_stop_it(
    room: Desk, at: Answering, tmp_path: Path, qtbot: Any, shown: Any
) -> None:
    silent = silent_centre(room, tmp_path)
    keeper = LineKeeper(Jobs())
    keeper.watch(room)
    player = page(room, keeper, shown, "exchange")
    player.press("line_part.now")
    qtbot.waitUntil(lambda: word(keeper) == "syncing")
    assert player.sees(QProgressBar, "line_part.bar")
    assert not player.sees(QPushButton, "line_part.now")
    player.press("line_part.stop")
    assert player.text("line_part.told") == keeper.state.sentence  # type: ignore[union-attr]
    assert player.see(QPushButton, "line_part.now").isEnabled()
    assert not player.sees(QProgressBar, "line_part.bar")
    silent.close()
    keeper.close()
    player.frame.close_room()


def test_where_no_line_is_set_up_there_is_nothing_to_press(
    room: Desk, keeper: LineKeeper, shown: Any
) -> None:
    keeper.watch(room)
    player = page(room, keeper, shown, "exchange")
    assert not player.sees(QPushButton, "line_part.now")
    player.frame.close_room()


def test_the_register_says_it_too_as_soon_as_the_centre_has_it(
    room: Desk, centre: Desk, at: Answering, keeper: LineKeeper, shown: Any
) -> None:
    room.do(register)
    player = page(room, keeper, shown, "register")
    table = player.see(QTableView, "register.lines").table
    mark = table.index(0, table.column("case_sync.column"))
    assert table.data(mark) == words.say("case_sync.not_reached")
    keeper.watch(room)
    keeper.sync_now()
    approve(room, centre)
    keeper.sync_now()
    QApplication.processEvents()
    assert table.data(mark) == words.say("case_sync.reached")
    keeper.leave()
    player.frame.close_room()
