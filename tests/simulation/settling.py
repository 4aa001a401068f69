"""How a world begins: places set up, computers enrolled by card, first bundle and spoken fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app import clock
from app.desk import enrolment, mates, newcomer, series
from app.paths import DataDir
from app.records import Mediator, Room, Workstation
from app.store import locals_, peers
from app.sync import seal
from tests.simulation import faults, versions
from tests.simulation.hostile import Hostile
from tests.simulation.machine import SECRET, Machine
from tests.simulation.places import DISTRICT, TOWNSHIP
from tests.simulation.rich import wire

if TYPE_CHECKING:
    from tests.simulation.world import World


def names(at: Machine) -> list[str]:
    """The log a machine writes in, and those it answers for."""
    with at.shelf.reading() as db:
        return [at.log, *series.lives(db, at.log)]


def own_logs(at: Machine) -> set[str]:
    """The logs a machine writes in now: its own, and at a centre its lanes."""
    with at.shelf.engine.connect() as link:
        told = "SELECT log FROM scope WHERE key IS NOT NULL"
        return {at.log, *(row[0] for row in link.exec_driver_sql(told))}


def settle(world: World) -> None:
    """Everybody stands where the seed puts him, and all are enrolled."""
    chance = world.chance
    with_district = chance.random() < 0.7
    township = _place(world, TOWNSHIP, is_centre=True)
    if with_district:
        report(_place(world, DISTRICT, is_centre=True), township)
    for n in range(chance.choice((1, 1, 2, 2, 3))):
        place = f"R{n + 1}"
        world.rooms.append(place)
        first = _place(world, place, is_centre=False)
        report(township, first)
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            mate(world, first)
    if chance.random() < 0.6:
        world.hostile = Hostile(world, chance.choice(world.rooms))
        world.hostile.enrol(township, peers.ROOM)
        if chance.random() < 0.5:
            world.hostile.enrol(world.at(world.hostile.place)[0], peers.MATE)
    for one in world.machines:
        one.version = chance.choice((versions.OLD, versions.TODAY, versions.TODAY, versions.NEWER))
        one.close()
        one.open()


def _machine(world: World, place: str, *, is_centre: bool) -> Machine:
    name = f"{place}{'abcdefgh'[len(world.at(place))]}"
    made = Machine(world, name, place, is_centre, world.fresh_folder(name))
    made.version = versions.OLD
    made.begin()
    world.machines.append(made)
    return made


def _place(world: World, place: str, *, is_centre: bool) -> Machine:
    made = _machine(world, place, is_centre=is_centre)

    def set_up(db: Session) -> tuple[str, str]:
        room = Room(committee=place, room_name=place, short_name=place, is_centre=is_centre)
        who = Mediator(room_id=room.id, position=1, name=place)
        address = seal.address(made.shelf.identity)
        db.add_all([room, who])
        db.add(Workstation(room_id=room.id, log=made.log, letter="", recipient=address))
        return room.id, who.id

    clock.hold(made.now())
    world.room_ids[place], made.user = made.desk.do(set_up)
    made.desk.user = made.user
    world.note(made)
    return made


def mate(world: World, first: Machine) -> Machine:
    """One more computer of a room: its card on a stick, let in by a spoken fingerprint, and in it is."""
    made = _machine(world, first.place, is_centre=False)
    made.user = made.desk.user = first.user
    stick = world.fresh_folder("stick")
    stick.mkdir()
    with made.shelf.local_writing() as link:
        locals_.put(link, newcomer.NAME, made.name)
    asking = newcomer.Newcomer(DataDir(made.folder), made.shelf, SECRET)
    asking.ask(stick)
    mates.admit(first.desk, stick, asking.fingerprint)
    world.note(first)
    asking.enter(stick, enrolment.own_fingerprint(first.desk))
    world.note(made)
    return made


def clone(of: Machine) -> Machine:
    """A cloned disk: the same file, the same key, on one more computer of the place."""
    world = of.world
    name = f"{of.place}{'abcdefgh'[len(world.at(of.place))]}"
    made = Machine(
        world, name, of.place, of.is_centre, world.fresh_folder(name), of.user, of.version
    )
    faults.copy_folder(of.folder, made.folder)
    made.open()
    made.read_to = of.read_to
    made.acknowledged = set(of.acknowledged)
    made.met_twin = set(of.met_twin)
    if world.book is not None:
        world.book.cloned(of, made)
    world.machines.append(made)
    return made


def report(centre: Machine, below: Machine) -> None:
    """A place joins its centre by card; its first bundle waits until its fingerprint was read out."""
    world = centre.world
    card = world.fresh_folder("card")
    url = None if world.book is None else wire.url_of(centre)
    enrolment.centre_card(centre.desk, card, url, public=True)
    enrolment.join(below.desk, card)
    (to,) = (one for one in world.receivers(below) if one.role == peers.CENTRE)
    first = world.make(below, to)
    assert first is not None
    world.deliver(first, centre)
    enrolment.approve(centre.desk, enrolment.own_fingerprint(below.desk))
    world.note(centre)
