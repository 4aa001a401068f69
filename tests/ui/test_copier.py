"""The window copies the room aside: nobody waits, a failure is said once, a restore stands at the door."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton

from app.desk import auto_backup, copy_rhythm, stick_copy
from app.desk.desk import Desk
from app.settings import Settings
from app.trouble import Trouble
from app.ui.copier import Copier
from app.ui.jobs import InlineJobs
from app.ui.screens.door import Door
from app.ui.window import Window
from tests.machines import register
from tests.player import Player
from tests.rooms import PASSWORD


@pytest.fixture
def copier(qapp: Any) -> Copier:
    return Copier()


@pytest.fixture
def window(desk: Desk, shown: Any, copier: Copier) -> Iterator[Window]:
    jobs, settings = InlineJobs(), Settings()
    made = shown(
        Window(settings, jobs, lambda: Door(desk.data, settings, jobs), copier=copier), 1366, 768
    )
    yield made
    made.close()
    copier.stop()


def enter(window: Window, desk: Desk) -> None:
    window.enter(desk)
    QApplication.processEvents()


def copies(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.data.backups.glob("*.zjbk"))


def done(copier: Copier, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not copier.is_busy, timeout=60_000)


def test_locking_copies_what_was_done_and_nobody_waits(
    window: Window, desk: Desk, copier: Copier, qtbot: Any
) -> None:
    window.enter(desk)
    desk.do(register)
    window.lock()
    assert window.desk is None
    assert copier.is_busy
    done(copier, qtbot)
    assert len(copies(desk)) == 1


def test_leaving_with_nothing_new_copies_nothing(
    window: Window, desk: Desk, copier: Copier, qtbot: Any
) -> None:
    auto_backup.keep(desk)
    window.enter(desk)
    window.lock()
    assert not copier.is_busy


def test_at_rest_it_copies_after_many_changes_or_some_hours(
    copier: Copier, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    auto_backup.keep(desk)
    copier.watch(desk)
    desk.do(register)
    copier.at_rest()
    assert not copier.is_busy, "one change may wait"
    monkeypatch.setattr(copy_rhythm, "SOME_HOURS", 0)
    copier.at_rest()
    assert copier.is_busy
    done(copier, qtbot)
    assert len(copies(desk)) == 2
    monkeypatch.undo()
    for _ in range(copy_rhythm.MANY):
        desk.do(register)
    copier.at_rest()
    done(copier, qtbot)
    assert len(copies(desk)) == 3


def test_a_failure_is_said_once_and_tried_again_later(
    window: Window, copier: Copier, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.data.backups.write_text("in the way")
    monkeypatch.setattr(copy_rhythm, "MANY", 1)
    window.enter(desk)
    copier.at_rest()
    done(copier, qtbot)
    said = window.notices.texts()
    assert len(said) == 1
    assert said[0].startswith("本机自动备份没有做成：")
    window.notices.clear()
    copier.at_rest()
    assert not copier.is_busy, "not every minute"
    monkeypatch.setattr(copy_rhythm, "AGAIN", 0)
    copier.at_rest()
    done(copier, qtbot)
    assert window.notices.texts() == [], "said once a day"


def test_a_failure_of_yesterday_is_said_on_signing_in(
    window: Window, desk: Desk, copier: Copier
) -> None:
    auto_backup.note_failure(desk, Trouble("shelf.disk_full"))
    window.enter(desk)
    assert "本机自动备份没有做成" in window.notices.texts()[0]


def test_at_the_door_an_automatic_copy_is_chosen_and_the_room_stands_again(
    window: Window, desk: Desk, qtbot: Any
) -> None:
    desk.do(register)
    made = auto_backup.keep(desk).made
    desk.do(register)
    desk.close()
    hand = Player(window)  # type: ignore[arg-type]  # the door stands where the frame will
    hand.press("care.restore")
    lines = hand.see(QListWidget, "care.restore_copies")
    assert "1 件案子" in lines.item(0).text()
    lines.setCurrentRow(0)
    assert hand.see(QLineEdit, "care.restore_file").text().endswith(made.file)
    hand.write("care.restore_secret", PASSWORD)
    hand.press("care.restore_begin")
    assert "恢复好了" in window.door.notices.texts()[0]
    assert "没有删，整个挪到了" in window.door.notices.texts()[0]
    assert hand.sees(QPushButton, "sign_in.enter")


def test_the_care_page_leads_to_a_restore_from_a_stick(
    window: Window, desk: Desk, tmp_path: Path, copier: Copier, qtbot: Any
) -> None:
    (tmp_path / "usb").mkdir()
    made = stick_copy.put(desk, tmp_path / "usb")
    enter(window, desk)
    desk.do(register)
    assert window.room is not None
    window.room.go("care")
    QApplication.processEvents()
    hand = Player(window)  # type: ignore[arg-type]
    hand.press("care.restore")
    assert window.desk is None
    assert not copier.is_busy, "nobody is at work in the folder that goes aside"
    hand.write("care.restore_file", str(tmp_path / "usb" / "ZJ" / made.file))
    hand.write("care.restore_secret", PASSWORD)
    hand.press("care.restore_begin")
    assert "恢复好了" in window.door.notices.texts()[0]


def test_every_screen_says_how_long_nothing_was_carried_away(
    window: Window, desk: Desk, held_clock: Any
) -> None:
    import datetime as dt

    from app.desk.backup_age import Backup, note

    last = Backup("x", "2026-03-01T09:00:00", "2026-03-01T09:00:00", 1, "", 1, 1, 0)
    note(desk, last)
    enter(window, desk)
    hand = Player(window)  # type: ignore[arg-type]
    assert not hand.sees(QPushButton, "window.backup_age")
    held_clock(dt.datetime(2026, 3, 13, 9, 0))
    assert window.room is not None
    for screen in ("register", "settings"):
        window.room.go(screen)
        QApplication.processEvents()
        assert hand.see(QPushButton, "window.backup_age").text() == "12 天没有备份"
    hand.press("window.backup_age")
    assert window.room.up == "care"
    note(desk, dataclasses.replace(last, made_at="2026-03-13T09:00:00"))
    window.room.show_backup_age()
    assert not hand.sees(QPushButton, "window.backup_age")
