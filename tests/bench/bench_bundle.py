"""A bundle of 1,000 changed cases out and in, each beside what nobody can do without.

Out: `make_bundle` onto a folder that stands for the stick (sealed, flushed, read back, written down) beside
reading the same entries with the bare driver, compressing their lines and signing once. Target: 1.3.
In: `take_bundles` beside verifying every signature and sending the very same rows to a copy of the file with
the bare driver in one commit, journal included. Target: 1.3. The index follows in a transaction of its own and
is told apart. Both on SQLCipher with FULL, turn by turn, by a program that has been open since the morning.
Memory: the most that taking a bundle of some 64 MiB of entries adds to a process that stands idle.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nacl.signing import VerifyKey
from sqlalchemy.orm import Session

from app.desk import enrolment, exchange, exchanged
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Case
from app.store import chain, journal, peers
from app.store.shelf import Shelf
from app.sync import bundle, pack, seal
from tests.bench import overheard
from tests.bench.invented_cases import Invention
from tests.machines import SECRET, desk_in

CASES, ROUNDS = 1000, 9
OUT, IN, MEMORY = 1.3, 1.3, 64
READ = "SELECT header, body, sig FROM entry WHERE log = ? AND seq > ? ORDER BY lam, id"


class Town:
    """A room, its centre, and 1,000 invented cases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.usb = folder, folder / "usb"
        self.usb.mkdir()
        self.room = desk_in(folder / "room")
        self.centre = desk_in(folder / "centre", "刁镇综治中心", centre=True)
        enrolment.centre_card(self.centre, self.usb / "card.json")
        enrolment.join(self.room, self.usb / "card.json")
        exchange.make_bundle(self.room, self.usb)
        exchange.take_bundles(self.centre, self.usb)
        enrolment.approve(self.centre, enrolment.own_fingerprint(self.room))
        self.receipt()
        self.invented = Invention(CASES)
        self.ids: list[str] = []

    def receipt(self) -> None:
        shutil.rmtree(self.usb / "ZJ")
        exchange.make_bundle(self.centre, self.usb)
        exchange.take_bundles(self.room, self.usb)

    def register(self) -> None:
        from app.records import Party

        for n in range(CASES):
            (case,), parties, _ = self.invented._case(n)

            def act(db: Session, case: Any = case, parties: Any = parties) -> str:
                db.add(Case(**{k: v for k, v in case.items() if k not in {"place_id", "lead_id"}}))
                db.add_all([Party(**party) for party in parties])
                return str(case["id"])

            self.ids.append(self.room.do(act))

    def change(self) -> None:
        for case_id in self.ids:
            story = self.invented._case(1)[0][0]["summary"]

            def act(db: Session, case_id: str = case_id, story: str = story) -> None:
                case = db.get(Case, case_id)
                assert case is not None
                case.remark, case.risk = story, "low"

            self.room.do(act)


def run() -> list[dict[str, Any]]:
    """Out and in, of cases newly registered and of cases changed in two fields; memory."""
    folder = Path(tempfile.mkdtemp())
    town = Town(folder)
    answers = []
    for what, work in (("registered", town.register), ("changed", town.change)):
        work()
        out, file = _out(town, what)
        answers += [out, _in(town, what, file)]
        exchange.take_bundles(town.centre, file)
        town.receipt()
    shutil.rmtree(folder)
    return [*answers, _memory()]


