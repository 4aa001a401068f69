"""The days of a world: people work, sticks travel, things go wrong; then all roads open and it heals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import peers
from tests.simulation import hostile, invariants, scenes, settling
from tests.simulation import world as worlds
from tests.simulation.machine import DAYS_OF_CLOCKS, Machine
from tests.simulation.places import DISTRICT, TOWNSHIP
from tests.simulation.rich import days as richness
from tests.simulation.road import DAMAGE, Parcel, damage
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.world import World

BUSY = (
    3  # rounds in which people still work: the first write of an idle twin tells it from the other
)
SEEN = 4  # scenes that even a short world shows
ROUNDS = 14  # of full exchange; a world that is not quiet after them never will be


def live(world: World, days: int) -> None:
    """So many days."""
    scene = max(0.2, min(0.8, SEEN / days))
    for _ in range(days):
        world.day += 1
        world.count("room-days", len(world.rooms))
        accidents(world)
        for one in world.chance.sample(world.machines, len(world.machines)):
            work(world, one)
        for one in world.chance.sample(world.machines, len(world.machines)):
            if world.chance.random() < (0.22 if one.place == TOWNSHIP else 0.15):
                send(world, one)
        arrive(world)
        if world.chance.random() < scene:
            scenes.play(world)
        if world.hostile is not None and world.chance.random() < 2 * scene:
            malice(world)
        if world.book is not None:
            richness.day(world, scene)
        if world.chance.random() < 0.15:
            invariants.check_machine(world.chance.choice(world.machines))


def work(world: World, at: Machine) -> None:
    """What is done at one computer on one day."""
    for _ in range(world.chance.choice((0, 0, 0, 1, 1, 2))):
        mishap = world.mishap(0.06, 14)
        if not at.is_centre:
            world.do(at, world.work.draw(at), mishap)
            continue
        kind = world.chance.random()
        if kind < 0.2:
            world.do(at, world.work.for_all(at), mishap, place=f"*{at.place}")
        elif kind < 0.7 and at.place == TOWNSHIP:
            room = world.chance.choice(world.rooms)
            room_id = world.room_ids[room]
            known = world.work.in_room(at, room_id) if kind < 0.5 else None
            world.do(at, known or world.work.for_room(at, room_id), mishap, place=room)
        elif kind < 0.4:
            told = world.work.for_room(at, world.room_ids[TOWNSHIP])
            world.do(at, told, mishap, place=TOWNSHIP)


def send(world: World, at: Machine) -> None:
    """Sticks are written for everybody this machine knows."""
    for to in world.receivers(at):
        parcel = world.make(at, to, world.mishap(0.05, 25))
        if parcel is not None:
            entrust(world, parcel)


def entrust(world: World, parcel: Parcel) -> None:
    """The road does with it what roads do."""
    fate = world.chance.random()
    if fate < 0.12:
        world.count("lost")
    elif fate < 0.27:
        world.count("doubled")
        world.road += [parcel, parcel]
    elif fate < 0.4:
        hurt = damage(parcel, world.chance.choice(DAMAGE), world.chance)
        world.count(hurt.fate)
        world.road.append(hurt)
        if world.chance.random() < 0.5:
            world.road.append(parcel)
    else:
        world.road.append(parcel)


def arrive(world: World) -> None:
    """Some of what is on the road arrives, in any order."""
    world.chance.shuffle(world.road)
    on_the_road = world.road
    world.road = []
    for parcel in on_the_road:
        fate = world.chance.random()
        if fate < 0.3:
            world.road.append(parcel)
        elif fate < 0.35:
            world.count("handed to the wrong machine")
            read(world, parcel, world.chance.choice(world.machines))
        else:
            for one in world.holders(parcel.to)[:1]:
                read(world, parcel, one)
    del world.road[:-60]


def malice(world: World) -> None:
    """What a hostile computer, or a stranger, puts on a stick."""
    assert world.hostile is not None
    at = world.chance.choice(
        [world.at(TOWNSHIP)[0], world.chance.choice(world.at(world.hostile.place))]
    )
    if world.chance.random() < 0.1:
        world.count("strangers")
        taken = world.deliver(hostile.stranger(world, at), at)
        if taken is not None and any(one.outcome not in {"held", "refused"} for one in taken):
            fail("I8", f"{at.name} took a stranger's bundle")
        return
    for kind in world.chance.sample(hostile.kinds_for(at), 2):
        world.count(f"malice: {kind}")
        read(world, world.hostile.parcel(at, kind), at)
    if world.chance.random() < 0.3:
        invariants.check_machine(at)


def read(world: World, parcel: Parcel, at: Machine) -> None:
    """A stick is put in; what must be refused changes nothing."""
    mishap = world.mishap(0.1, 50)
    must_refuse = parcel.fate != "whole" or at not in world.holders(parcel.to)
    before = invariants.digest(at) if must_refuse or mishap else ""
    held = set(at.ids()) if mishap else set()
    taken = world.deliver(parcel, at, mishap)
    if must_refuse:
        lawful = {"refused"} if parcel.fate != "whole" else {"refused", "own", "known"}
        outcome = taken[-1].outcome if taken else "refused"  # those before it were held since long
        if outcome not in lawful:
            fail("I8", f"{at.name} took a {parcel.fate} bundle for another: {outcome}")
        if (taken is None or len(taken) == 1) and invariants.digest(at) != before:
            fail("I8", f"{at.name} changed by what it refused")
    elif taken is None and set(at.ids()) == held and invariants.digest(at) != before:
        if not world.is_written_down(parcel, at):  # else the light went out behind the last step
            fail("I6", f"{at.name} took half of a bundle")
    elif taken is not None:
        world.carried = [*world.carried[-30:], parcel]


def accidents(world: World) -> None:
    """What happens to computers."""
    for one in list(world.machines):
        fate = world.chance.random()
        if fate < 0.15:
            one.put_by()
        elif fate < 0.165 and one.copies:
            world.count("silent restores")
            one.put_back(world.chance.randrange(len(one.copies)))
            world.note(one)
        elif fate < 0.17 and one.copies:
            world.count("restored backups")
            one.put_back(world.chance.randrange(len(one.copies)))
            one.rotate()
            world.note(one)
        elif fate < 0.175:
            world.count("rotated keys")
            one.rotate()
            world.note(one)
        elif fate < 0.182 and not one.is_centre and len(world.at(one.place)) < 4:
            world.count("clones")
            settling.clone(one)
        elif fate < 0.20:
            worlds.upgrade(one, one.version + 1)
        elif fate < 0.24:
            one.clock = world.fate.walls.choice((None, *DAYS_OF_CLOCKS))


def heal(world: World) -> None:
    """All roads are open until nothing moves any more; then everything is compared."""
    for one in world.machines:
        worlds.upgrade(one, worlds.NEWEST)
        world.note(one)
    if world.book is not None:
        richness.heal_begins(world)
    for _ in range(BUSY):
        for one in world.machines:
            world.do(one, world.work.register(one))
        exchange_round(world)
    alive = {id_ for one in world.machines for id_ in one.ids()}
    alive |= {row[0] for one in world.machines for row in one.asked("SELECT id FROM aside")}
    for _ in range(ROUNDS):
        world.count("rounds of healing")
        before = stands(world)
        exchange_round(world)
        if before == stands(world):
            break
    else:
        fail("I14", f"still busy after {ROUNDS} rounds")
    invariants.check_healed(world, alive)
    if world.book is not None:
        richness.check_healed(world)
    township = world.at(TOWNSHIP)[0]
    for one in world.machines:
        if one.place == TOWNSHIP or world.chance.random() < 0.2:
            invariants.check_replay(one)
    below = world.chance.choice([one for one in world.machines if one.place in world.rooms])
    invariants.check_sent_again(world, below, township)
    invariants.check_sent_again(world, township, below)
    invariants.check_older_program(below)


def stands(world: World) -> dict[str, str]:
    """How every machine stands; in rich worlds also which papers it has."""
    papers = world.book.papers if world.book is not None else None
    return {
        one.name: invariants.digest(one) + (papers.told(one) if papers is not None else "")
        for one in world.machines
    }


def exchange_round(world: World) -> None:
    """Upwards from the rooms to the district, and down again."""
    if world.book is not None:
        richness.round_begins(world)
    for roles in ((peers.MATE, peers.CENTRE), (peers.ROOM, peers.LOWER)):
        upwards = peers.CENTRE in roles
        for one in sorted(world.machines, key=depth, reverse=not upwards):
            for to in world.receivers(one):
                if to.role in roles:
                    exchange_one(world, one, to)


def exchange_one(world: World, at: Machine, to: peers.Peer) -> None:
    if world.book is not None and world.book.goes_by_line(at, to):
        return
    parcel = world.make(at, to)
    assert parcel is not None
    for one in world.holders(parcel.to):
        world.deliver(parcel, one)


def depth(at: Machine) -> int:
    """Rooms first, the district last."""
    return {DISTRICT: 2, TOWNSHIP: 1}.get(at.place, 0)
