"""unit …, household …, keyperson …"""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import grid, households, key_people, units
from app.desk import room as rooms
from app.desk.edit import get
from app.desk.grid_people import not_one
from app.paths import DataDir
from app.records import Household
from app.settings import Settings
from app.words import language, say


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Units, and those usual at the place that are not in the list."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(units.units, desk.shelf.log)
        offered = desk.look(units.offered, desk.shelf.log)
    kinds = code_list("unit_kind")
    lines = [
        "  ".join(
            filter(None, (one.name, kinds.label(one.kind, language()), one.contact, one.phone))
        )
        for one in found
    ]
    lines += (
        [say("unit_list.offered", names="、".join(one.name for one in offered))] if offered else []
    )
    told = [
        {
            "id": u.id,
            "name": u.name,
            "kind": u.kind,
            "contact": u.contact,
            "phone": u.phone,
            "hours": u.hours,
        }
        for u in found
    ]
    return Answer(
        lines or [say("unit_list.none")], units=told, offered=[one.name for one in offered]
    )


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A unit."""
    values = {
        "name": args.name, "unit_kind": code("unit_kind", args.kind), "response_hours": args.hours,
        "contact": args.contact, "phone": args.phone,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        made = desk.do(units.add_unit, desk.shelf.log, _told(values))
    return Answer(say("unit_list.added", name=args.name), id=made)


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take over units usual at the place."""
    with signed_in(data, settings, args) as desk:
        made = desk.do(units.take_offered, desk.shelf.log, args.names or None)
    return Answer(say("unit_list.taken", count=len(made)), ids=made)


def end(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A unit is no more."""
    with signed_in(data, settings, args) as desk:
        unit = desk.look(units.unit_called, desk.shelf.log, args.name)
        desk.do(units.edit_unit, desk.shelf.log, unit, {"left_on": desk.today()})
    return Answer(say("unit_list.ended", name=args.name), id=unit)


def homes(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Households of a place and below."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        place = desk.look(grid.by_words, log, args.place) if args.place else None
        found = desk.look(households.households, log, place, deep=True)
        tree = desk.look(grid.tree, log)
    lines = [
        "  ".join(filter(None, (one.id[:8], tree.told(one.place_id), one.number, one.head)))
        for one in found
    ]
    told = [
        {
            "id": h.id,
            "place": tree.told(h.place_id),
            "number": h.number,
            "head": h.head,
            "people": h.people,
        }
        for h in found
    ]
    return Answer([*lines, say("grids.households", count=len(found))], households=told)


def add_home(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A household."""
    values = {
        name: getattr(args, name) for name in ("number", "head", "phone", "address", "people")
    }
    with signed_in(data, settings, args) as desk:
        place = desk.look(grid.by_words, desk.shelf.log, args.place)
        made = desk.do(
            households.add_household, desk.shelf.log, {"place_id": place, **_told(values)}
        )
    return Answer(say("households.added"), id=made)


def gone(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A household moved away today."""
    with signed_in(data, settings, args) as desk:
        known = desk.look(households.households, desk.shelf.log)
        found = [one.id for one in known if len(args.id) >= 6 and one.id.startswith(args.id)]
        home = desk.look(get, Household, found[0] if len(found) == 1 else args.id)
        desk.do(households.gone, home.id, desk.today())
    return Answer(say("households.gone"), id=home.id)


def key_count(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """How many key people there are: this everybody may know."""
    with signed_in(data, settings, args) as desk:
        count = desk.look(key_people.how_many, desk.shelf.log, desk.today())
    return Answer(say("grids.key_people", count=count), count=count)


def key_list(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Who they are, for those who may see them."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        found = desk.look(key_people.key_people, log, desk.user, desk.today())
        tree = desk.look(grid.tree, log)
    groups = code_list("special_group")
    lines = [
        "  ".join(filter(None, (k.name, "、".join(groups.label(g, language()) for g in k.groups or ()),
                                tree.told(k.place_id))))
        for k in found
    ]  # fmt: skip
    told = [
        {"id": k.id, "name": k.name, "groups": k.groups or [], "place": tree.told(k.place_id)}
        for k in found
    ]
    return Answer(lines or [say("key_people.none")], key_people=told)


def key_add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One more key person."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        place = desk.look(grid.by_words, log, args.place) if args.place else None
        values = {
            "name": args.name, "id_number": args.id_number, "place_id": place, "why": args.why,
            "groups": [code("special_group", one) for one in args.groups], "since": desk.today(),
        }  # fmt: skip
        made = desk.do(key_people.add_key_person, log, desk.user, _told(values))
    return Answer(say("key_people.added"), id=made)


def key_allow(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Let a mediator see them, or no more."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        staff = desk.look(lambda db: rooms.mediators(db, rooms.own_room(db, log).id))
        found = [one.id for one in staff if one.name == args.name]
        if len(found) != 1:
            raise not_one(args.name, len(found))
        desk.do(key_people.let_see, log, desk.user, found[0], may=not args.no_more)
    return Answer(say("key_people.allowed"), mediator_id=found[0], may=not args.no_more)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
