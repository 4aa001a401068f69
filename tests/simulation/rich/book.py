"""What a rich world knows besides its entries: papers, private notes, whose computer is closed, who has a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import peers
from tests.simulation.ledger import Known
from tests.simulation.places import TOWNSHIP
from tests.simulation.rich import opened, wire
from tests.simulation.rich.notes import Notes
from tests.simulation.rich.papers import Papers
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine
    from tests.simulation.world import World


class Book:
    """One book for the whole world; what only happens in rich worlds is drawn from its stream of chance."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = world.fate.rich
        self.papers = Papers(world)
        self.notes = Notes(world)
        self.by_line: set[str] = set()  # places whose computers heal over the line alone

    def place_of_room(self, room_id: str) -> str:
        """The place with this room id."""
        return next(place for place, id_ in self.world.room_ids.items() if id_ == room_id)

    def written(self, at: Machine, known: Known, place: str) -> None:
        """An entry was written just now: for whom it is, and which papers it names."""
        owner = self.world.ledger.owner[known.log]
        if place and owner != place:
            fail("scope", f"{at.name} wrote for {place} in a log of {owner}")
        self.papers.named(known, owner)

    def look_into(self, at: Machine, to: str, data: bytes) -> None:
        """A bundle was made: it holds no private word, and of papers only what its receiver may see."""
        place, identity = self._receiver(to)
        if identity:
            told = opened.unsealed(data, identity)
            self.notes.check_bundle(at, told)
            self.papers.check_bundle(at, place, told)

    def _receiver(self, to: str) -> tuple[str, str]:
        hostile = self.world.hostile
        if hostile is not None and to == hostile.log:
            return hostile.place, hostile.identity
        holders = self.world.holders(to)
        return (holders[0].place, holders[0].shelf.identity) if holders else ("", "")

    def put_back(self, at: Machine) -> None:
        """An older state of a machine took the place of what stood there."""
        self.notes.reread(at)
        if at.place == TOWNSHIP:
            self.papers.forgotten()

    def cloned(self, of: Machine, made: Machine) -> None:
        self.notes.cloned(of, made)

    def goes_by_line(self, at: Machine, to: peers.Peer) -> bool:
        """Whether two places heal over the line; the lower one calls."""
        if to.role == peers.CENTRE and at.place in self.by_line:
            wire.sync(self.world, at, safe=True)
            return True
        below = [one.place for one in self.world.holders(to.log)]
        return at.is_centre and bool(below) and below[0] in self.by_line
