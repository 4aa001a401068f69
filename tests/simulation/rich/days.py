"""What a rich day brings besides, and what is compared besides once all is healed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

from app.desk import attached, exchange
from app.store import pieces
from tests.simulation import invariants
from tests.simulation.places import DISTRICT, TOWNSHIP
from tests.simulation.rich import closures, errands, scenes, verdicts, wire
from tests.simulation.rich.book import Book
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine
    from tests.simulation.world import World

LEAST, LONGEST, STICK = 1_000, 7_000, 24_000  # bytes: small papers travel as large ones do


@contextmanager
def rules(world: World) -> Iterator[None]:
    """In a rich world stretches are short, sticks are small and nobody calls by himself."""
    with ExitStack() as stack:
        if world.book is not None:
            stack.enter_context(patch.object(attached, "LEAST", LEAST))
            stack.enter_context(patch.object(pieces, "LONGEST", LONGEST))
            stack.enter_context(patch.object(attached, "STICK", STICK))
            stack.enter_context(wire.nobody_else_calls())
        yield


def book_of(world: World) -> Book:
    assert world.book is not None
    return world.book


def day(world: World, scene: float) -> None:
    """Errands, papers, notes and calls of one day; now and then a computer is closed, a story is told."""
    book = book_of(world)
    chance = book.chance
    for one in chance.sample(world.machines, len(world.machines)):
        _work(world, one)
    if chance.random() < 0.12:
        closures.close(world, world.mishap(0.06, 14, chance))
    if chance.random() < 0.12:
        closures.let_in(world, world.mishap(0.06, 14, chance))
    if chance.random() < scene:
        scenes.play(world)
    if chance.random() < 0.3:
        closures.check(world)


def _work(world: World, at: Machine) -> None:
    """What is done at one computer, and happens to it."""
    book = book_of(world)
    chance = book.chance
    if chance.random() < 0.4:
        _act(world, at)
    if at.is_centre and chance.random() < 0.4:
        errands.act(at, world.mishap(0.08, 20, chance))
    if at.place != DISTRICT and chance.random() < 0.15:
        wire.sync(world, at)
    if chance.random() < 0.02:
        book.papers.lose(at)


def _act(world: World, at: Machine) -> None:
    book = book_of(world)
    chance = book.chance
    mishap = world.mishap(0.08, 20, chance)
    kind = chance.random()
    if kind < 0.3:
        errands.act(at, mishap)
    elif kind < 0.65 and at.place != DISTRICT:
        place = chance.choice(world.rooms) if at.is_centre else at.place
        book.papers.print(at, place, mishap)
    elif kind < 0.7:
        book.papers.print_again(at, mishap)
    else:
        book.notes.act(at, mishap)


def heal_begins(world: World) -> None:
    """Sticks have room again; some places have no stick and heal over the line alone."""
    chance = book_of(world).chance
    closures.check(world)
    attached.STICK = 400 * 1024 * 1024
    book_of(world).by_line = {place for place in world.rooms if chance.random() < 0.5}


def round_begins(world: World) -> None:
    """Whoever is closed is let in again, and what was held of it is looked at."""
    closures.let_all_in(world)
    for one in world.machines:
        one.run(partial(exchange.take_held, one.desk))
        world.note(one)


def check_healed(world: World) -> None:
    """Papers, notes, errands, conflicts; then the line has nothing more to say."""
    book = book_of(world)
    book.papers.check_healed(book.papers.sound())
    for one in world.machines:
        book.notes.check(one)
    district = world.at(DISTRICT) or world.at(TOWNSHIP)
    errands.check_healed(world, set(district[0].ids("1, 2, 3")))
    verdicts.check_healed(world)
    for one in world.machines:
        if one.place in world.rooms:
            before = invariants.digest(one)
            outcome = wire.sync(world, one, safe=True)
            if outcome not in {"agreed", "no line"} or invariants.digest(one) != before:
                fail("line", f"{one.name} was healed, and the line ended with {outcome}")
