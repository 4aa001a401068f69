"""Short stories of rich worlds, each leading straight to where one rule decides."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.desk import closing, dispatches, handovers
from app.store import closings, keys, peers
from tests.simulation import days, scenes
from tests.simulation.places import TOWNSHIP
from tests.simulation.rich import closures, errands, malice, verdicts, wire
from tests.simulation.rich.book import Book

if TYPE_CHECKING:
    from tests.simulation.machine import Machine
    from tests.simulation.world import World

Scene = Callable[["World"], None]
LINES = "SELECT id FROM dispatch WHERE to_room_id = ? ORDER BY id"
CASES = 'SELECT id FROM "case" WHERE room_id = ? ORDER BY id'


def there_and_back(world: World, below: Machine, above: Machine, times: int = 1) -> None:
    for _ in range(times):
        scenes.carry(world, below, above)
        scenes.carry(world, above, below)


def town(world: World) -> tuple[Machine, Machine]:
    """The township, and a computer of one of its rooms."""
    at = world.at(TOWNSHIP)[0]
    return at, _chance(world).choice([one for one in world.machines if one.place in world.rooms])


def false_paper(world: World) -> None:
    """Of a paper that is under way somebody brings other bytes; it comes whole all the same."""
    at, below = town(world)
    scenes.carry(world, at, below)
    book_of(world).papers.print(below, below.place, None, size=30_000)
    there_and_back(world, below, at)
    if world.hostile is not None:
        told = malice.false_paper(world, world.hostile, at)
        if told is not None:
            days.read(world, told, at)
    there_and_back(world, below, at, 2)


def leaked_hash(world: World) -> None:
    """A place names a paper of another by its hash, and its other computers ask for it."""
    at = world.at(TOWNSHIP)[0]
    hostile = world.hostile
    others = (
        [x for x in world.machines if x.place in world.rooms and x.place != hostile.place]
        if hostile
        else []
    )
    if hostile is None or not others:
        return
    below = _chance(world).choice(others)
    book_of(world).papers.print(below, below.place, None)
    there_and_back(world, below, at, 2)
    told = malice.leaked(world, hostile, at)
    if told is not None:
        days.read(world, told, at)
        for one in world.at(hostile.place)[:1]:
            scenes.carry(world, at, one)
            there_and_back(world, one, at)


def paper_lost_and_found(world: World) -> None:
    """A disk damages a paper that another has."""
    at, below = town(world)
    book_of(world).papers.print(below, below.place, None)
    there_and_back(world, below, at)
    book_of(world).papers.lose(_chance(world).choice((at, below)))
    there_and_back(world, below, at)


def closed_and_let_in(world: World) -> None:
    """A computer is closed and works on; others bring what it wrote, which counts once it is let in."""
    at, below = town(world)
    there_and_back(world, below, at)
    with at.shelf.reading() as db:
        shut = closings.in_force(db)
        known = peers.find(db, below.log)
    if below.log in shut or known is None:  # where a log it went on from is closed, it is held
        return
    act = partial(closing.close, at.desk, keys.fingerprint(below.log), "丢了")
    world.count("computers closed")
    world.do(at, act)
    for _ in range(2):
        world.do(below, world.work.register(below))
    scenes.carry(world, below, at)
    for mate in world.at(below.place)[:2]:
        if mate is not below:
            scenes.carry(world, below, mate)
            scenes.carry(world, mate, at)
    closures.check(world)
    if _chance(world).random() < 0.7:
        closures.let_in(world, None)
        closures.check(world)
        there_and_back(world, below, at)


def handed_out(world: World) -> None:
    """A dispatch goes through its steps, some of them crossing on the road."""
    at, below = town(world)
    said = world.work.text()
    matter = {"case": {"summary": said}, "parties": [{"role": "applicant", "name": said}]}
    room = world.room_ids[below.place]
    world.count("dispatches")
    world.do(at, partial(dispatches.send, at.desk, room, {"title": said}, matter))
    there_and_back(world, below, at)
    ids = [row[0] for row in below.asked(LINES, room)]
    if not ids:
        return
    id_ = _chance(world).choice(ids)
    errands.accept(below, id_, None)
    for name in ("progress", "done"):
        world.do(below, partial(dispatches.step, below.desk, id_, name, world.work.text()))
        world.do(at, partial(dispatches.step, at.desk, id_, "reminded", world.work.text()))
        if _chance(world).random() < 0.6:
            there_and_back(world, below, at)
    name = _chance(world).choice(("confirmed", "again"))
    world.do(at, partial(dispatches.step, at.desk, id_, name, world.work.text()))


def handed_over(world: World) -> None:
    """A room's case goes to another, and the room hears how that went."""
    at, below = town(world)
    others = [
        one for one in world.machines if one.place in world.rooms and one.place != below.place
    ]
    if not others:
        return
    other = _chance(world).choice(others)
    room = world.room_ids[below.place]
    world.do(below, world.work.register(below))
    cases = [row[0] for row in below.asked(CASES, room)]
    if not cases:
        return
    case_id = _chance(world).choice(cases)
    world.count("handovers asked")
    ask = partial(below.desk.do, handovers.ask, world.day_on, case_id, "别处", world.work.text())
    world.do(below, ask)
    there_and_back(world, below, at)
    asked = [row[0] for row in at.asked("SELECT id FROM handover WHERE case_id = ?", case_id)]
    if not asked:
        return
    world.count("handovers granted")
    to = world.room_ids[other.place]
    world.do(at, partial(handovers.grant, at.desk, asked[0], to, {}))
    there_and_back(world, other, at)
    for (id_,) in other.asked("SELECT id FROM dispatch WHERE handover_id = ?", asked[0]):
        errands.accept(other, id_, None)
    there_and_back(world, other, at)
    there_and_back(world, below, at)


def called_again_and_again(world: World) -> None:
    """Much to be said, in the smallest of bundles; what was cut off is said again."""
    at, below = town(world)
    for _ in range(3):
        world.do(below, world.work.register(below))
    book_of(world).papers.print(below, below.place, None, size=20_000)
    world.do(at, world.work.for_room(at, world.room_ids[below.place]), place=below.place)
    for _ in range(2):
        wire.sync(world, below, budget=wire.BUDGETS[0])


SCENES: tuple[Scene, ...] = (
    false_paper, leaked_hash, paper_lost_and_found, closed_and_let_in, handed_out, handed_over,
    called_again_and_again, verdicts.close_at_once,
)  # fmt: skip


def play(world: World) -> None:
    """One of them."""
    scene = _chance(world).choice(SCENES)
    world.count(f"scene: {scene.__name__.replace('_', ' ')}")
    scene(world)


def book_of(world: World) -> Book:
    assert world.book is not None
    return world.book


def _chance(world: World) -> random.Random:
    return book_of(world).chance
