"""What we write is good on a FAT stick: real file systems made and checked by the system's own tools."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from pathlib import Path
from typing import BinaryIO

import pytest

from app.sync import stick, stick_mark

TOOLS = ("mkfs.vfat", "mcopy", "mdir", "fsck.vfat")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not here: {MISSING}")


def run(*told: str) -> str:
    done = subprocess.run(told, check=True, capture_output=True, text=True)
    return done.stdout


def pour(told: bytes, out: BinaryIO) -> None:
    out.write(told)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A stick's folder with two bundles and its number."""
    usb = tmp_path / "usb"
    usb.mkdir()
    for n in range(2):
        stick.put(usb, functools.partial(pour, bytes([n]) * 300_000), 300_000)
    stick_mark.leave(usb)
    return usb


@pytest.mark.parametrize("kind", ["12", "16", "32"])
def test_names_are_short_on_every_fat_and_bytes_come_back(
    written: Path, tmp_path: Path, kind: str
) -> None:
    image = tmp_path / "stick.img"
    megabytes = {"12": 4, "16": 32, "32": 64}[kind]
    with image.open("wb") as out:
        out.truncate(megabytes * 1024 * 1024)
    run("mkfs.vfat", "-F", kind, str(image))
    run("mcopy", "-s", "-i", str(image), str(written / "ZJ"), "::")
    listed = run("mdir", "-i", str(image), "::ZJ")
    lines = [line for line in listed.splitlines() if re.search(r"\b(ZJB|ID)\b", line)]
    assert len(lines) == 3
    for line in lines:  # 8.3 alone: a long name would stand behind the time
        assert re.fullmatch(r"[A-Z0-9]{5,8} +(ZJB|ID) +\d+ \S+ +\S+ *", line), line
    run("fsck.vfat", "-n", str(image))
    (tmp_path / "back").mkdir()
    run("mcopy", "-s", "-i", str(image), "::ZJ", str(tmp_path / "back"))
    names = sorted(one.name for one in (tmp_path / "back" / "ZJ").iterdir())
    assert names == sorted(one.name for one in (written / "ZJ").iterdir())
    for one in stick.bundles(tmp_path / "back"):
        assert one.read_bytes() == (written / "ZJ" / one.name).read_bytes()
    assert stick_mark.read(tmp_path / "back") == stick_mark.read(written) != ""
