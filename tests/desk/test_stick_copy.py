"""On the stick lies one locked copy of the room; the old one goes only after the new one was opened."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.desk import auto_backup, backup, backup_age, restore, stick_copy
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import backup as store_backup
from app.trouble import Trouble
from tests.machines import register
from tests.rooms import PASSWORD, make_room, recovery_code, some_room


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def copies(usb: Path) -> list[str]:
    return sorted(path.name for path in (usb / "ZJ").glob("*"))


def refused(desk: Desk, usb: Path) -> str:
    with pytest.raises(Trouble) as why:
        stick_copy.put(desk, usb)
    assert str(why.value)
    return why.value.key


def test_a_copy_on_the_stick_counts_as_a_backup_and_opens(desk: Desk, usb: Path) -> None:
    desk.do(register)
    made = stick_copy.put(desk, usb)
    assert copies(usb) == [made.file]
    assert backup_age.last_backup(desk) == made
    for told in (PASSWORD, recovery_code()):
        found = backup.verify_backup(desk.data, usb / "ZJ" / made.file, told)
        assert (found.file, found.cases) == (made.file, 1)
    assert backup.verify_own(desk, usb / "ZJ" / made.file).cases == 1
    with pytest.raises(Trouble) as why:
        backup.verify_backup(desk.data, usb / "ZJ" / made.file, "not this one")
    assert why.value.key == "backup.wrong_secret"


def test_the_stick_tells_a_finder_nothing(desk: Desk, usb: Path) -> None:
    desk.do(register)
    told = (usb / "ZJ" / stick_copy.put(desk, usb).file).read_bytes()
    for word in ("孟广田", "柳人调", "老孟", "滴水檐", "SQLite", desk.shelf.log, desk.user):
        assert word.encode() not in told


def test_a_new_copy_takes_the_place_of_the_old_one(desk: Desk, usb: Path) -> None:
    first = stick_copy.put(desk, usb)
    desk.do(register)
    second = stick_copy.put(desk, usb)
    assert copies(usb) == [second.file] != [first.file]


def test_without_changes_the_copy_is_proved_again_and_stays(desk: Desk, usb: Path) -> None:
    first = stick_copy.put(desk, usb)
    assert stick_copy.put(desk, usb).file == first.file
    assert copies(usb) == [first.file]


def test_what_lies_there_of_others_is_not_touched(desk: Desk, usb: Path, tmp_path: Path) -> None:
    other = make_room(tmp_path / "other", some_room(short_name="桃人调"))
    theirs = stick_copy.put(other, usb).file
    (usb / "ZJ" / "AAAAAAAA.ZJK").write_bytes(b"ZJB backup 1\n torn")
    (usb / "ZJ" / "AAAAAAAA.ZJB").write_bytes(b"a bundle")
    stick_copy.put(desk, usb)
    desk.do(register)
    mine = stick_copy.put(desk, usb).file
    assert copies(usb) == sorted(["AAAAAAAA.ZJB", "AAAAAAAA.ZJK", theirs, mine])
    other.close()


def test_an_old_copy_that_holds_more_than_the_room_stays(
    desk: Desk, usb: Path, tmp_path: Path
) -> None:
    shutil.copytree(desk.data.root, tmp_path / "as-it-was")
    desk.do(register)
    ahead = stick_copy.put(desk, usb).file
    desk.close()
    for part in desk.data.root.glob("room.db*"):
        part.unlink()
    for part in (tmp_path / "as-it-was").glob("room.db*"):
        shutil.copy(part, desk.data.root / part.name)
    mine = stick_copy.put(desk, usb).file
    assert copies(usb) == sorted([ahead, mine])


def test_a_full_stick_keeps_the_old_copy(
    desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stick_copy.put(desk, usb)
    desk.do(register)
    auto_backup.keep(desk)
    full = SimpleNamespace(total=10**9, used=10**9, free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert refused(desk, usb) == "stick.full"
    assert copies(usb) == [first.file]
    assert backup_age.last_backup(desk) == first


def test_a_stick_that_does_not_keep_what_was_written_keeps_the_old_copy(
    desk: Desk, usb: Path
) -> None:
    first = stick_copy.put(desk, usb)
    secret = store_backup.secret_of(desk.shelf.engine)
    whole = usb / "ZJ" / first.file
    told = bytearray(whole.read_bytes())
    told[len(told) // 2] ^= 1
    whole.write_bytes(told)
    assert [one.path.name for one in stick_copy.ours(usb, secret)] == [first.file]
    desk.do(register)
    good = stick_copy.put(desk, usb).file
    assert copies(usb) == [good]


def test_a_copy_gone_bad_since_is_written_anew(desk: Desk, usb: Path) -> None:
    whole = usb / "ZJ" / stick_copy.put(desk, usb).file
    whole.write_bytes(whole.read_bytes()[:-100])
    assert refused(desk, usb) == "backup.torn"
    good = stick_copy.put(desk, usb).file
    assert copies(usb) == [good]
    assert backup.verify_own(desk, usb / "ZJ" / good).entries > 0


def test_a_stick_pulled_out_is_told_and_the_exchange_stands(desk: Desk, usb: Path) -> None:
    told = stick_copy.told(desk, usb / "gone")
    assert not told.well
    assert told.sentence.startswith("交换没有受影响，但是U盘上的备份没有做成")
    told = stick_copy.told(desk, usb)
    assert told.well
    assert "重新打开核对过" in told.sentence


def test_a_room_stands_again_from_the_stick(desk: Desk, usb: Path, tmp_path: Path) -> None:
    desk.do(register)
    file = usb / "ZJ" / stick_copy.put(desk, usb).file
    done = restore.restore_backup(DataDir(tmp_path / "new"), file, PASSWORD)
    assert (done.cases, done.letter, done.user) == (1, "A", desk.user)
    assert not [*(tmp_path / "new").glob("checking-*")]
