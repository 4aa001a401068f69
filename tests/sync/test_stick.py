"""A stick is written so that pulling it early shows, and read from a copy; each of its faults has its sentence."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from app.sync import bundle, stick
from app.trouble import Trouble

TOLD = os.urandom(3_000_000)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def pour(told: bytes = TOLD) -> Callable[[BinaryIO], None]:
    def write(out: BinaryIO) -> None:
        shutil.copyfileobj(io.BytesIO(told), out, 8192)

    return write


def key_of(act: Callable[[], Any]) -> str:
    with pytest.raises(Trouble) as raised:
        act()
    assert str(raised.value)
    return raised.value.key


def files(usb: Path) -> list[Path]:
    return sorted(p for p in usb.rglob("*") if p.is_file())


def test_a_bundle_stands_whole_under_a_name_every_stick_takes(usb: Path) -> None:
    carried = stick.put(usb, pour(), len(TOLD))
    assert re.fullmatch(r"[A-Z0-9]{8}\.ZJB", carried.path.name)
    assert carried.path.parent == usb / "ZJ"
    assert files(usb) == [carried.path]
    assert carried.path.read_bytes() == TOLD
    assert (carried.size, carried.sha256) == (len(TOLD), hashlib.sha256(TOLD).hexdigest())


def test_a_name_that_is_taken_is_not_used_again(usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (usb / "ZJ").mkdir()
    (usb / "ZJ" / "AAAAAAAA.ZJB").write_bytes(b"old")
    names = iter([bytes(8), bytes([1] * 8)])
    monkeypatch.setattr("app.chance.token", lambda _: next(names))
    assert stick.put(usb, pour(), len(TOLD)).path.name == "BBBBBBBB.ZJB"
    assert (usb / "ZJ" / "AAAAAAAA.ZJB").read_bytes() == b"old"


def test_a_system_without_these_calls_does_without(
    usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has neither of the two."""
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    assert stick.put(usb, pour(), len(TOLD)).path.read_bytes() == TOLD


def test_nothing_that_was_there_is_touched(usb: Path) -> None:
    (usb / "ZJ").mkdir()
    (usb / "ZJ" / "OLD.ZJB").write_bytes(b"old")
    (usb / "photo.jpg").write_bytes(b"photo")
    stick.put(usb, pour(), len(TOLD))
    assert (usb / "ZJ" / "OLD.ZJB").read_bytes() == b"old"
    assert len(files(usb)) == 3


def test_a_missing_stick_is_told(tmp_path: Path) -> None:
    assert key_of(lambda: stick.put(tmp_path / "none", pour(), 1)) == "stick.absent"
    (tmp_path / "file").write_bytes(b"")
    assert key_of(lambda: stick.put(tmp_path / "file", pour(), 1)) == "stick.absent"


def test_a_full_stick_is_told_before_anything_is_written(usb: Path) -> None:
    too_much = shutil.disk_usage(usb).free * 2
    with pytest.raises(Trouble) as raised:
        stick.put(usb, pour(), too_much)
    assert raised.value.key == "stick.full"
    assert float(raised.value.facts["needed"]) > float(raised.value.facts["free"])
    assert files(usb) == []


