"""A room and its centre that hold the same cases of ten years, a million of them where that is asked for.

Made past the door, for the door would sign for an hour. As large and as deep as real ones: the journal with a
log for every 3,000 cases, rows, index, further heads, attachments named, exchanges noted. Nobody can verify its
entries; whoever measures reads none of them again. One file is filled, and both machines begin with a copy.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from app import clock
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Case, Mediator, Party, Record, Room, Workstation
from app.store import chain, findable, journal, locals_, peers
from app.store.findable import Findable, Line
from app.store.journal import APPLIED
from app.store.search_index import DAY
from app.store.shelf import Shelf
from app.store.statements import send, shape_of
from app.sync import seal
from tests.bench.filled import ADD_ENTRY
from tests.bench.invented_cases import Invention
from tests.machines import SECRET, shelf_in

PER_LOG, POOL, SLICE = 3000, 400, 5000
CACHE = 2 * 1024 * 1024  # KiB: the random pages of a million cases' indexes
HEAD = 'INSERT INTO head (kind, "row", field, version, lam, frozen, value) VALUES (?, ?, ?, ?, ?, ?, ?)'
NOTED = """
INSERT INTO exchange (at, direction, peer, file, sha256, entries, outcome, facts)
VALUES (?, 'in', ?, 'A.ZJB', ?, 30, 'taken', '{}')
"""
TIP = "INSERT INTO tip (id, log, seq, lam, named) VALUES (?, ?, ?, ?, FALSE)"
NUMBER = "INSERT INTO search_case (n, case_id) VALUES (?, ?)"
WORDS = "INSERT INTO search_word (rowid, words) VALUES (?, ?)"
BLOB = "INSERT INTO blob (sha256, size, whole) VALUES (?, 9000, TRUE)"
NAMED = "INSERT INTO blob_name (sha256, log, seq, lam, late) VALUES (?, ?, ?, ?, FALSE)"
_encode = msgspec.json.Encoder().encode


@dataclass
class Pair:
    """Two machines that hold the same, and some of the cases in them: the newest, and some of all ages."""

    room: Desk
    centre: Desk
    usb: Path
    newest: list[str]
    anywhere: list[str]

    def close(self) -> None:
        self.room.close()
        self.centre.close()


def pair(folder: Path, cases: int, sample: int) -> Pair:
    """A room and a centre with so many cases, each knowing that the other has them all."""
    base = shelf_in(folder / "base")
    _hurry(base.engine)
    with base.local_writing() as link:
        growing = _Growing(link, cases)
        ids = growing.fill()
    base.close()
    room, room_id = _machine(folder, "room", centre=False)
    centre, centre_id = _machine(folder, "centre", centre=True)
    (folder / "base" / "room.db").unlink()
    _acquaint(room, centre, peers.CENTRE, centre_id)
    _acquaint(centre, room, peers.ROOM, room_id)
    with centre.shelf.local_writing() as link:
        for log in growing.logs:
            _know(link, peers.Peer(log, peers.ROOM, room_id, "柳林村调解室", ""))
    (folder / "usb").mkdir()
    return Pair(room, centre, folder / "usb", ids[-sample:], growing.dice.sample(ids, sample))


def _hurry(engine: Engine) -> None:
    """Nobody else looks at this file yet: pages stay in memory until it is full, and no journal is kept."""

    @event.listens_for(engine, "connect")
    def _prepare(link: Any, _: object) -> None:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
            link.execute(f"PRAGMA {pragma}")

    engine.dispose()


def _machine(folder: Path, name: str, *, centre: bool) -> tuple[Desk, str]:
    place = folder / name
    place.mkdir()
    shutil.copyfile(folder / "base" / "room.db", place / "room.db")
    shelf = Shelf.open(place / "room.db", SECRET)
    with shelf.local_writing() as link:
        shelf.key, shelf.identity = locals_.new_identity(link)

    def set_up(db: Session) -> tuple[str, str]:
        room = Room(room_name=name, short_name=name, is_centre=centre)
        who = Mediator(room_id=room.id, name="孟广田")
        address = seal.address(shelf.identity)
        station = Workstation(room_id=room.id, log=shelf.log, letter="", recipient=address)
        db.add_all([room, who, station])
        return who.id, room.id

    (who, room_id), _ = shelf.write("", "set_up", set_up)
    return Desk(shelf, DataDir(place), who), room_id


def _acquaint(here: Desk, there: Desk, role: str, room: str) -> None:
    """As after enrolment and a receipt."""
    told = peers.Peer(there.shelf.log, role, room, role, seal.address(there.shelf.identity))
    have = there.look(journal.have)
    with here.shelf.local_writing() as link:
        _know(link, told)
        peers.heard(link, told.log, have, clock.now().isoformat())


def _know(link: Connection, told: peers.Peer) -> None:
    peers.meet(link, told)
    peers.trust(link, told.log, clock.now().isoformat())


class _Growing:
    """Fills one file, a slice of cases at a time."""

    def __init__(self, link: Connection, cases: int) -> None:
        self.link, self.cases = link, cases
        self.dice = random.Random(5)
        self.logs = [
            chain.log_name(SigningKey(f"log {n}".encode().rjust(32, b"\0")))
            for n in range(max(1, cases // PER_LOG))
        ]
        invented = Invention(POOL, seed=3)
        self.pool = [_Pattern(link, *invented._case(n)[:2]) for n in range(POOL)]
        self.ends: dict[str, tuple[str, int]] = {}
        self.number = 0

    def fill(self) -> list[str]:
        """Answers the cases, the oldest first."""
        ids = []
        for start in range(0, self.cases, SLICE):
            ids += self._slice(range(start, min(start + SLICE, self.cases)))
        send(self.link, TIP, *((id_, log, seq, seq) for log, (id_, seq) in self.ends.items()))
        past = range(self.cases // 100)
        send(self.link, NOTED, *((f"2025-{n:09}", self.logs[0], f"{n:064x}") for n in past))
        return ids

    def _slice(self, numbers: range) -> list[str]:
        made = [self._made(n) for n in numbers]
        send(self.link, ADD_ENTRY, *(one.entry for one in made))
        pattern = self.pool[0]
        send(self.link, pattern.case_shape.insertion, *(one.case for one in made))
        send(self.link, pattern.party_shape.insertion, *(p for one in made for p in one.parties))
        send(self.link, NUMBER, *((one.n, one.id) for one in made))
        send(self.link, WORDS, *((one.n, one.words) for one in made))
        beside = [
            ("case", one.id, "remark", one.entry[0], 1, False, '"旧"') for one in made[::1000]
        ]
        send(self.link, HEAD, *beside)
        named = [(f"{self.dice.getrandbits(256):064x}", *one.entry[1:4]) for one in made[::10]]
        send(self.link, BLOB, *((one[0],) for one in named))
        send(self.link, NAMED, *named)
        return [one.id for one in made]

    def _made(self, n: int) -> _Made:
        log = self.logs[min(n // PER_LOG, len(self.logs) - 1)]
        prev, seq = self.ends.get(log, (None, 0))
        pattern = self.pool[n % POOL]
        told = chain.Header(
            log, seq + 1, prev, [], seq + 1, "2025-01-01T09:00:00+08:00", "孟广田", 1, pattern.hash
        )
        header = _encode(told)
        id_ = chain.entry_id(header)
        self.ends[log] = (id_, seq + 1)
        entry = (id_, log, seq + 1, seq + 1, APPLIED, header, pattern.body, b"s" * 64)
        day = (date(2016, 1, 1) + timedelta(days=n * 3650 // self.cases)).toordinal()
        self.number = max(self.number + 1, day * DAY)
        return pattern.made(entry, self.number, self._ids())

    def _ids(self) -> Iterator[str]:
        while True:
            yield f"{self.dice.getrandbits(128):032x}"


@dataclass
class _Made:
    """One case as it goes into every table."""

    id: str
    entry: tuple[Any, ...]
    case: list[Any]
    parties: list[list[Any]]
    n: int
    words: str


class _Pattern:
    """A case that many are made after."""

    def __init__(self, link: Connection, cases: list[Any], parties: list[Any]) -> None:
        self.case_shape = shape_of(Case, link.dialect)
        self.party_shape = shape_of(Party, link.dialect)
        told = {**cases[0], "place_id": None, "lead_id": None}
        self.case = self.case_shape.row({**told, "v": {}})
        self.parties = [self.party_shape.row({**party, "v": {}}) for party in parties]
        ops = [_op(Case, told), *(_op(Party, party) for party in parties)]
        self.body = _encode(["c2FsdHNhbHQ", ops, "register_case"])
        self.hash = chain.b64(hashlib.sha256(self.body).digest())
        self.words = Findable("", 0, [*_said(findable.FACTS, told), *(
            line for party in parties for line in _said(findable.PARTY, party)
        )]).words()  # fmt: skip

    def made(self, entry: tuple[Any, ...], n: int, ids: Iterator[str]) -> _Made:
        v = f'{{"*": "{entry[0]}"}}'
        case_id = next(ids)
        case = _set(self.case_shape, self.case, id=case_id, v=v)
        parties = [
            _set(self.party_shape, party, id=next(ids), case_id=case_id, v=v)
            for party in self.parties
        ]
        return _Made(case_id, entry, case, parties, n, self.words)


def _set(shape: Any, row: list[Any], **told: str) -> list[Any]:
    new = list(row)
    for at, name in enumerate(shape.columns):
        if name in told:
            new[at] = told[name]
    return new


def _op(record: type[Record], told: dict[str, Any]) -> list[Any]:
    said = {name: str(value) for name, value in told.items() if value is not None and name != "id"}
    return ["i", record.kind(), told["id"], said]


def _said(fields: dict[str, str], told: dict[str, Any]) -> list[Line]:
    return [
        Line(name, way, "".join(text) if isinstance(text, list) else str(text))
        for name, way in fields.items()
        if (text := told.get(name))
    ]
