"""A stick is known again by a number of its own; what somebody else put there is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

import pytest

from app.sync import stick, stick_mark
from app.trouble import Trouble


def pour(out: BinaryIO, told: bytes) -> None:
    out.write(told)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    (tmp_path / "ZJ").mkdir()
    return tmp_path


def test_a_stick_is_given_one_number_and_keeps_it(usb: Path) -> None:
    assert stick_mark.read(usb) == ""
    number = stick_mark.leave(usb)
    assert re.fullmatch("[0-9a-f]{32}", number)
    assert stick_mark.leave(usb) == stick_mark.read(usb) == number
    assert [one.name for one in (usb / "ZJ").iterdir()] == ["STICK.ID"]


@pytest.mark.parametrize("told", [b"", b"ZJ1 short", b"ZJ1 " + b"a" * 32 + b"!", b"x" * 10_000])
def test_a_file_of_that_name_that_is_not_ours_is_neither_read_nor_changed(
    usb: Path, told: bytes
) -> None:
    (usb / "ZJ" / "STICK.ID").write_bytes(told)
    assert stick_mark.read(usb) == stick_mark.leave(usb) == ""
    assert (usb / "ZJ" / "STICK.ID").read_bytes() == told


def test_a_link_is_not_followed(usb: Path) -> None:
    (usb / "elsewhere").write_bytes(b"ZJ1 " + b"a" * 32)
    (usb / "ZJ" / "STICK.ID").symlink_to(usb / "elsewhere")
    assert stick_mark.read(usb) == stick_mark.leave(usb) == ""


def test_a_stick_that_is_gone_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as raised:
        stick_mark.read(tmp_path / "none")
    assert raised.value.key == "stick.gone"


def test_only_the_very_bundle_that_was_written_is_removed(usb: Path) -> None:
    carried = stick.put(usb, lambda out: pour(out, b"told"), 4)
    other = stick.put(usb, lambda out: pour(out, b"else"), 4)
    assert not stick_mark.remove(usb, other.path.name, carried.sha256)
    assert not stick_mark.remove(usb, "NOTTHERE.ZJB", carried.sha256)
    assert stick_mark.remove(usb, carried.path.name, carried.sha256)
    assert stick.bundles(usb) == [other.path]
