"""A backup is called one only after it was opened again; every other end is told and leaves nothing."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app import holidays
from app.desk import backup, backup_age, room
from app.desk.backup_age import Backup
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.store import keys
from app.store.attachments import Attachments
from app.store.tables import entry
from app.trouble import Trouble
from tests.machines import register
from tests.rooms import PASSWORD, make_room, recovery_code, some_room

Hold = Callable[[dt.datetime | None], None]
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """A room with three cases, a printed paper, settings and a later holiday table."""
    for _ in range(3):
        desk.do(register)
    Attachments(desk.data.attachments, desk.shelf.identity).put(PDF)
    Settings(printer="东屋").save(desk.data.settings)
    desk.data.holidays.mkdir()
    shutil.copy(holidays.shipped() / "2026.toml", desk.data.holidays / "2026.toml")
    return desk


def named(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as trouble:
        act()
    assert str(trouble.value)
    return trouble.value.key


def test_a_backup_holds_all_that_belongs_to_the_room(worked: Desk, stick: Path) -> None:
    done = backup.make_backup(worked, stick)
    assert named(stick) == [done.file]
    with tarfile.open(stick / done.file) as tar:
        names = tar.getnames()
    assert [n.split("/")[0] for n in names] == [
        "manifest.json", "room.db", "room.keys", "settings.toml", "holidays", "attachments",
    ]  # fmt: skip
    assert (done.cases, done.entries, done.attachments) == (3, 4, 1)
    assert done.size == (stick / done.file).stat().st_size
    assert not [*worked.data.root.glob("checking-*")]


def test_a_backup_is_named_after_the_room_and_the_moment(
    desk: Desk, stick: Path, held_clock: Hold
) -> None:
    assert backup.make_backup(desk, stick).file == "备份-柳人调-20260302-090000.zjbk"
    assert backup.make_backup(desk, stick).file == "备份-柳人调-20260302-090000-2.zjbk"


def test_a_short_name_that_is_no_file_name_is_made_one(tmp_path: Path, desk: Desk) -> None:
    odd = make_room(tmp_path / "odd", some_room(short_name="柳/人:调 ."))
    made = backup.make_backup(odd, tmp_path)
    assert made.file.startswith("备份-柳人调-")
    odd.close()


def test_nothing_in_a_backup_can_be_read_without_a_password(worked: Desk, stick: Path) -> None:
    told = (stick / backup.make_backup(worked, stick).file).read_bytes()
    for secret in ("滴水檐", "陈㛃喆", PASSWORD):
        assert secret.encode() not in told
    assert PDF not in told


def test_the_last_backup_is_remembered_with_when_it_was_proved(
    desk: Desk, stick: Path, held_clock: Hold
) -> None:
    assert backup_age.last_backup(desk) is None
    done = backup.make_backup(desk, stick)
    assert backup_age.last_backup(desk) == done
    assert done.proved_at == "2026-03-02T09:00:00"


def test_days_without_a_backup_are_told(tmp_path: Path, desk: Desk, held_clock: Hold) -> None:
    fresh, day = make_room(tmp_path / "fresh"), dt.date(2026, 3, 2)

    def after(days: int) -> str | None:
        return backup_age.backup_warning(fresh, day + dt.timedelta(days=days))

    assert after(0) is None
    assert after(7) is None
    assert after(8) == "本室用了 8 天，还从来没有备份过，请插上U盘做一次备份。"
    backup.make_backup(fresh, tmp_path)
    assert after(7) is None
    assert after(8) == "已经 8 天没有备份了，请插上U盘做一次备份。"
    fresh.close()


@pytest.mark.parametrize(
    "told",
    [PASSWORD, recovery_code(), recovery_code().lower().replace("-", " ")],
    ids=["password", "code", "code_by_hand"],
)
def test_a_backup_is_verified_by_password_or_recovery_code(
    worked: Desk, stick: Path, tmp_path: Path, told: str
) -> None:
    done = backup.make_backup(worked, stick)
    found = backup.verify_backup(DataDir(tmp_path / "none"), stick / done.file, told)
    assert (found.room, found.cases, found.entries, found.logs, found.attachments) == (
        "老孟调解室", 3, 4, 1, 1,
    )  # fmt: skip
    assert not (tmp_path / "none").exists()


def test_a_backup_is_verified_by_today_s_password_where_the_room_is(
    worked: Desk, stick: Path, tmp_path: Path
) -> None:
    """The password was changed since; the key under it was not."""
    file = stick / backup.make_backup(worked, stick).file
    (name,) = [name for _, name in room_people(worked.data)]
    room.give_password(worked.data, (worked.user, PASSWORD), (worked.user, name), "新密码-2027")
    assert backup.verify_backup(worked.data, file, "新密码-2027", name).cases == 3
    assert backup.verify_backup(worked.data, file, PASSWORD).cases == 3
    elsewhere = DataDir(tmp_path / "none")
    assert (
        refused(lambda: backup.verify_backup(elsewhere, file, "新密码-2027"))
        == "backup.wrong_secret"
    )


def room_people(data: DataDir) -> list[tuple[str, str]]:
    return [(wrap.user, wrap.name) for wrap in keys.load(data.keys).wraps if wrap.user]


@pytest.mark.parametrize(
    ("told", "user"), [("错的密码", None), (PASSWORD, "没有这个人"), ("AAAA-" * 8, None)]
)
def test_a_wrong_password_or_person_is_told(
    worked: Desk, stick: Path, told: str, user: str | None
) -> None:
    file = stick / backup.make_backup(worked, stick).file
    key = refused(lambda: backup.verify_backup(worked.data, file, told, user))
    assert key == "backup.wrong_secret"


def test_a_hurt_backup_is_not_good_wherever_it_is_hurt(worked: Desk, stick: Path) -> None:
    file = stick / backup.make_backup(worked, stick).file
    told = file.read_bytes()
    for place in range(0, len(told), len(told) // 23):
        hurt = bytearray(told)
        hurt[place] ^= 1
        file.write_bytes(hurt)
        assert refused(lambda: backup.verify_backup(worked.data, file, PASSWORD)).startswith(
            "backup."
        )
    assert not [*worked.data.root.glob("checking-*")]


def test_a_hurt_attachment_is_found_though_its_hash_fits(worked: Desk, stick: Path) -> None:
    """The container tells the truth about what was there; what was there was broken."""
    (kept,) = worked.data.attachments.glob("??/*.age")
    kept.write_bytes(kept.read_bytes()[:-1])
    file = stick / backup.make_backup(worked, stick).file
    assert (
        refused(lambda: backup.verify_backup(worked.data, file, PASSWORD)) == "attachment.damaged"
    )


def test_a_room_that_is_damaged_is_not_backed_up_as_if_it_were_well(
    worked: Desk, stick: Path
) -> None:
    before = backup.make_backup(worked, stick)
    with worked.shelf.local_writing() as link:
        link.execute(entry.delete().where(entry.c.seq == 2))
    assert refused(lambda: backup.make_backup(worked, stick)) == "backup.not_whole"
    assert named(stick) == [before.file]
    assert backup_age.last_backup(worked) == before
    assert not [*worked.data.root.glob("checking-*")]


def test_a_stick_that_is_not_there_or_full_is_told(
    worked: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(lambda: backup.make_backup(worked, stick / "none")) == "backup.absent"
    usage = shutil.disk_usage(stick)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=2**20))
    assert refused(lambda: backup.make_backup(worked, stick)) == "backup.no_room"
    assert named(stick) == []


def test_a_stick_that_lies_is_found_out(
    worked: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took every byte and keeps another."""

    def forgetful(handle: int) -> None:
        if os.fstat(handle).st_size > 300_000:
            os.pwrite(handle, b"?", 200_000)

    monkeypatch.setattr(os, "fsync", forgetful)
    assert refused(lambda: backup.make_backup(worked, stick)) == "backup.torn"
    assert named(stick) == []
    assert backup_age.last_backup(worked) is None


