"""Rooms, a centre, a stick, and papers that travel between them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import attached, exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Printed
from app.store import peers
from app.store.attachments import Attachments
from app.store.sealed import Sink
from app.store.shelf import Shelf
from app.sync import bundle, pack, seal, stick
from tests.machines import SECRET, desk_in, register
from tests.once import once
from tests.town import enrol


def scan(seed: int, size: int = 300_000) -> bytes:
    """A scanned paper of so many bytes, none like another."""
    return b"%PDF-1.4 " + random.Random(seed).randbytes(size - 9)


def kept(desk: Desk) -> Attachments:
    return attached.kept_at(desk)[0]


def holds(desk: Desk, sha256: str) -> bool:
    """Whether the whole lies there and opens."""
    if not kept(desk).has(sha256):
        return False
    kept(desk).check(sha256)
    return True


def print_paper(desk: Desk, content: bytes, case_id: str | None = None) -> str:
    """A case with a paper that was printed."""
    sha256 = kept(desk).put(content)
    name_paper(desk, sha256, len(content), case_id)
    return sha256


def name_paper(desk: Desk, sha256: str, size: int, case_id: str | None = None) -> None:
    """The record of a paper alone."""

    def print_(db: Session) -> None:
        case = case_id or register(db)
        db.add(Printed(case_id=case, paper="record", sha256=sha256, size=size))

    desk.do(print_)


def _pouring(content: bytes) -> Callable[[Sink], object]:
    return lambda sink: sink.write(content)


@dataclass
class District:
    """A centre with two rooms, and one stick for all."""

    room: Desk
    other: Desk
    centre: Desk
    usb: Path

    def enrol(self, room: Desk) -> None:
        enrol(room, self.centre, self.usb)
        self.carry(self.centre, room)

    def carry(self, from_: Desk, to: Desk) -> list[exchange.Taken]:
        """One trip of an empty stick."""
        shutil.rmtree(self.usb / stick.FOLDER, ignore_errors=True)
        exchange.make_bundle(from_, self.usb)
        return [done for done in exchange.take_bundles(to, self.usb) if done.outcome == "taken"]

    def sent(
        self, stretches: list[tuple[str, int, int, bytes]], from_: Desk | None = None,
        to: Desk | None = None,
    ) -> exchange.Taken:  # fmt: skip
        """A bundle with whatever stretches its sender likes: hash, from, total, bytes."""
        sender, receiver = from_ or self.room, to or self.centre

        def load(hold: pack.Hold) -> None:
            for sha256, start, total, content in stretches:
                hold.put(sha256, start, total, _pouring(content))

        packed = pack.pack(
            sender.shelf.key, [], card=bundle.Card("n", peers.ROOM, seal.address(sender.shelf.identity)),
            room="r", to=receiver.shelf.log, have={}, scratch=sender.data.spool, load=load,
        )  # fmt: skip
        address = seal.address(receiver.shelf.identity)
        path = stick.put(self.usb, lambda out: packed.pour(out, address), packed.size).path
        (done,) = exchange.take_bundles(receiver, path)
        return done


def _enrolled(folder: Path) -> dict[str, str]:
    (folder / "usb").mkdir()
    centre = desk_in(folder / "centre", "刁镇综治中心", centre=True)
    rooms = desk_in(folder / "room"), desk_in(folder / "other", "柳桥村调解室")
    made = District(*rooms, centre, folder / "usb")
    users = {"room": rooms[0].user, "other": rooms[1].user, "centre": centre.user}
    for room in rooms:
        made.enrol(room)
    for desk in (*rooms, centre):
        desk.close()
    shutil.rmtree(folder / "usb" / stick.FOLDER, ignore_errors=True)
    return users


def district(folder: Path) -> District:
    """A centre and two rooms that it approved."""
    source, users = once("parcels", _enrolled)
    shutil.copytree(source, folder / "district")

    def at(name: str) -> Desk:
        place = folder / "district" / name
        return Desk(Shelf.open(place / "room.db", SECRET), DataDir(place), users[name])

    return District(at("room"), at("other"), at("centre"), folder / "district" / "usb")


def again(desk: Desk) -> Desk:
    """The same computer after it was started anew."""
    desk.close()
    return Desk(Shelf.open(desk.data.database, SECRET), desk.data, desk.user)
