"""A small filled grid for the throw-away room: villages, grids, micro-grids, people, households, units."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy.orm import Session

from app.codes import table
from app.desk import cases, edit, grid_people, households, key_people, units
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.grid import tree
from app.records import Place


def fill(desk: Desk, seed: int = 7) -> None:
    """Put the sample grid into a room; places its cases name already are gone on with."""
    chance = random.Random(seed)  # noqa: S311  sample data, nothing secret
    desk.do(fill_places, desk.shelf.log)
    desk.do(fill_people, desk.shelf.log, chance)
    desk.do(key_people.let_see, desk.shelf.log, desk.user, desk.user, may=True)


def fill_places(db: Session, log: str) -> None:
    """The tree and the units of the sample."""
    told = table("demo/grid")
    paths: dict[tuple[str, ...], str] = {tuple(told["special"]): "special"}
    for village in told["villages"]:
        for depth, kind in enumerate(told["kinds"], 1):
            paths[tuple(village[:depth])] = kind
        for grid in told["grids"]:
            paths |= {(*village, grid): "basic"}
            paths |= {(*village, grid, micro): "micro" for micro in told["micros"]}
    room_id = rooms.own_room(db, log).id
    for path, kind in paths.items():
        place = cases.find_or_make_place(db, room_id, list(path))
        db.flush()
        edit.edit(db, Place, place or "", {"grid_kind": kind})
    known = {one.name for one in units.units(db, log)}
    for one in told["unit"]:
        if one["name"] in known:
            continue
        facts = {name: one[name] for name in ("name", "contact", "phone")}
        facts |= {"unit_kind": one["kind"], "response_hours": one["hours"]}
        units.add_unit(db, log, facts)


def fill_people(db: Session, log: str, chance: random.Random) -> None:
    """Heads and workers of each grid, fifteen to twenty households in each micro-grid."""
    told, names = table("demo/grid"), table("demo/room")

    def name() -> str:
        return str(chance.choice(names["surnames"]) + chance.choice(names["given"]))

    standing = tree(db, log)
    grids = [one for one in standing.order if standing.nodes[one].kind in {"basic", "special"}]
    for n, one in enumerate(grids):
        for person in told["person"][: 3 if n % 2 else 2]:
            facts = {"name": name(), "phone": f"1990001{chance.randrange(10000):04d}"}
            posts = [{"role": person["role"], "place_id": one}]
            grid_people.add_person(db, log, {**facts, "title": person["title"]}, posts)
    village = next(one for one in standing.order if standing.nodes[one].kind == "village")
    for one in told["helper"]:
        posts = [{"role": one["role"], "place_id": village}]
        grid_people.add_person(db, log, {x: one[x] for x in ("name", "title", "phone")}, posts)
    staff = rooms.mediators(db, rooms.own_room(db, log).id)
    for mediator, place in zip(staff, grids, strict=False):
        posts = [{"role": "grid_mediator", "place_id": place}, {"role": "law"}]
        grid_people.add_person(db, log, {"mediator_id": mediator.id}, posts)
    for one in standing.order:
        if standing.nodes[one].kind == "micro":
            for number in range(1, chance.randrange(12, 22)):
                _household(db, log, one, number, name(), chance)


def _household(
    db: Session, log: str, place_id: str, number: int, head: str, chance: random.Random
) -> None:
    values: dict[str, Any] = {"place_id": place_id, "number": f"{number}号", "head": head}
    values["people"] = chance.randrange(1, 7)
    if chance.randrange(9) == 0:
        values["care"] = ["elderly"]
    households.add_household(db, log, values)
