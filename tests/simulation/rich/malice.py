"""What a hostile computer does with papers: names others' by their hash, and brings false bytes of those that lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.sync import pack
from tests.simulation.rich import papers
from tests.simulation.road import Parcel

if TYPE_CHECKING:
    from tests.simulation.hostile import Hostile
    from tests.simulation.machine import Machine
    from tests.simulation.world import World

LACKING = "SELECT sha256, size FROM blob WHERE NOT whole ORDER BY sha256"
WHOLE = "SELECT sha256 FROM blob WHERE whole ORDER BY sha256"


def false_paper(world: World, of: Hostile, at: Machine) -> Parcel | None:
    """Other bytes of a paper that is not whole there."""
    assert world.book is not None
    chance = world.book.chance
    lacking = at.asked(LACKING)
    if not lacking:
        return None
    sha256, size = chance.choice(lacking)
    start = chance.randrange(size)

    def load(hold: pack.Hold) -> None:
        hold.put(sha256, start, size, lambda sink: sink.write(chance.randbytes(size - start)))

    world.count("malice: false paper")
    return of.sealed(at, "false paper", [], load=load)


def leaked(world: World, of: Hostile, at: Machine) -> Parcel | None:
    """A record of its own with the hash of another place's paper."""
    assert world.book is not None
    known, chance = world.book.papers.known, world.book.chance
    here = papers.held(at) & {row[0] for row in at.asked(WHOLE)} & known.keys()
    foreign = [x for x in sorted(here) if known[x].named and not known[x].may_be_at(of.place)]
    if not foreign:
        return None
    sha256 = chance.choice(foreign)
    known[sha256].leaked = of.place
    row = world.fate.draws.randbytes(16).hex()
    told = {"sha256": sha256, "size": len(known[sha256].content), "paper": "record"}
    world.count("malice: leaked hash")
    return of.sealed(at, "leaked hash", of.naming([["i", "printed", row, told]]))
