"""Bundle out: a file that has its name is whole, and making it changes nothing that is shared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk import exchange, taking
from app.store import peers
from app.sync import stick
from tests.crash import town
from tests.machines import register, state

CASES, BUNDLES = 150, 5
shared: dict[str, Any] = {}


def prepare(folder: Path) -> None:
    room, centre, _ = town.found(folder)
    for n in range(CASES):
        room.do(register, f"第{n}件纠纷")
    shared["state"] = state(room.shelf)
    room.close()
    centre.close()


def begin(folder: Path) -> None:
    town.clear(folder / "usb")


def act(folder: Path, told: Callable[[str], object]) -> None:
    room = town.at_desk(folder / "room")
    for _ in range(BUNDLES):
        (written,) = exchange.make_bundle(room, folder / "usb")
        told(f"{written.file} {written.sha256}")


def check(folder: Path, acknowledged: list[str]) -> None:
    usb = folder / "usb"
    named = {p.name: p for p in stick.bundles(usb)} if any((usb / "ZJ").glob("*.ZJB")) else {}
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in named.items()}
    for line in acknowledged:
        name, sha256 = line.split()
        assert hashes.get(name) == sha256, f"{name} was shown as written"
    room = town.open_again(folder / "room")
    assert state(room.shelf) == shared["state"]
    for line in room.look(peers.exchanges, BUNDLES + 1):
        if line.outcome == peers.WRITTEN and line.file in hashes:
            assert hashes[line.file] == line.sha256
    room.close()
    centre = town.open_again(folder / "centre")
    for path in named.values():
        assert exchange.inspect(centre, path).entries == CASES
        copy = stick.fetch(path, centre.data.spool)
        opened = centre.look(taking.opened, centre, copy, any_sender=True)
        assert len(list(opened.entries())) == CASES
        opened.close()
    for left in centre.data.spool.glob("*.in"):
        left.unlink()
    centre.close()
