"""A week of 350 rooms into a centre on PostgreSQL, beside COPY of the same entries and verifying them.

Ours: 350 sealed bundles of 36 entries, each taken in as from a stick, with rows, index, receipt and a commit of
its own. The limit: every signature verified and the entries sent by binary COPY into a table with the same
indexes, one commit a room; in one COPY for all it is told as a figure. Fifty rooms a turn. Target: 2.0.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from nacl.signing import VerifyKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.desk import exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Mediator, Room, Workstation
from app.store import bulk, chain, peers
from app.store.journal import APPLIED
from app.store.tables import entry
from app.sync import bundle, pack, seal
from tests.bench import week
from tests.servers import shelf_on, started

ROOMS, TURN, TARGET = 350, 50, 2.0
TODAY = datetime(2026, 11, 20, 9)
NAMES = ("id", "log", "seq", "lam", "state", "header", "body", "sig")


def run() -> list[dict[str, Any]]:
    """Seven turns of fifty rooms."""
    with started() as server, tempfile.TemporaryDirectory() as folder:
        centre = _centre(server.get_uri(), Path(folder))
        bare = shelf_on(server.get_uri())
        _turn(centre, bare.engine, Path(folder) / "warm", range(ROOMS, ROOMS + 10))
        turns = [
            _turn(centre, bare.engine, Path(folder) / f"{n}", range(n, n + TURN))
            for n in range(0, ROOMS, TURN)
        ]
        bare.close()
        centre.close()
    return [_line(turns)]


def _line(turns: list[tuple[float, float, float, int]]) -> dict[str, Any]:
    entries = sum(turn[3] for turn in turns)
    ours, limit = (sum(turn[at] for turn in turns) for at in range(2))
    return {
        "what": f"a week of {ROOMS} rooms into PostgreSQL", "limit": "verify + COPY, a commit a room",
        "ratio": statistics.median(turn[0] / turn[1] for turn in turns), "target": TARGET,
        "entries": entries, "ours_s": ours, "limit_s": limit, "ours_a_second": entries / ours,
        "limit_a_second": entries / limit,
        "beside_one_copy": statistics.median(turn[0] / turn[2] for turn in turns),
    }  # fmt: skip


def _centre(address: str, folder: Path) -> Desk:
    shelf = shelf_on(address)

    def set_up(db: Session) -> str:
        room = Room(room_name="刁镇综治中心", short_name="刁镇", is_centre=True)
        who = Mediator(room_id=room.id, name="孟广田")
        db.add_all([room, who, Workstation(room_id=room.id, log=shelf.log, letter="")])
        return who.id

    who, _ = shelf.write("", "set_up", set_up)
    return Desk(shelf, DataDir(folder / "centre"), who)


def _turn(
    centre: Desk, bare: Engine, stick: Path, numbers: range
) -> tuple[float, float, float, int]:
    """Seconds of ours, of the limit, of the limit in one COPY, and how many entries that were."""
    logs = [_bundle(centre, stick, number) for number in numbers]
    told = [one for log in logs for one in log.entries]
    start = time.perf_counter()
    taken = exchange.take_bundles(centre, stick)
    ours = time.perf_counter() - start
    assert sum(one.new for one in taken) == len(told)

    start = time.perf_counter()
    for log in logs:
        _verify(log)
        _copy(bare, log.entries)
    limit = time.perf_counter() - start
    with bare.begin() as link:
        link.exec_driver_sql("TRUNCATE entry")
    start = time.perf_counter()
    for log in logs:
        _verify(log)
    _copy(bare, told)
    return ours, limit, time.perf_counter() - start, len(told)


def _bundle(centre: Desk, stick: Path, number: int) -> week.Log:
    """A room's week on the stick; the room was approved before."""
    place = stick / "ZJ"
    place.mkdir(parents=True, exist_ok=True)
    room, log = week.of_room(number, TODAY)
    address = seal.address(centre.shelf.identity)  # whatever is a valid one
    with centre.shelf.local_writing() as link:
        peers.meet(link, peers.Peer(log.name, peers.ROOM, room, f"第{number}村调解室", address))
        peers.trust(link, log.name, TODAY.isoformat())
    last = log.entries[-1]
    packed = pack.pack(
        log.key, log.entries, card=bundle.Card(f"第{number}村调解室", peers.ROOM, address), room=room,
        to=centre.shelf.log, have={log.name: [(last.head.seq, last.id)]}, scratch=stick,
        made=TODAY.isoformat(),
    )  # fmt: skip
    with (place / f"{number:08}.ZJB").open("wb") as out:
        packed.pour(out, address)
    packed.close()
    return log


def _verify(log: week.Log) -> None:
    key = VerifyKey(chain.unb64(log.name))
    for one in log.entries:
        assert hashlib.sha256(one.body).digest() == chain.unb64(one.head.body_sha256)
        key.verify(chain.DOMAIN + one.header, one.sig)


def _copy(bare: Engine, entries: list[chain.Entry]) -> None:
    rows = [
        (one.id, h.log, h.seq, h.lam, APPLIED, one.header, one.body, one.sig)
        for one in entries
        for h in [one.head]
    ]
    with bare.begin() as link:
        bulk.add(link, entry, NAMES, rows)
