"""Bundle in: after any kill a bundle is wholly there or not at all, and going on leads to the room's own state."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from app.desk import exchange
from app.store import journal, peers
from app.sync import stick
from tests.crash import town
from tests.machines import register, rows_on

BUNDLES, EACH = 12, 8


def prepare(folder: Path) -> None:
    """Twelve trips of the stick, each with eight more cases, on one stick."""
    room, centre, usb = town.found(folder)
    for trip in range(1, BUNDLES + 1):
        for n in range(EACH):
            room.do(register, f"第{trip}趟第{n}件")
        (written,) = exchange.make_bundle(room, usb)
        os.utime(usb / "ZJ" / written.file, (trip, trip))
        have = room.look(journal.have)
        with room.shelf.local_writing() as link:  # as if the receipt of this trip had come back
            peers.heard(link, centre.shelf.log, have, "t")
    room.close()
    centre.close()
    shutil.copytree(folder / "centre", folder / "as-it-was")


def begin(folder: Path) -> None:
    shutil.rmtree(folder / "centre")
    shutil.copytree(folder / "as-it-was", folder / "centre")


def act(folder: Path, told: Callable[[str], object]) -> None:
    centre = town.at_desk(folder / "centre")
    for path in stick.bundles(folder / "usb"):
        (done,) = exchange.take_bundles(centre, path)
        assert done.outcome == "taken"
        told(path.name)


def check(folder: Path, acknowledged: list[str]) -> None:
    centre, room = town.open_again(folder / "centre"), town.open_again(folder / "room")
    with centre.shelf.reading() as db:
        held = journal.count(db, room.shelf.log) - 1  # without the room's own set-up
        assert journal.waiting(db) == 0
    taken, rest = divmod(held, EACH)
    assert rest == 0, "half a bundle was taken in"
    assert len(acknowledged) <= taken <= len(acknowledged) + 1
    assert town.is_fold(centre)
    exchange.take_bundles(centre, folder / "usb")
    with centre.shelf.engine.connect() as theirs, room.shelf.engine.connect() as mine:
        assert [rows_on(theirs)[k] for k in ("case", "party", "head")] == [
            rows_on(mine)[k] for k in ("case", "party", "head")
        ]
    room.close()
    centre.close()
