"""Papers of the world: their bytes, who may see them, and who must hold them once all is healed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.desk import attached, printing
from app.store.attachments import Attachments
from tests.simulation.ledger import Known
from tests.simulation.places import sees
from tests.simulation.rich.opened import Unsealed
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine, Mishap
    from tests.simulation.world import World

CASES = 'SELECT id FROM "case" WHERE room_id = ? ORDER BY id'
PRINTED = "SELECT id FROM printed WHERE sha256 IS NOT NULL ORDER BY id"
WHOLE = "SELECT sha256 FROM blob WHERE whole"
SMALL, LARGE = 200, 24_000  # bytes


@dataclass(frozen=True)
class Leaf:
    """What the program asks of a drawn paper."""

    paper: str = "record"
    pages: int = 1
    missing: str = ""
    digest: str = ""


@dataclass
class Paper:
    """One paper: its bytes, and the places it was written for."""

    content: bytes
    places: set[str]
    named: bool = False  # an entry names it
    leaked: str = ""  # a hostile place that knows its hash
    forgotten: bool = False  # the centre that knew it for leaked was put back

    def must_be_at(self, place: str) -> bool:
        """Whether it was written for this place, or for one that this one sees."""
        return any(sees(place, owner) for owner in self.places)

    def may_be_at(self, place: str) -> bool:
        """Also where a centre that was put back may take a leaked hash for the leaking place's own."""
        return self.must_be_at(place) or (self.forgotten and sees(place, self.leaked))


@dataclass
class Papers:
    """Every paper that was ever printed, by its hash."""

    world: World
    known: dict[str, Paper] = field(default_factory=dict)

    def print(self, at: Machine, place: str, mishap: Mishap | None, *, size: int = 0) -> None:
        """A paper of a case is printed, and kept."""
        assert self.world.book is not None
        chance = self.world.book.chance
        cases = [row[0] for row in at.asked(CASES, self.world.room_ids[place])]
        if not cases:
            return
        drawn = (SMALL, chance.randint(SMALL, LARGE), chance.randint(SMALL, 4 * SMALL))
        size = size or chance.choice(drawn)
        content = b"%PDF-1.4 " + chance.randbytes(size)
        self.known[hashlib.sha256(content).hexdigest()] = Paper(content, {place, at.place})
        told: Any = Leaf()
        draft = printing.Draft(chance.choice(cases[-6:]), None, content, told, 1)
        self.world.count("papers printed")
        self.world.do(at, lambda: printing.keep(at.desk, draft, "file", 1), mishap)

    def print_again(self, at: Machine, mishap: Mishap | None) -> None:
        """A paper that is here leaves the program once more."""
        assert self.world.book is not None
        printed = [row[0] for row in at.asked(PRINTED)]
        if printed and not at.is_centre:
            which = self.world.book.chance.choice(printed)
            self.world.do(at, lambda: printing.keep_again(at.desk, which, "file", 1), mishap)

    def named(self, known: Known, owner: str) -> None:
        """An honest entry names papers: where it may be seen, they may be."""
        for op, kind, _, told in known.body.ops:
            if op == "i" and kind == "printed" and told.get("sha256") in self.known:
                paper = self.known[told["sha256"]]
                paper.named = True
                if not paper.leaked or owner != paper.leaked:
                    paper.places.add(owner)

    def forgotten(self) -> None:
        """The centre was put back: a hash that leaked before may look like the leaking place's own."""
        for paper in self.known.values():
            paper.forgotten |= bool(paper.leaked)

    def lose(self, at: Machine) -> None:
        """A disk damages a paper; the check-up finds it, and it is asked for again."""
        assert self.world.book is not None
        chance = self.world.book.chance
        here = sorted(held(at))
        if not here:
            return
        sha256 = chance.choice(here)
        place = _kept(at).root / sha256[:2] / f"{sha256}.age"
        data = bytearray(place.read_bytes())
        data[-chance.randint(1, min(len(data), 200))] ^= 1 + chance.randrange(255)
        place.write_bytes(bytes(data) if chance.random() < 0.7 else bytes(data[: len(data) // 2]))
        self.world.count("papers damaged on a disk")
        at.run(lambda: attached.ask_again(at.desk, [sha256]))

    def told(self, at: Machine) -> str:
        """Which papers lie there, in one hash."""
        return hashlib.sha256("".join(sorted(held(at))).encode()).hexdigest()

    def whole_at(self, at: Machine) -> set[str]:
        """The named papers that a machine has."""
        here = {row[0] for row in at.asked(WHOLE)} & held(at)
        return {sha256 for sha256 in here if self.known[sha256].named}

    def sound(self) -> set[str]:
        """Papers of which a whole copy lies somewhere that its entry reached."""
        return set().union(*map(self.whole_at, self.world.machines))

    def check_healed(self, sound: set[str]) -> None:
        """Whole and equal wherever the row may be seen, and held nowhere else."""
        for one in self.world.machines:
            here, kept = held(one), _kept(one)
            for sha256 in here:
                paper = self.known.get(sha256)
                if paper is None:
                    fail("papers", f"{one.name} keeps what nobody printed")
                if not paper.may_be_at(one.place):
                    fail("papers", f"{one.name} holds a paper of {sorted(paper.places)}")
                if kept.get(sha256) != paper.content:
                    fail("papers", f"{one.name} holds other bytes than were printed")
            must = {x for x in sound & self._rows(one) if self.known[x].must_be_at(one.place)}
            if must - here:
                fail("papers", f"{one.name} lacks {len(must - here)} of {len(must)} papers")
            attached.settle(one.desk)  # where the power went before it was written down
            if must - {row[0] for row in one.asked(WHOLE)}:
                fail("papers", f"{one.name} does not know that a paper is whole")
            self.world.count("papers compared", len(must))

    def _rows(self, at: Machine) -> set[str]:
        return {row[0] for row in at.asked("SELECT sha256 FROM printed WHERE sha256 IS NOT NULL")}

    def check_bundle(self, at: Machine, place: str, told: Unsealed) -> None:
        """Of papers a bundle carries what its receiver may see, and true bytes."""
        at_byte = 0
        for section in told.sections:
            part = told.rest[at_byte : at_byte + section["len"]]
            at_byte += section["len"]
            paper = self.known.get(section["blob"])
            start = section.get("from", 0)
            self.world.count("stretches of papers sent")
            if paper is None or not paper.may_be_at(place):
                fail("papers", f"{at.name} sends {place} a paper that is not for it")
            if paper.content[start : start + len(part)] != part:
                fail("papers", f"{at.name} sends other bytes than were printed")


def held(at: Machine) -> set[str]:
    """The papers whose files lie on a machine under their hash."""
    return {path.stem for path in at.desk.data.attachments.glob("??/*.age")}


def _kept(at: Machine) -> Attachments:
    return Attachments(at.desk.data.attachments, at.shelf.identity)
