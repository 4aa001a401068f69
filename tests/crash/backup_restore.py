"""Restore over a room: before, during or after, the old room is whole somewhere, and what stands is a room or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.desk import backup, doorstep, restore
from app.paths import DataDir
from app.records import Workstation
from app.store import keys
from app.store.shelf import Shelf
from tests.machines import register
from tests.rooms import PASSWORD, make_room

BEFORE, AFTER = 30, 2


def prepare(folder: Path) -> None:
    """A room with a backup, and two cases more since."""
    keys.PASSES, keys.MEMORY = 1, 8192
    desk = make_room(folder / "as-it-was")
    for _ in range(BEFORE):
        desk.do(register)
    made = backup.make_backup(desk, folder)
    (folder / made.file).rename(folder / "it.zjbk")
    for _ in range(AFTER):
        desk.do(register)
    desk.close()


def begin(folder: Path) -> None:
    for left in (folder / "room", *folder.glob("room-aside-*")):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(folder / "as-it-was", folder / "room")


def act(folder: Path, told: Callable[[str], object]) -> None:
    done = restore.restore_backup(DataDir(folder / "room"), folder / "it.zjbk", PASSWORD)
    told(done.letter)


def check(folder: Path, acknowledged: list[str]) -> None:
    data = DataDir(folder / "room")
    found = [
        standing(place)
        for place in (folder / "room", *folder.glob("room-aside-*"))
        if room_in(place)
    ]
    assert (BEFORE + AFTER, "") in found, "the old room is whole nowhere"
    if acknowledged:
        assert standing(data.root) == (BEFORE, "A")
    if not doorstep.exists(data):  # between the two steps: done again, it is done
        restore.restore_backup(data, folder / "it.zjbk", PASSWORD)
        assert standing(data.root) == (BEFORE, "A")


def room_in(place: Path) -> bool:
    return doorstep.exists(DataDir(place))


def standing(place: Path) -> tuple[int, str]:
    """How many cases a room has, and under which letter it goes on."""
    data = DataDir(place)  # opened past the sign-in, which would find a copy and go on in a new log
    wrap = next(one for one in keys.load(data.keys).wraps if one.user)
    shelf = Shelf.open(data.database, keys.unwrap(wrap, PASSWORD))
    try:
        with shelf.reading() as db:
            letters = db.scalars(select(Workstation.letter).where(Workstation.log == shelf.log))
            told = backup.backup.counts(db.connection())
            return told.cases, letters.one() or ""
    finally:
        shelf.close()
