"""A copy is made by itself, proved, and told of where it failed; old ones go by the rule."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.desk import auto_backup, backup, backup_age, copies, copying, doctor
from app.desk.desk import Desk
from app.trouble import Trouble
from tests.machines import register
from tests.rooms import PASSWORD

Hold = Callable[[dt.datetime | None], None]
FULL = SimpleNamespace(total=10 * 2**20, used=10 * 2**20, free=1000)


def named(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_lies_beside_the_room_and_opens(desk: Desk) -> None:
    desk.do(register)
    made = auto_backup.keep(desk).made
    assert named(desk.data.backups) == {made.file}
    assert auto_backup.last_copy(desk) == made
    assert backup.verify_backup(desk.data, desk.data.backups / made.file, PASSWORD).cases == 1


def test_a_copy_on_this_computer_is_not_taken_for_one_that_was_carried_away(desk: Desk) -> None:
    auto_backup.keep(desk)
    assert backup_age.last_backup(desk) is None
    made = desk.look(backup_age.backup.first_day)
    assert made is not None
    assert backup_age.backup_warning(desk, made + dt.timedelta(days=8)) is not None


def test_changes_are_counted_since_the_last_copy_that_still_lies_there(desk: Desk) -> None:
    before = auto_backup.changes_since(desk)
    assert before > 0
    made = auto_backup.keep(desk).made
    assert auto_backup.changes_since(desk) == 0
    desk.do(register)
    assert auto_backup.changes_since(desk) == 1
    (desk.data.backups / made.file).unlink()
    assert auto_backup.changes_since(desk) == before + 1


def test_old_copies_go_and_the_newest_stays_whatever_the_clock_says(
    desk: Desk, held_clock: Hold
) -> None:
    made = []
    for year in (2099, 1970, 1970, 2026, 1970, 1970, 1970, 2026, 1970):
        held_clock(dt.datetime(year, 3, 2, 9, 0))
        desk.do(register)
        made.append(auto_backup.keep(desk).made.file)
    left = named(desk.data.backups)
    assert set(made[-3:]) <= left
    assert len(left) < len(made)


def test_a_copy_that_holds_what_the_room_has_lost_stays(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.data.root, tmp_path / "as-it-was")
    for _ in range(3):
        desk.do(register)
    ahead = auto_backup.keep(desk).made.file
    desk.close()
    for part in desk.data.root.glob("room.db*"):
        part.unlink()
    for part in (tmp_path / "as-it-was").glob("room.db*"):
        shutil.copy(part, desk.data.root / part.name)
    for _ in range(9):
        desk.do(register)
        auto_backup.keep(desk)
    assert ahead in named(desk.data.backups)


def test_a_torn_copy_and_a_copy_of_another_room_are_told_and_not_touched(desk: Desk) -> None:
    made = auto_backup.keep(desk).made
    whole = (desk.data.backups / made.file).read_bytes()
    torn, odd = desk.data.backups / "备份-a.zjbk", desk.data.backups / "备份-b.zjbk"
    torn.write_bytes(whole[: len(whole) // 2])
    odd.write_bytes(b"no backup")
    found = copies.found(desk.data.backups)
    assert [one.path.name for one in found.standing] == [made.file]
    assert found.unreadable == [torn.name, odd.name]
    auto_backup.keep(desk)
    assert torn.exists()
    assert odd.exists()


def test_a_full_disk_is_told_once_a_day_and_leaves_no_part(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: FULL)
    with pytest.raises(Trouble) as why:
        auto_backup.keep(desk)
    assert why.value.key == "backup.no_room"
    assert named(desk.data.backups) == set()
    auto_backup.note_failure(desk, why.value)
    day = dt.date(2026, 3, 2)
    told = auto_backup.failure_to_tell(desk, day)
    assert told is not None
    assert told.startswith("本机自动备份没有做成：“backups”装不下")
    auto_backup.failure_was_told(desk, day)
    assert auto_backup.failure_to_tell(desk, day) is None
    auto_backup.note_failure(desk, why.value)
    assert auto_backup.failure_to_tell(desk, day) is None, "the same day, the same fault"
    assert auto_backup.failure_to_tell(desk, day + dt.timedelta(days=1)) == told
    monkeypatch.undo()
    auto_backup.keep(desk)
    assert auto_backup.failure_to_tell(desk, day + dt.timedelta(days=2)) is None


def test_a_copy_that_does_not_prove_is_not_called_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = os.fsync

    def worn_out(handle: int) -> None:
        """A medium that keeps something else."""
        os.pwrite(handle, b"\xff" * 64, os.fstat(handle).st_size // 2)
        kept(handle)

    monkeypatch.setattr(os, "fsync", worn_out)
    with pytest.raises(Trouble) as why:
        auto_backup.keep(desk)
    assert why.value.key == "backup.torn"
    monkeypatch.undo()
    assert named(desk.data.backups) == set()
    assert auto_backup.last_copy(desk) is None


def test_the_copying_goes_on_when_the_desk_is_closed(desk: Desk) -> None:
    desk.do(register)
    process = copying.begin(desk)
    desk.close()
    process.wait()
    done = copying.ended(process)
    assert done is not None
    assert done.sentence() == ""
    assert named(desk.data.backups) == {done.file}
    assert auto_backup.changes_since(desk) == 0


def test_a_copying_that_failed_says_why_and_is_remembered(desk: Desk) -> None:
    desk.data.backups.write_text("in the way")
    process = copying.begin(desk)
    process.wait()
    done = copying.ended(process)
    assert done is not None
    assert done.sentence().startswith("本机自动备份没有做成：“backups”中途读写不了了")
    assert auto_backup.failure_to_tell(desk, desk.today()) == done.sentence()


def test_a_copying_that_was_killed_has_its_sentence(desk: Desk) -> None:
    process = copying.begin(desk)
    os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()
    done = copying.ended(process)
    assert done is not None
    assert done.trouble == copying.STOPPED
    assert "稍后会自动再做" in done.sentence()


def test_the_check_up_names_what_is_no_copy_and_why_there_is_none(desk: Desk) -> None:
    def line() -> doctor.Line:
        return next(one for one in doctor.examine(desk) if one.key == "copies")

    made = auto_backup.keep(desk).made
    assert line().told.startswith("有 1 份")
    odd = desk.data.backups / "备份-坏.zjbk"
    odd.write_bytes((desk.data.backups / made.file).read_bytes()[:2000])
    assert not line().well
    assert odd.name in line().told
    auto_backup.note_failure(desk, Trouble("shelf.disk_full"))
    assert line().told.startswith("本机自动备份没有做成：")