@pytest.mark.parametrize("size", [1, 20_000, 104_857, 104_858, 1_048_576, 1_205_862])
def test_what_is_needed_and_what_is_free_never_look_alike(
    usb: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    almost = shutil.disk_usage(usb)._replace(free=size + stick.SPARE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: almost)
    with pytest.raises(Trouble) as raised:
        stick.put(usb, pour(), size)
    assert float(raised.value.facts["needed"]) > float(raised.value.facts["free"])


FAULTS = [
    (errno.ENOSPC, "stick.full_now"), (errno.EDQUOT, "stick.full_now"),
    (errno.EFBIG, "stick.full_now"), (errno.EROFS, "stick.read_only"),
    (errno.EACCES, "stick.read_only"), (errno.EPERM, "stick.read_only"),
    (errno.EIO, "stick.gone"), (errno.ENODEV, "stick.gone"), (errno.ENOENT, "stick.gone"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "key"), FAULTS, ids=str)
def test_a_fault_while_writing_has_its_sentence_and_leaves_nothing(
    usb: Path, code: int, key: str
) -> None:
    def fail(out: BinaryIO) -> None:
        out.write(TOLD)
        raise OSError(code, os.strerror(code))

    assert key_of(lambda: stick.put(usb, fail, len(TOLD))) == key
    assert files(usb) == []


@pytest.mark.parametrize("step", ["fsync", "rename", "mkdir"])
def test_a_fault_at_any_step_leaves_no_bundle(
    usb: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "pulled")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    assert key_of(lambda: stick.put(usb, pour(), len(TOLD))) == "stick.gone"
    monkeypatch.undo()
    assert files(usb) == []


def test_a_stick_that_does_not_keep_what_was_written_is_told(
    usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick of false capacity takes every byte and gives back others."""
    real = os.fsync

    def lose(handle: int) -> None:
        real(handle)
        if os.fstat(handle).st_size == len(TOLD):
            os.pwrite(handle, b"\0" * 512, 1_000_000)

    monkeypatch.setattr(os, "fsync", lose)
    assert key_of(lambda: stick.put(usb, pour(), len(TOLD))) == "stick.not_kept"
    assert files(usb) == []


def test_a_link_in_place_of_the_folder_is_not_followed(usb: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (usb / "ZJ").symlink_to(tmp_path / "elsewhere")
    assert key_of(lambda: stick.put(usb, pour(), len(TOLD))) == "stick.odd_folder"
    (tmp_path / "elsewhere" / "A.ZJB").write_bytes(b"x")
    assert key_of(lambda: stick.bundles(usb)) == "stick.odd_folder"


def test_a_file_in_place_of_the_folder_is_left_alone(usb: Path) -> None:
    (usb / "ZJ").write_bytes(b"a photograph")
    assert key_of(lambda: stick.put(usb, pour(), len(TOLD))) == "stick.odd_folder"
    assert key_of(lambda: stick.bundles(usb)) == "stick.odd_folder"
    assert (usb / "ZJ").read_bytes() == b"a photograph"


def test_a_folder_shown_in_small_letters_is_the_same_folder(usb: Path) -> None:
    (usb / "zj").mkdir()
    written = stick.put(usb, pour(), len(TOLD))
    assert written.path.parent == usb / "zj"
    assert stick.bundles(usb) == [written.path]


def test_the_folder_itself_may_be_chosen(usb: Path) -> None:
    (usb / "ZJ").mkdir()
    written = stick.put(usb / "ZJ", pour(), len(TOLD))
    assert written.path.parent == usb / "ZJ"
    assert stick.bundles(usb / "ZJ") == stick.bundles(usb) == [written.path]


def test_what_a_pulled_stick_kept_half_is_swept_the_next_time(usb: Path) -> None:
    (usb / "ZJ").mkdir()
    (usb / "ZJ" / "AB12CD34.PRT").write_bytes(b"half")
    (usb / "ZJ" / "diary.prt").write_bytes(b"not ours")
    (usb / "ZJ" / "AAAAAAAA.PRT").mkdir()
    carried = stick.put(usb, pour(), len(TOLD))
    kept = {"diary.prt", "AAAAAAAA.PRT", carried.path.name}
    assert {one.name for one in (usb / "ZJ").iterdir()} == kept


def test_of_thousands_of_bundles_the_newest_are_read(
    usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "MOST_FILES", 3)
    (usb / "ZJ").mkdir()
    for n in range(5):
        (usb / "ZJ" / f"{n}.ZJB").write_bytes(b"x")
        os.utime(usb / "ZJ" / f"{n}.ZJB", (1000 + n, 1000 + n))
    assert [one.name for one in stick.bundles(usb)] == ["2.ZJB", "3.ZJB", "4.ZJB"]


def test_no_bundle_is_too_long_for_a_fat_stick() -> None:
    assert bundle.LARGEST_FILE + 1024 * 1024 < 4 * 1024**3 - 1


def test_a_drive_without_a_name_is_called_by_its_letter() -> None:
    assert stick.name_of(Path("/")) == "/"
    assert stick.name_of(Path("/media/老孟的盘")) == "老孟的盘"


def test_a_stick_that_takes_no_folder_is_told(tmp_path: Path) -> None:
    here = Path("/proc/self")
    if not here.is_dir():
        pytest.skip("no /proc to stand for a stick that cannot be written")
    assert key_of(lambda: stick.put(here, pour(), 1)) in {"stick.read_only", "stick.gone"}


def test_only_bundles_of_the_one_folder_are_seen_oldest_first(usb: Path, tmp_path: Path) -> None:
    place = usb / "ZJ"
    place.mkdir()
    for n, name in enumerate(("B.ZJB", "A.zjb", "C.ZJB")):
        (place / name).write_bytes(b"x")
        os.utime(place / name, (1000 - n, 1000 - n))
    (place / "TORN.PRT").write_bytes(b"x")
    (place / "note.txt").write_bytes(b"x")
    (place / "D.ZJB").mkdir()
    (place / "L.ZJB").symlink_to(place / "B.ZJB")
    (usb / "E.ZJB").write_bytes(b"x")
    os.mkfifo(place / "P.ZJB")
    assert [p.name for p in stick.bundles(usb)] == ["C.ZJB", "A.zjb", "B.ZJB"]
    assert stick.bundles(place) == stick.bundles(usb)
    assert stick.bundles(place / "B.ZJB") == [place / "B.ZJB"]


def test_a_stick_without_bundles_is_told(usb: Path) -> None:
    assert key_of(lambda: stick.bundles(usb)) == "stick.nothing"
    (usb / "ZJ").mkdir()
    assert key_of(lambda: stick.bundles(usb)) == "stick.nothing"


def test_a_bundle_is_copied_before_it_is_read(usb: Path, tmp_path: Path) -> None:
    carried = stick.put(usb, pour(), len(TOLD))
    copy = stick.fetch(carried.path, tmp_path / "spool")
    shutil.rmtree(usb)
    assert copy.path.read_bytes() == TOLD
    assert (copy.size, copy.sha256) == (carried.size, carried.sha256)


def test_links_folders_and_pipes_are_not_read(usb: Path, tmp_path: Path) -> None:
    (usb / "real").write_bytes(b"x")
    (usb / "link").symlink_to(usb / "real")
    (usb / "dangling").symlink_to(usb / "none")
    os.mkfifo(usb / "pipe")
    spool = tmp_path / "spool"
    for name in ("link", "dangling", "pipe"):
        assert key_of(lambda name=name: stick.fetch(usb / name, spool)) == "stick.not_a_file"
    assert key_of(lambda: stick.fetch(usb, spool)) == "stick.not_a_file"
    assert key_of(lambda: stick.fetch(usb / "none", spool)) == "stick.absent"
    assert files(spool) == []


def test_a_file_larger_than_any_bundle_is_not_copied(usb: Path, tmp_path: Path) -> None:
    with (usb / "huge").open("wb") as out:
        out.truncate(bundle.LARGEST_FILE + 1)
    assert key_of(lambda: stick.fetch(usb / "huge", tmp_path / "spool")) == "bundle.too_large"


def test_a_file_that_grows_while_it_is_read_is_not_copied(
    usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "LARGEST_FILE", 1000)
    (usb / "a").write_bytes(bytes(1000))
    with stick.regular(usb / "a") as reading:
        with (usb / "a").open("ab") as more:
            more.write(b"x")
        (tmp_path / "spool").mkdir()
        target = tmp_path / "spool" / "copy"
        assert key_of(lambda: stick._copy(reading, target, 1000)) == "bundle.too_large"
    assert files(tmp_path / "spool") == []


def test_this_machine_s_full_disk_is_not_blamed_on_the_stick(
    usb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (usb / "a").write_bytes(TOLD)
    for code, key in ((errno.ENOSPC, "exchange.disk_full"), (errno.EIO, "exchange.disk")):

        def fail(handle: int, code: int = code) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", fail)
        assert key_of(lambda: stick.fetch(usb / "a", tmp_path / "spool")) == key
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert key_of(lambda: stick.fetch(usb / "a", tmp_path / "spool")) == "exchange.disk_full"
    assert files(tmp_path / "spool") == []


def test_a_stick_pulled_while_it_is_read_is_told(usb: Path, tmp_path: Path) -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "pulled")

    def pulled() -> None:
        with stick.told(usb):
            stick._copy(Pulled(), tmp_path / "copy", 10)

    assert key_of(pulled) == "stick.gone"
    assert files(tmp_path) == []


TRICKS = [
    "..ZJB", "a\nb.ZJB", "CON.ZJB", "%2e%2e%2fX.ZJB", "..\\..\\X.ZJB", "\u202eBJZ.ZJB", "x" * 200 + ".ZJB",
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
@pytest.mark.parametrize("name", TRICKS, ids=range(len(TRICKS)))
def test_a_name_leads_nowhere(usb: Path, tmp_path: Path, name: str) -> None:
    (usb / "ZJ").mkdir()
    (usb / "ZJ" / name).write_bytes(b"x")
    (file,) = stick.bundles(usb)
    copy = stick.fetch(file, tmp_path / "spool")
    assert copy.path.parent == tmp_path / "spool"
    assert re.fullmatch(r"[0-9a-f]{16}\.in", copy.path.name)
    assert files(tmp_path / "spool") == [copy.path]
