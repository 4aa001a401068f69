"""A room, its centre and a folder that stands for the stick between them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.desk import enrolment, exchange
from app.desk.desk import Desk
from app.desk.exchanged import Taken, Written
from tests.machines import SECRET, desk_in


class Round:
    """A folder with a stick in it, and the desks that were opened there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.usb = folder, folder / "usb"
        self.usb.mkdir()
        self.open: list[Desk] = []

    def at(self, desk: Desk) -> Desk:
        self.open.append(desk)
        return desk

    def leave(self) -> None:
        for desk in self.open:
            desk.close()


@dataclass
class Village:
    """Who is there, and the stick."""

    room: Desk
    centre: Desk
    usb: Path

    def enrol(self) -> None:
        """Card, first bundle, approval."""
        self.empty()
        enrol(self.room, self.centre, self.usb)
        self.empty()

    def carry(self, from_: Desk, to: Desk) -> list[Taken]:
        """One trip of an empty stick."""
        self.empty()
        exchange.make_bundle(from_, self.usb)
        return exchange.take_bundles(to, self.usb)

    def there_and_back(self) -> None:
        """Room to centre, and the receipt back; twice, so that both sides know what the other has."""
        for _ in range(2):
            self.carry(self.room, self.centre)
            self.carry(self.centre, self.room)

    def write(self, from_: Desk) -> Path:
        """One bundle, put by."""
        self.empty()
        (written,) = exchange.make_bundle(from_, self.usb)
        return self.put_by(written)

    def put_by(self, written: Written) -> Path:
        kept = self.usb.parent / written.file
        shutil.copy(self.usb / "ZJ" / written.file, kept)
        return kept

    def empty(self) -> None:
        """Wipe the stick."""
        shutil.rmtree(self.usb / "ZJ", ignore_errors=True)


def enrol(lower: Desk, upper: Desk, usb: Path, *, receipt: bool = False) -> None:
    """Card, first bundle, approval, by one stick; and the receipt back to the lower one."""
    enrolment.centre_card(upper, usb / "card.json")
    enrolment.join(lower, usb / "card.json")
    exchange.make_bundle(lower, usb)
    exchange.take_bundles(upper, usb)
    enrolment.approve(upper, enrolment.own_fingerprint(lower))
    if receipt:
        exchange.make_bundle(upper, usb)
        exchange.take_bundles(lower, usb)


def village(folder: Path) -> Village:
    """A room and a centre that do not know each other yet."""
    (folder / "usb").mkdir()
    centre = desk_in(folder / "centre", "刁镇综治中心", centre=True)
    return Village(desk_in(folder / "room"), centre, folder / "usb")


def agreed(folder: Path) -> Village:
    """Each knows what the other has, the stick is empty, and no copy of a room goes on it."""
    town = village(folder)
    town.room.settings.copy_on_stick = town.centre.settings.copy_on_stick = False
    town.enrol()
    town.there_and_back()
    town.empty()
    return town


def old_copy(desk: Desk, folder: Path) -> Path:
    """A silent image of a machine's file, as a disk tool makes it."""
    from tests.machines import clone

    clone(desk.shelf, folder).close()
    return folder


def put_back(desk: Desk, image: Path) -> None:
    """The old image is in the place of the file again; nobody is told."""
    from app.store.shelf import Shelf

    where = Path(str(desk.shelf.engine.url.database))
    desk.shelf.close()
    for part in where.parent.glob("room.db*"):
        part.unlink()
    for part in image.glob("room.db*"):
        shutil.copy(part, where.parent / part.name)
    desk.shelf = Shelf.open(where, SECRET)
