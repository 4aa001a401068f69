"""person list, add, post, end, leave, mediator."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import grid, grid_people, units
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.grid_people import PersonLine
from app.paths import DataDir
from app.rules.grid_tree import Tree
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """People and their posts."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        place = desk.look(grid.by_words, log, args.place) if args.place else None
        role = code("post_role", args.role) or ""
        found = desk.look(
            grid_people.people, log, desk.today(), place_id=place, deep=True, role=role
        )
        tree = desk.look(grid.tree, log)
        spare, workers = desk.look(grid_people.reserve, log, desk.today())
    lines = [_line(tree, one) for one in found] or [say("people.none")]
    return Answer(
        [*lines, say("grids.reserve", workers=workers, count=spare)],
        people=[_facts(tree, one) for one in found],
        workers=workers,
        reserve=spare,
    )


def _facts(tree: Tree, one: PersonLine) -> dict[str, Any]:
    posts = [{"role": post.role, "place": tree.told(post.place_id)} for post in one.posts]
    return {
        "id": one.id, "name": one.name, "phone": one.phone, "title": one.title, "unit": one.unit,
        "mediator_id": one.mediator_id, "posts": posts,
    }  # fmt: skip


def _line(tree: Tree, one: PersonLine) -> str:
    posts = [
        " ".join(
            filter(None, (code_list("post_role").label(p.role, language()), tree.told(p.place_id)))
        )
        for p in one.posts
    ]
    return "  ".join(filter(None, (one.name, one.unit, one.title, "；".join(posts))))


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A person with posts; a mediator of the room is named, not typed again."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        values = {
            name: getattr(args, name)
            for name in ("phone", "title", "remark")
            if getattr(args, name)
        }
        if args.unit:
            values["unit_id"] = desk.look(units.unit_called, log, args.unit)
        staff = desk.look(lambda db: rooms.mediators(db, rooms.own_room(db, log).id))
        same = [one.id for one in staff if one.name == args.name]
        values |= {"mediator_id": same[0]} if len(same) == 1 else {"name": args.name}
        person = desk.do(grid_people.add_person, log, values, _posts(desk, args))
    return Answer(say("people.added", name=args.name), id=person, mediator=len(same) == 1)


def _posts(desk: Desk, args: argparse.Namespace) -> list[dict[str, Any]]:
    place = desk.look(grid.by_words, desk.shelf.log, args.place) if args.place else None
    return [{"role": code("post_role", role), "place_id": place} for role in args.roles]


def _who(desk: Desk, args: argparse.Namespace) -> str:
    return desk.look(grid_people.person_called, desk.shelf.log, desk.today(), args.name)


def post(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One more post of a person."""
    with signed_in(data, settings, args) as desk:
        person = _who(desk, args)
        for told in _posts(desk, args):
            desk.do(grid_people.add_post, person, told)
    return Answer(say("people.posted", name=args.name), id=person)


def end(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A post ends today."""
    with signed_in(data, settings, args) as desk:
        person = _who(desk, args)
        (line,) = desk.look(grid_people.people, desk.shelf.log, desk.today(), ids=[person])
        wanted = [(told["role"], told["place_id"]) for told in _posts(desk, args)]
        ending = [
            p.id
            for p in line.posts
            if p.id and any(p.role == role and at in (None, p.place_id) for role, at in wanted)
        ]  # without a place: wherever he has it
        if not ending:
            raise Trouble("people.no_such_post", name=args.name)
        for post_id in ending:
            desk.do(grid_people.end_post, post_id, desk.today())
    return Answer(say("people.post_ended", name=args.name), id=person, ended=len(ending))


def leave(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """From today on a person holds no post."""
    with signed_in(data, settings, args) as desk:
        person = _who(desk, args)
        desk.do(grid_people.leave, person, desk.today())
    return Answer(say("people.left", name=args.name), id=person)


def mediator(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A person becomes a mediator of the room."""
    with signed_in(data, settings, args) as desk:
        made = desk.do(grid_people.make_mediator, desk.shelf.log, _who(desk, args), desk.today())
    return Answer(say("people.is_mediator", name=args.name), mediator_id=made)
