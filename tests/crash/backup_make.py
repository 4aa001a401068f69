"""Backup: a file that has a backup's name holds the whole room, whenever the power went."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from app.desk import backup, backup_age, room
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import keys
from tests.crash import town
from tests.rooms import PASSWORD, make_room

CASES, BACKUPS = 40, 3


def prepare(folder: Path) -> None:
    keys.PASSES, keys.MEMORY = 1, 8192
    town.a_room(folder / "room", CASES, make_room).close()


def begin(folder: Path) -> None:
    shutil.rmtree(folder / "usb", ignore_errors=True)
    (folder / "usb").mkdir()


def act(folder: Path, told: Callable[[str], object]) -> None:
    desk = at_desk(folder)
    for _ in range(BACKUPS):
        done = backup.make_backup(desk, folder / "usb")
        told(f"{done.file} {done.sha256}")


def check(folder: Path, acknowledged: list[str]) -> None:
    data, named = DataDir(folder / "room"), sorted((folder / "usb").glob("*.zjbk"))
    for file in named:
        assert backup.verify_backup(data, file, PASSWORD).cases == CASES
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in named}
    for line in acknowledged:
        name, sha256 = line.split()
        assert hashes.get(name) == sha256, f"{name} was shown as made"
    desk = at_desk(folder)
    last = backup_age.last_backup(desk)
    if acknowledged:  # it is remembered before it is shown
        assert last is not None
        assert hashes[last.file] == last.sha256
    desk.close()
    for left in data.root.glob("checking-*"):
        shutil.rmtree(left)


def at_desk(folder: Path) -> Desk:
    return room.sign_in(DataDir(folder / "room"), "孟广田", PASSWORD)
