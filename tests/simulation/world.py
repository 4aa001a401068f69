"""A district, a township, its rooms and their computers, day by day, until the roads heal."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import random
import shutil
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from app.desk import exchange, outcomes
from app.desk.exchanged import Taken
from app.store import chain, closings, peers
from app.trouble import Trouble
from tests.simulation import settling, versions
from tests.simulation.fate import Fate
from tests.simulation.faults import CUT, FULL, FUSE, is_full
from tests.simulation.hostile import Hostile
from tests.simulation.ledger import Known, Ledger
from tests.simulation.machine import Machine, Mishap, fast_disk
from tests.simulation.rich import destined
from tests.simulation.rich.book import Book
from tests.simulation.road import Parcel
from tests.simulation.violation import fail
from tests.simulation.work import Act, Work, is_lawful

WRITTEN_DOWN = """
SELECT 1 FROM exchange
WHERE sha256 = ? AND (
  outcome = 'taken'
  OR outcome = 'refused' AND facts IN ('{"key": "bundle.closed"}', '{"key": "bundle.closed_nothing"}')
)
"""


class World:
    """Everything there is in one run."""

    def __init__(self, seed: int, *, walls: int = 0, rich: bool = False) -> None:
        self.fate = Fate(seed, walls)
        self.chance = self.fate.steps
        self.work = Work(self.chance)
        self.ledger = Ledger()
        self.tally: Counter[str] = Counter()
        self.trace: list[str] = []
        self.day = self.ticks = 0
        self.machines: list[Machine] = []
        self.rooms: list[str] = []
        self.room_ids: dict[str, str] = {}
        self.road: list[Parcel] = []
        self.hostile: Hostile | None = None
        self.book = Book(self) if rich else None  # what only rich worlds have
        self.carried: list[Parcel] = []  # what was delivered, for those who deliver it again
        self._root = Path(tempfile.mkdtemp(prefix="world-", dir=fast_disk()))
        self._folders = 0

    def close(self) -> None:
        for one in self.machines:
            one.close()
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def noon(self) -> dt.datetime:
        return dt.datetime(2026, 3, 2, 12, 0) + dt.timedelta(days=self.day)

    @property
    def day_on(self) -> dt.date:
        return self.noon.date()

    def fresh_folder(self, name: str) -> Path:
        self._folders += 1
        return self._root / f"{self._folders}-{name}"

    def count(self, what: str, n: int = 1) -> None:
        self.tally[what] += n

    def at(self, place: str) -> list[Machine]:
        return [one for one in self.machines if one.place == place]

    @property
    def centres(self) -> list[Machine]:
        return [one for one in self.machines if one.is_centre]

    def holders(self, log: str) -> list[Machine]:
        """The machines that write in this log, or went on from it."""
        return [one for one in self.machines if log == one.log or log in settling.names(one)]

    # what happens

    def do(self, at: Machine, act: Act, mishap: Mishap | None = None, *, place: str = "") -> str:
        """An action of a person; what became of it."""
        self.ticks += 1
        self.count("steps")
        try:
            at.run(act, mishap)
            outcome = "done"
        except Trouble as why:
            if not (is_lawful(why) or is_full(why)):
                raise
            if is_full(why):
                self.count(FULL)
            outcome = why.key
        self.note(at, place, acknowledged=outcome == "done")
        self.trace.append(f"{at.name} {outcome}")
        return outcome

    def note(self, at: Machine, place: str = "", *, acknowledged: bool = True) -> None:
        """Learn what entries are new on a machine: written there just now, or come from elsewhere."""
        mine: set[str] | None = None
        for id_, signed in at.arrived():
            known = self.ledger.entries.get(id_)
            if known is None:
                known = self._written(at, signed, place)
                if known.log in at.met_twin:
                    fail("I9", f"{at.name} writes on in a log in which it met another writer")
                if place and self.ledger.owner[known.log] != place:
                    fail(
                        "scope",
                        f"{at.name} wrote for {place} in a log of {self.ledger.owner[known.log]}",
                    )
                if acknowledged:
                    at.acknowledged.add(id_)
                self.trace.append(f"{at.name} wrote {known.serial} {known.head.seq} {known.lam}")
                mine = None
                continue
            mine = settling.own_logs(at) if mine is None else mine
            if known.log in mine:
                at.met_twin.add(known.log)

    def _written(self, at: Machine, signed: chain.Signed, place: str) -> Known:
        """An entry that was written just now, and is evidence."""
        try:
            if self.book is not None and not place:
                place = destined.place_for(
                    self.ledger, self.book, at, chain.content(chain.read(*signed))
                )
            known = self.ledger.enter(signed, at.name, place or at.place)
        except chain.Fault as why:
            fail("I11", f"{at.name} holds what is no evidence: {why.reason}")
        if self.book is not None:
            self.book.written(at, known, place)
        return known

    def make(self, at: Machine, to: peers.Peer, mishap: Mishap | None = None) -> Parcel | None:
        """A bundle for one receiver on a fresh stick."""
        self.ticks += 1
        self.count("bundles made")
        stick = self.fresh_folder("stick")
        stick.mkdir()
        if mishap is None and self.chance.random() < 0.03:
            before = at.bytes()
            FUSE.watch = partial(self._untouched, at, before)
        try:
            told = at.run(lambda: exchange._make_one(at.desk, stick, to), mishap)
        except Trouble as why:
            if not is_full(why):
                raise
            self.count(FULL)
            told = None
        finally:
            FUSE.watch = None
        found = sorted(stick.glob("ZJ/*.ZJB"))
        data = found[0].read_bytes() if found else b""
        shutil.rmtree(stick)
        self.note(at)
        if told is None:
            return None
        self.trace.append(f"{at.name} made {told.entries}")
        if self.book is not None:
            self.book.look_into(at, to.log, data)
        return Parcel(at.name, to.log, data)

    def _untouched(self, at: Machine, before: dict[str, bytes]) -> None:
        """I12: until the stick is written, making a bundle only read."""
        if at.bytes() != before:
            fail("I12", f"{at.name} wrote while it made a bundle")

    def receivers(self, at: Machine) -> list[peers.Peer]:
        with at.shelf.reading() as db:
            closed = closings.in_force(db) if self.book is not None else {}
            known = [one for one in peers.known(db) if one.trusted and not one.followed_by]
        return [one for one in known if one.log not in closed]

    def deliver(
        self, told: Parcel, at: Machine, mishap: Mishap | None = None
    ) -> list[Taken] | None:
        """A stick is put into a machine; None: it could not tell what became of it."""
        self.ticks += 1
        self.count("bundles read")
        stick = self.fresh_folder("stick")
        stick.mkdir()
        file = stick / "BUNDLE.ZJB"
        file.write_bytes(told.data)
        applied = len(at.ids("1, 2, 3")) if mishap else 0
        lines = len(self._lines(told, at)) if mishap else 0
        try:
            taken = at.run(lambda: exchange.take_bundles(at.desk, file), mishap)
        except Trouble as why:
            if not is_full(why):
                raise
            self.count(FULL)
            taken = None
        shutil.rmtree(stick)
        self.note(at)
        if mishap and taken is None:
            self._whole_or_not_at_all(told, at, applied, lines)
        for one in taken or ():
            self._nothing_dropped(at, one)
            self.count(f"{one.outcome} {one.key}".strip())
            self.trace.append(f"{at.name} {one.outcome} {one.key} {one.new} {one.waiting}")
        return taken

    def _lines(self, told: Parcel, at: Machine) -> list[dict[str, Any]]:
        """What a machine's list says of every time it took this very bundle."""
        asked = "SELECT facts FROM exchange WHERE sha256 = ? AND outcome = 'taken' ORDER BY n"
        rows = at.asked(asked, hashlib.sha256(told.data).hexdigest())
        return [json.loads(facts) for (facts,) in rows]

    def _whole_or_not_at_all(self, told: Parcel, at: Machine, applied: int, before: int) -> None:
        """I6: a bundle's entries and its line in the list came together or not at all.

        `before`: how many lines there were, for the same stick may have been read long ago.
        """
        lines = self._lines(told, at)[before:]
        grew = len(at.ids("1, 2, 3")) - applied
        if grew < sum(line["new"] for line in lines):
            fail("I6", f"{at.name} wrote down a bundle of which it lacks entries")
        if grew > 1 and not self.is_written_down(told, at):
            fail("I6", f"{at.name} has entries of a bundle that it did not write down")

    def is_written_down(self, told: Parcel, at: Machine) -> bool:
        """Whether a machine's list says that it took this very bundle, or kept what a closed computer brought."""
        return bool(at.asked(WRITTEN_DOWN, hashlib.sha256(told.data).hexdigest()))

    def _nothing_dropped(self, at: Machine, told: Taken) -> None:
        """What was refused stands aside with its reason."""
        if told.refused:
            aside = {row[0] for row in at.asked("SELECT id FROM aside")}
            self.count("entries refused", len(told.refused))
            if not {id_ for id_, _ in told.refused} <= aside:
                fail("I8", f"{at.name} dropped what it refused")

    def make_whole(self, at: Machine, to: peers.Peer) -> Parcel:
        """All a receiver may see, as if it had nothing."""
        packed = exchange.compose(at.desk, to, have={})
        out = io.BytesIO()
        packed.pour(out, to.recipient)
        packed.close()
        return Parcel(at.name, to.log, out.getvalue())

    def mishap(
        self, chance_of: float, most: int, chance: random.Random | None = None
    ) -> Mishap | None:
        """Perhaps something goes wrong within so many steps."""
        drawn = chance or self.chance
        if drawn.random() >= chance_of:
            return None
        kind = drawn.random()
        if kind < 0.2:  # between two transactions, where there are two
            return Mishap(drawn.randint(1, 3), at_commits=True)
        return Mishap(drawn.randint(1, most), CUT if kind < 0.75 else FULL)

    def news(self) -> dict[str, Any]:
        """What every machine holds, told shortly."""
        return {one.name: len(one.ids()) for one in self.machines}


def upgrade(at: Machine, version: int) -> None:
    """A newer program is put on a machine."""
    at.close()
    at.version = min(max(at.version, version), NEWEST)
    at.open()
    at.world.count("upgrades")
    if at.world.book is not None and at.is_centre:
        at.run(lambda: outcomes.at_start(at.desk))
        at.world.note(at)


NEWEST = versions.NEWER
