"""Real rooms for tests: a SQLCipher file in a scratch folder, invented people."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.desk import room, yaml_file
from app.desk.desk import Desk
from app.desk.room import RoomTold
from app.paths import DataDir
from app.store import keys
from app.store.witness import Witness
from tests.once import once

PASSWORD = "向阳花-2026"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@functools.cache
def recovery_code() -> str:
    return keys.new_recovery_code()


def reference() -> dict[str, Any]:
    """The reference case as it stands; the tests that need it say so when it is not here."""
    path = SHARED / "reference-case.yaml"
    if not path.exists():
        pytest.skip("the shared reference case is not here")
    return yaml_file.read_yaml(path)


def some_room(**more: Any) -> RoomTold:
    values: dict[str, Any] = {
        "committee": "柳林镇人民调解委员会", "short_name": "柳人调", "room_name": "老孟调解室",
        "people": [("孟广田", "主任"), ("苗秀兰", ""), ("田立新", "记录")],
    }  # fmt: skip
    return RoomTold(**{**values, **more})


def make_room(folder: Path, told_: RoomTold | None = None) -> Desk:
    """A new room in a folder, signed in as its head."""
    return room.create_room(DataDir(folder), told_ or some_room(), PASSWORD, recovery_code())


def hasten(folder: Path) -> None:
    """A room that a program of its own made opens as quickly from now on as one that a test made."""
    data = DataDir(folder)
    told = keys.load(data.keys)
    for place, one in enumerate(told.wraps):
        if one.user:
            secret = keys.unwrap(one, PASSWORD)
            told.wraps[place] = keys.wrap(secret, one.user, one.name, PASSWORD)
    keys.save(data.keys, told)


def moved_room(
    folder: Path, told_: RoomTold | None = None, fill: Callable[[Desk], object] | None = None
) -> Desk:
    """The same, quickly: made and filled once, moved here. Never twice in one test, for they are one computer."""
    told = told_ or some_room()
    what = f"{fill.__module__}.{fill.__qualname__}" if fill else "empty"
    source, log = once(f"room {told} {what}", lambda made: _made(made, told, fill))
    shutil.copytree(source / "moved", folder)
    data = DataDir(folder)
    for seen in Witness(data.witness, paths.state_dir() / "witness").places(log):
        seen.unlink(missing_ok=True)  # of what another test wrote in it
    return room.sign_in(data, told.people[told.me][0], PASSWORD)


def _made(folder: Path, told: RoomTold, fill: Callable[[Desk], object] | None) -> str:
    """A room that is no longer where it was made, as if it had been moved; its log."""
    desk = make_room(folder / "made", told)
    if fill:
        fill(desk)
    desk.close()
    (folder / "made").rename(folder / "moved")
    return desk.shelf.log