def test_a_cancelled_backup_leaves_nothing(worked: Desk, stick: Path) -> None:
    class Stopped(Exception):
        pass

    def report(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        backup.make_backup(worked, stick, report)
    assert named(stick) == []
    assert not [*worked.data.root.glob("checking-*")]


def test_what_a_power_cut_left_is_swept_the_next_day(worked: Desk, stick: Path) -> None:
    old, young = stick / "备份-x.zjbk.part", stick / "备份-y.zjbk.part"
    left = worked.data.root / "checking-left"
    left.mkdir()
    for path in (old, young):
        path.write_bytes(b"half")
    for path in (old, left):
        os.utime(path, (1, 1))
    done = backup.make_backup(worked, stick)
    assert named(stick) == sorted([done.file, young.name])
    assert not left.exists()


def test_a_part_that_was_never_proved_is_no_backup(worked: Desk, stick: Path) -> None:
    """Even renamed by hand it must stand the test."""
    done: Backup = backup.make_backup(worked, stick)
    half = stick / "half.zjbk"
    half.write_bytes((stick / done.file).read_bytes()[:200_000])
    assert refused(lambda: backup.verify_backup(worked.data, half, PASSWORD)) == "backup.torn"


def test_a_change_while_it_is_made_is_in_the_next_one(worked: Desk, stick: Path) -> None:
    """The copy is of one moment."""
    first = True

    def report(_done: int, _total: int) -> None:
        nonlocal first
        if first:
            first = False
            worked.do(register)

    assert backup.make_backup(worked, stick, report).cases == 3
    assert backup.make_backup(worked, stick).cases == 4


def test_a_room_that_is_open_verifies_its_own_backups_without_a_password(
    worked: Desk, stick: Path, tmp_path: Path
) -> None:
    file = stick / backup.make_backup(worked, stick).file
    assert backup.verify_own(worked, file).cases == 3
    other = make_room(tmp_path / "other")
    assert refused(lambda: backup.verify_own(other, file)) == "backup.not_opened"
    other.close()
