"""Where the bundles arrive: a centre and a room on real files, an honest sender for each and a hostile one."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from nacl.signing import SigningKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import chance, clock
from app.desk import enrolment, exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Printed
from app.store import chain, lanes, locals_, peers
from app.store.attachments import Attachments
from app.store.shelf import Shelf
from app.store.tables import scope
from app.sync import seal, stick
from tests.machines import SECRET, change, desk_in, register

BORN = 20260302


@dataclass
class Place:
    """One that takes bundles in, with what honest and hostile senders have for it."""

    name: str
    folder: Path
    desk: Desk
    honest: bytes  # a sealed bundle whose entries it does not have yet
    hostile: bytes  # the opened bundle of an enrolled machine that means harm
    key: SigningKey  # of that machine
    lane_keys: dict[str, SigningKey] = field(default_factory=dict)  # of the logs it writes besides

    def __post_init__(self) -> None:
        self.born_log = self.desk.shelf.log

    @property
    def bad_room(self) -> str:
        """The room id of the hostile machine."""
        length = int.from_bytes(self.hostile[100:104], "big")
        return str(json.loads(self.hostile[104 : 104 + length])["room"])

    @property
    def address(self) -> str:
        return seal.address(self.desk.shelf.identity)

    @property
    def hostile_logs(self) -> set[str]:
        return {chain.log_name(self.key), chain.log_name(STRANGER), *self.lane_keys}

    def begin_again(self) -> None:
        """As it was before anything came."""
        self.desk.close()
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name(f"{self.name}-as-it-was"), self.folder)
        self.desk = at_desk(self.folder, self.desk.user)


STRANGER = SigningKey(bytes(range(32)))


def at_desk(folder: Path, user: str) -> Desk:
    return Desk(Shelf.open(folder / "room.db", SECRET), DataDir(folder), user)


def build(folder: Path) -> tuple[Place, Place]:
    """The centre and the room that bundles will be thrown at."""
    chance.draw_from(random.Random(BORN).randbytes)
    clock.hold(dt.datetime(2026, 3, 2, 9, 0))
    try:
        return _build(folder)
    finally:
        chance.draw_from(None)
        clock.hold(None)


def _build(folder: Path) -> tuple[Place, Place]:
    usb = folder / "usb"
    usb.mkdir(parents=True)
    centre = desk_in(folder / "centre", "刁镇综治中心", centre=True)
    room, bad_room = desk_in(folder / "room", "柳林村"), desk_in(folder / "bad-room", "桃花村")
    for one in (room, bad_room):
        _enrol(usb, one, centre)
    for one in (room, bad_room):
        case_id = one.do(register, "为滴水檐争吵")
        one.do(change, case_id, summary="为滴水檐和墙头争吵")
        _attach(one, case_id)
        _carry(usb, one, centre)
        _carry(usb, centre, one)
        one.do(change, case_id, summary="又吵了一次，改口了")
        one.do(register, "欠工钱两千元")
        _attach(one, case_id)
    for text in ("中心交办：道路纠纷", "中心交办：水渠纠纷"):
        centre.do_in("*", register, text)
    told = [_for(one, centre) for one in (room, bad_room)]
    down = _for(centre, room)
    at_centre = Place(
        "centre", folder / "centre", centre, told[0], opened(told[1], centre.shelf.identity),
        bad_room.shelf.key,
    )  # fmt: skip
    at_room = Place(
        "room", folder / "room", room, down, opened(down, room.shelf.identity), centre.shelf.key,
        _lane_keys(centre),
    )  # fmt: skip
    for place in (at_centre, at_room):
        place.desk.close()
        shutil.copytree(place.folder, place.folder.with_name(f"{place.name}-as-it-was"))
        place.desk = at_desk(place.folder, place.desk.user)
    bad_room.close()
    return at_centre, at_room


def _lane_keys(centre: Desk) -> dict[str, SigningKey]:
    with centre.shelf.engine.connect() as link:
        rows = link.execute(select(scope.c.log, scope.c.key).where(scope.c.key.is_not(None)))
        return {
            row.log: SigningKey(chain.unb64(locals_.reveal(link, lanes.LANE_KEY, row.key)))
            for row in rows
        }


def _attach(desk: Desk, case_id: str) -> None:
    """A scan in a case file, so that stretches of attachments travel."""
    content = b"%PDF-1.7 " + chance.token(3000)
    sha256 = Attachments(desk.data.attachments, desk.shelf.identity).put(content)
    desk.do(_name_scan, case_id, sha256, len(content))


def _name_scan(db: Session, case_id: str, sha256: str, size: int) -> None:
    db.add(Printed(case_id=case_id, sha256=sha256, size=size))


def _enrol(usb: Path, room: Desk, centre: Desk) -> None:
    enrolment.centre_card(centre, usb / "card.json")
    enrolment.join(room, usb / "card.json")
    _carry(usb, room, centre)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    _carry(usb, centre, room)


def _for(sender: Desk, to: Desk) -> bytes:
    """The sealed bundle one has for another."""
    with sender.shelf.reading() as db:
        receiver = peers.find(db, to.shelf.log)
    assert receiver is not None
    packed, out = exchange.compose(sender, receiver, attachments=2**20), io.BytesIO()
    packed.pour(out, receiver.recipient)
    packed.close()
    return out.getvalue()


def _carry(usb: Path, sender: Desk, to: Desk) -> None:
    (usb / stick.FOLDER).mkdir()
    (usb / stick.FOLDER / "CARRIED0.ZJB").write_bytes(_for(sender, to))
    exchange.take_bundles(to, usb)
    shutil.rmtree(usb / stick.FOLDER)


def opened(sealed: bytes, identity: str) -> bytes:
    """What is inside the seal."""
    out = io.BytesIO()
    seal.unseal(io.BytesIO(sealed), out, identity)
    return out.getvalue()


def resealed(plain: bytes, address: str) -> bytes:
    """Sealed to a receiver as anybody may who knows its address."""
    out = io.BytesIO()
    seal.seal([plain], out, [address])
    return out.getvalue()
