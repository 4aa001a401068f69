"""Which of a computer's file systems are sticks, and when one comes or goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.ui import sticks
from app.ui.sticks import Mount, StickWatch

DISK = Mount("/", "/dev/nvme0n1p2", "", "ext4", is_removable=False)
USB = Mount("/media/u/老孟的盘", "/dev/sdb1", "老孟的盘", "vfat", is_removable=True)


def names(*mounts: Mount) -> list[str]:
    return [one.name for one in sticks.among(mounts)]


def test_a_removable_disk_is_a_stick() -> None:
    assert names(DISK, USB) == ["老孟的盘"]
    assert names(Mount("E:/", "\\\\?\\Volume{1}", "盘", "FAT32", is_removable=True)) == ["盘"]
    assert names(Mount("C:/", "\\\\?\\Volume{2}", "", "NTFS", is_removable=False)) == []


def test_a_disk_with_a_cable_is_known_by_where_it_is_mounted() -> None:
    assert names(Mount("/run/media/u/DISK", "/dev/sdc1", "", "exfat", is_removable=False)) == [
        "DISK"
    ]
    assert names(Mount("/mnt/data", "/dev/sdc1", "", "ext4", is_removable=False)) == []
    assert names(Mount("/mnt/data", "server:/x", "", "fuse.sshfs")) == []


@pytest.mark.parametrize("kind", ["iso9660", "tmpfs", "nfs4", "cifs", "squashfs"])
def test_what_cannot_be_a_stick_is_none(kind: str) -> None:
    assert names(Mount("/media/u/x", "/dev/sr0", "x", kind, is_removable=True)) == []


def test_a_drive_without_a_card_is_not_ready_and_none() -> None:
    assert names(Mount("E:/", "", "", "", is_ready=False, is_removable=True)) == []


def test_the_system_s_own_disk_is_none_even_on_a_stick() -> None:
    assert names(Mount("/", "/dev/sdb1", "", "ext4", is_removable=True)) == []


def test_linux_says_it_of_the_disk_and_not_of_its_part(tmp_path: Path) -> None:
    disk = tmp_path / "devices" / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text("1\n")
    blocks = tmp_path / "block"
    blocks.mkdir()
    (blocks / "sdb").symlink_to(disk)
    (blocks / "sdb1").symlink_to(disk / "sdb1")
    assert sticks.removable("/dev/sdb1", blocks) is True
    assert sticks.removable("/dev/sdb", blocks) is True
    (disk / "removable").write_text("0\n")
    assert sticks.removable("/dev/sdb1", blocks) is False
    assert sticks.removable("/dev/none", blocks) is None


def test_a_stick_is_told_once_when_it_comes_and_once_when_it_goes(
    qapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [DISK]
    listing = ["a"]
    monkeypatch.setattr(sticks, "_listing", lambda: listing[0])
    watch = StickWatch(lambda: list(there))
    told: list[str] = []
    watch.came.connect(lambda one: told.append(f"+{one.name}"))
    watch.went.connect(lambda one: told.append(f"-{one.name}"))
    watch.begin()
    there.append(USB)
    watch.look()
    assert told == []  # the kernel's list did not change
    listing[0] = "b"
    watch.look()
    watch.look()
    assert told == ["+老孟的盘"]
    assert [one.name for one in watch.sticks] == ["老孟的盘"]
    there.remove(USB)
    listing[0] = "c"
    watch.look()
    assert told == ["+老孟的盘", "-老孟的盘"]
    watch.end()


def test_a_stick_that_was_there_at_the_start_is_not_told(qapp: Any) -> None:
    watch = StickWatch(lambda: [USB])
    told: list[object] = []
    watch.came.connect(told.append)
    watch.begin()
    watch.look()
    assert told == []
    assert len(watch.sticks) == 1
    watch.end()


def test_this_computer_s_own_list_can_be_read(qapp: Any) -> None:
    found = sticks.mounted()
    assert found
    assert all(one.root for one in found)
