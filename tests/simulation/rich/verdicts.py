"""Conflicts that several close at once, not knowing of each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.desk import conflicts
from tests.simulation import scenes
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine
    from tests.simulation.world import World

Told = dict[tuple[str, str, str], tuple[str, frozenset[str]]]


def close_at_once(world: World) -> None:
    """Two change one field; both hear of it, and each closes it with a word of his own."""
    both = scenes.pair(world)
    if both is None:
        return
    below, above = both
    world.do(below, world.work.register(below))
    scenes.carry(world, below, above)
    scenes.carry(world, above, below)
    case_id = scenes.in_common(world, below, above)
    if case_id is None:
        return
    field = "summary"
    for one in both:
        world.do(one, world.work.change(one, case_id, field), place=scenes.for_whom(one, below))
    scenes.carry(world, below, above)
    scenes.carry(world, above, below)
    for one in both:
        said = world.work.text()
        seen = [
            heads
            for (_, row, name), (_, heads) in open_at(one).items()
            if (row, name) == (case_id, field)
        ]
        world.count("conflicts closed at once", len(seen))
        if seen:

            def close(db: Session, said: str = said, seen: frozenset[str] = seen[0]) -> None:
                conflicts.close(db, "case", case_id, field, said, seen)

            world.do(one, partial(one.desk.do, close), place=scenes.for_whom(one, below))
    scenes.carry(world, below, above)
    scenes.carry(world, above, below)


def open_at(at: Machine) -> Told:
    """What a machine asks a person to settle: how it is sorted, and between which versions."""
    with at.shelf.reading() as db:
        found = conflicts.open_conflicts(db, limit=10_000)
        return {(one.kind, one.row, one.field): (one.sort, one.versions) for one in found}


def check_healed(world: World) -> None:
    """Everybody in one place is asked the same."""
    for place in sorted({one.place for one in world.machines}):
        first, *others = world.at(place)
        told = open_at(first)
        world.count("open conflicts", len(told))
        if any(open_at(one) != told for one in others):
            fail("I3", f"the computers of {place} do not ask the same")