def _turns(ours: Callable[[], float], limit: Callable[[], float]) -> tuple[float, float, float]:
    """Milliseconds of each, and the median ratio of neighbouring turns."""
    pairs = [(ours(), limit()) for _ in range(ROUNDS + 1)][1:]
    return (
        1000 * statistics.median(a for a, _ in pairs),
        1000 * statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _out(town: Town, what: str) -> tuple[dict[str, Any], Path]:
    shelf = town.room.shelf
    peer = town.room.look(peers.find, town.centre.shelf.log)
    assert peer is not None
    after = (peer.have or {})[shelf.log][0][0]
    bare = overheard.bare(Path(str(shelf.engine.url.database)), SECRET)
    made: list[exchanged.Written] = []

    def limit() -> None:
        rows = bare.execute(READ, (shelf.log, after)).fetchall()
        lines = [b'[%b,%b,"%b"]\n' % (h, b, chain.b64(s).encode()) for h, b, s in rows]
        packed = zlib.compress(b"".join(lines), pack.LEVEL)
        shelf.key.sign(bundle.DOMAIN + hashlib.sha256(packed).digest())

    ours_ms, limit_ms, ratio = _turns(
        lambda: _timed(lambda: made.extend(exchange.make_bundle(town.room, town.usb))),
        lambda: _timed(limit),
    )
    bare.close()
    assert made[-1].entries == CASES
    file = town.usb / "ZJ" / made[-1].file
    return {
        "what": f"bundle out, {CASES} cases {what}", "limit": "read + compress + sign",
        "ratio": ratio, "target": OUT, "ours_ms": ours_ms, "limit_ms": limit_ms,
        "bytes": made[-1].size,
    }, file  # fmt: skip


def _in(town: Town, what: str, file: Path) -> dict[str, Any]:
    told = town.room.look(lambda db: list(journal.entries_lacking(db, {})))[-CASES:]
    keys = {one.head.log: VerifyKey(chain.unb64(one.head.log)) for one in told}
    sent: list[overheard.Sent] = [[]]

    centre = _copy(town, "taking")
    indexed: list[float] = []

    def ours() -> float:
        centre.shelf.close()
        _copy_file(town, "taking")
        with centre.shelf.engine.connect():
            pass  # the other side's file is open too before its time counts
        overheard.sent.clear()
        taken = _timed(lambda: exchange.take_bundles(centre, file))
        sent[0] = list(overheard.sent)
        indexed.append(_timed(lambda: _index(centre)))
        return taken

    def limit() -> float:
        _copy_file(town, "bare")
        link = overheard.bare(town.folder / "bare" / "room.db", SECRET)
        verified = _timed(lambda: _verify(keys, told))
        inserted = _timed(lambda: overheard.again(link, sent[0]))
        link.close()
        return verified + inserted

    ours_ms, limit_ms, ratio = _turns(ours, limit)
    centre.close()
    return {
        "what": f"bundle in, {CASES} cases {what}", "limit": "verify + plain insert",
        "ratio": ratio, "target": IN, "ours_ms": ours_ms, "limit_ms": limit_ms,
        "rows": sum(len(rows) if many else 1 for _, rows, many in sent[0]),
        "index_ms_after": 1000 * statistics.median(indexed),
    }  # fmt: skip


def _verify(keys: dict[str, VerifyKey], told: list[chain.Entry]) -> None:
    for one in told:
        assert hashlib.sha256(one.body).digest() == chain.unb64(one.head.body_sha256)
        keys[one.head.log].verify(chain.DOMAIN + one.header, one.sig)


def _index(centre: Desk) -> None:
    while centre.shelf.index_some():
        pass


def _copy(town: Town, name: str) -> Desk:
    """The centre as it was, on a copy of its file, its statements overheard."""
    shelf = Shelf.open(_copy_file(town, name), SECRET)
    overheard.listen(shelf.engine)
    return Desk(shelf, DataDir(town.folder / name), town.centre.user)


def _copy_file(town: Town, name: str) -> Path:
    folder = town.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with town.centre.shelf.engine.connect() as link:
        link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(town.centre.data.database, folder / "room.db")
    return folder / "room.db"


def _memory() -> dict[str, Any]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_bundle"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return dict(json.loads(told.stdout))


def _measure_memory() -> dict[str, Any]:
    """In a process of its own: idle, then a large bundle out and in."""
    folder = Path(tempfile.mkdtemp())
    town = Town(folder)
    chance = random.Random(1)
    shelf = town.room.shelf
    last = town.room.look(journal.have)[shelf.log][0]

    def entries() -> Any:
        seq, prev = last
        for n in range(8000):
            text = "".join(chance.choices("院墙滴水檐排水沟菜棚果树承包地田埂水井鱼塘", k=2700))
            ops = [["i", "case", f"{n:032x}", {"summary": text}]]
            seq += 1
            one = chain.write(
                shelf.key,
                seq=seq,
                prev=prev,
                see=[],
                lam=seq,
                wall="w",
                user="u",
                ops=ops,
                verb="v",
            )
            prev = one.id
            yield one

    def most() -> int:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

    idle = most()
    packed = pack.pack(
        shelf.key, entries(), card=exchange.own_card(town.room, town.room.look(_room)),
        room="r", to=town.centre.shelf.log, have={}, scratch=town.room.data.spool,
    )  # fmt: skip
    address = seal.address(town.centre.shelf.identity)
    from app.sync import stick

    file = stick.put(town.usb, lambda out: packed.pour(out, address), packed.size).path
    packed.close()
    out = most()
    done = exchange.take_bundles(town.centre, file)[0]
    assert done.new == 8000
    in_ = most()
    raw = packed.header.raw / 2**20
    shutil.rmtree(folder)
    return {
        "what": f"memory above idle, bundle of {raw:.0f} MiB out and in", "limit": f"{MEMORY} MiB",
        "ratio": (in_ - idle) / 1024 / MEMORY, "target": 1.0,
        "out_mib": (out - idle) / 1024, "in_mib": (in_ - idle) / 1024, "idle_mib": idle / 1024,
    }  # fmt: skip


def _room(db: Session) -> Any:
    from app.records import Room

    return db.query(Room).first()


if __name__ == "__main__":
    print(json.dumps(_measure_memory(), ensure_ascii=False))
