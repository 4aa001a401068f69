"""Short stories that chance alone tells too seldom: each leads straight to where one rule decides.

A scene happens in the midst of everything else, with the machines as they stand that day; what it leaves behind
goes on in the days after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.simulation import invariants, versions
from tests.simulation import world as worlds
from tests.simulation.machine import Machine, Mishap
from tests.simulation.places import DISTRICT, TOWNSHIP
from tests.simulation.work import FIELDS

if TYPE_CHECKING:
    from tests.simulation.world import World

Scene = Callable[["World"], None]
AGREEMENTS = "SELECT id FROM agreement WHERE case_id = ? AND _frozen IS NULL ORDER BY id"
CASES = 'SELECT id FROM "case" WHERE room_id = ? ORDER BY id'


def neighbours(world: World, at: Machine) -> list[Machine]:
    """The machines a machine writes sticks for."""
    return [one for to in world.receivers(at) for one in world.holders(to.log)[:1] if one is not at]


def carry(world: World, at: Machine, to: Machine, mishap: Mishap | None = None) -> None:
    """A stick from one machine to another, without a detour."""
    for peer in world.receivers(at):
        if to in world.holders(peer.log)[:1]:
            parcel = world.make(at, peer)
            if parcel is not None:
                world.deliver(parcel, to, mishap)
                world.carried = [*world.carried[-30:], parcel]
                return


def pair(world: World) -> tuple[Machine, Machine] | None:
    """Two machines that exchange sticks, the lower place first."""
    one = world.chance.choice(world.machines)
    others = neighbours(world, one)
    if not others:
        return None
    two = world.chance.choice(others)
    return (one, two) if rank(one) <= rank(two) else (two, one)


def rank(at: Machine) -> int:
    return {DISTRICT: 2, TOWNSHIP: 1}.get(at.place, 0)


def for_whom(at: Machine, below: Machine) -> str:
    """Whose lane a machine writes in when it works on what is the lower place's."""
    return below.place if at.place != below.place else ""


def in_common(world: World, one: Machine, two: Machine) -> str | None:
    """A case of the lower place that both hold."""
    room = world.room_ids[one.place]
    theirs = {row[0] for row in two.asked(CASES, room)}
    both = [row[0] for row in one.asked(CASES, room) if row[0] in theirs]
    return world.chance.choice(both) if both else None


def parallel_edits(world: World) -> None:
    """Two change one field without knowing of each other, one of them after much other work; one closes it."""
    both = pair(world)
    if both is None:
        return
    below, above = both
    world.do(below, world.work.register(below))
    carry(world, below, above)
    carry(world, above, below)
    case_id = in_common(world, below, above)
    if case_id is None:
        return
    field = world.chance.choice(FIELDS[:4])
    early, late = world.chance.sample(both, 2)
    for _ in range(world.chance.randint(1, 3)):
        if not late.is_centre:
            world.do(late, world.work.register(late))
    for one in (late, early):
        act = world.work.change(one, case_id, field)
        world.do(one, act, place=for_whom(one, below))
    said = world.work.text()
    world.do(late, world.work.close(late, case_id, field, said), place=for_whom(late, below))
    for at, to in ((late, early), (early, late)):
        carry(world, at, to)
        invariants.check_machine(to)


def signed_and_reworded(world: World) -> None:
    """An agreement is signed at one desk and reworded at another that has not heard of it."""
    both = pair(world)
    if both is None:
        return
    below, above = both
    world.do(below, world.work.register(below))
    case_id = in_common(world, below, below)
    if case_id is None:
        return
    world.do(below, world.work.agree(below, case_id))
    carry(world, below, above)
    agreements = [row[0] for row in below.asked(AGREEMENTS, case_id)]
    for agreement_id in agreements[:1]:
        world.do(below, world.work.sign(below, agreement_id))
        for one in (above, below) if world.chance.random() < 0.5 else (above,):
            act = world.work.reword_one(one, agreement_id)
            world.do(one, act, place=for_whom(one, below))
    carry(world, above, below)
    invariants.check_machine(below)
    carry(world, below, above)
    invariants.check_machine(above)


def programs_of_two_ages(world: World) -> None:
    """A newer program writes what an older one does not know, or must not apply."""
    both = pair(world)
    if both is None:
        return
    older, newer = sorted(both, key=lambda at: at.version)
    if older.version == versions.NEWER:
        return
    worlds.upgrade(newer, older.version + 1)
    some_work(world, newer, [older])
    if not newer.is_centre:
        world.do(newer, world.work.risk(newer))
        world.do(newer, world.work.inquiry(newer))
    carry(world, newer, older)
    invariants.check_machine(older)
    carry(world, older, newer)
    invariants.check_machine(newer)


def put_back(world: World) -> None:
    """A machine goes back to where it stood before others heard of its last work, and works on."""
    at = world.chance.choice([*world.machines, *world.at(TOWNSHIP)])
    near = neighbours(world, at)
    if not near:
        return
    at.put_by()
    for _ in range(2):
        some_work(world, at, near)
        for one in near:
            carry(world, at, one)
            carry(world, one, at)
    world.count("silent restores")
    at.put_back(len(at.copies) - 1)
    world.note(at)
    for one in near:
        carry(world, one, at)
    some_work(world, at, near)
    invariants.check_machine(at)
    for one in near:
        carry(world, at, one)


def some_work(world: World, at: Machine, near: list[Machine]) -> None:
    """Something for everybody a machine works for."""
    below = sorted({one.place for one in near if rank(one) < rank(at)})
    if not at.is_centre:
        world.do(at, world.work.register(at))
    for place in below:
        world.do(at, world.work.for_room(at, world.room_ids[place]), place=place)
    if at.is_centre and not below:
        world.do(at, world.work.for_all(at), place=f"*{at.place}")


def cut_while_taking(world: World) -> None:
    """The light goes out between two transactions, where there are two."""
    both = pair(world)
    if both is None:
        return
    at, to = world.chance.sample(both, 2)
    carry(world, to, at)
    for _ in range(3):
        some_work(world, at, [to])
    before = len(to.ids())
    carry(world, at, to, Mishap(world.chance.randint(1, 3), at_commits=True))
    world.count("entries taken by the light of a cut", len(to.ids()) - before)


SCENES: tuple[Scene, ...] = (
    parallel_edits,
    signed_and_reworded,
    programs_of_two_ages,
    put_back,
    cut_while_taking,
)


def play(world: World) -> None:
    """One of them."""
    scene = world.chance.choice(SCENES)
    world.count(f"scene: {scene.__name__.replace('_', ' ')}")
    scene(world)
