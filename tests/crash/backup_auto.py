"""Automatic copies: whenever the power went, what bears a name is whole, and the stick never stands without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.desk import auto_backup, backup, room, stick_copy
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import keys
from tests.crash import town
from tests.machines import register
from tests.rooms import PASSWORD, make_room

CASES, VISITS = 20, 3


def prepare(folder: Path) -> None:
    """A room whose stick was there once before."""
    keys.PASSES, keys.MEMORY = 1, 8192
    desk = town.a_room(folder / "as-it-was", CASES, make_room)
    (folder / "usb-as-it-was").mkdir()
    stick_copy.put(desk, folder / "usb-as-it-was")
    desk.close()


def begin(folder: Path) -> None:
    for name, before in (("room", "as-it-was"), ("usb", "usb-as-it-was")):
        town.as_it_was(folder, name, before)


def act(folder: Path, told: Callable[[str], object]) -> None:
    desk = at_desk(folder)
    for _ in range(VISITS):
        desk.do(register)
        kept = auto_backup.keep(desk)
        told(f"local {kept.made.entries}")
        made = stick_copy.put(desk, folder / "usb")
        told(f"stick {made.entries}")


def check(folder: Path, acknowledged: list[str]) -> None:
    desk = at_desk(folder)
    data = DataDir(folder / "room")
    local = [backup.verify_own(desk, file).entries for file in data.backups.glob("*.zjbk")]
    stick = [backup.verify_own(desk, file).entries for file in (folder / "usb/ZJ").glob("*.ZJK")]
    assert local, "there was a copy beside the room before"
    assert stick, "the old copy leaves the stick only after the new one"
    for place, found in (("local", local), ("stick", stick)):
        told = [int(line.split()[1]) for line in acknowledged if line.startswith(place)]
        assert max(found) >= max(told, default=0), f"a copy was shown as made: {place}"
    desk.close()


def at_desk(folder: Path) -> Desk:
    return room.sign_in(DataDir(folder / "room"), "孟广田", PASSWORD)
