"""The verbs of the grid: `grid …`, `person …`, `unit …`, `household …`, `keyperson …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def _group(verbs: Verbs, common: argparse.ArgumentParser, name: str, told: str) -> Verbs:
    group = verbs.add_parser(name, parents=[common], help=told)
    return group.add_subparsers(dest="act_name", metavar="ACTION", required=True)


def grid(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grids

    group = _group(verbs, common, "grid", "the grid tree: list, change, take in from Excel")
    listing = group.add_parser("list", parents=[common], help="the tree, or what a place holds")
    listing.add_argument("--under", metavar="PLACE", help="its name, its path with >, or its id")
    listing.add_argument("--lacks", action="store_true", help="only grids that lack something")
    listing.set_defaults(act=grids.listing)
    find = group.add_parser("find", parents=[common], help="by pinyin, initials, part of a path")
    find.add_argument("text")
    find.set_defaults(act=grids.find)
    show = group.add_parser("show", parents=[common], help="one place: facts, people, what lacks")
    show.add_argument("place")
    show.set_defaults(act=grids.show)
    add = group.add_parser("add", parents=[common], help="a new place")
    add.add_argument("name")
    _facts(add)
    add.set_defaults(act=grids.add)
    edit = group.add_parser("edit", parents=[common], help="rename, move, change facts")
    edit.add_argument("place")
    edit.add_argument("--name", metavar="NAME")
    edit.add_argument("--top", action="store_true", help="move it to the top")
    _facts(edit)
    edit.set_defaults(act=grids.edit)
    void = group.add_parser("void", parents=[common], help="away with an empty place")
    void.add_argument("place")
    void.add_argument("--why", required=True, metavar="TEXT")
    void.set_defaults(act=grids.void)
    take = group.add_parser("import", parents=[common], help="grids, people, households from Excel")
    take.add_argument("file")
    take.add_argument("--preview", action="store_true", help="only say what would happen")
    take.add_argument("--under", metavar="PLACE", help="rows without a known top hang below it")
    take.set_defaults(act=grids.take)
    undo = group.add_parser("undo", parents=[common], help="undo a whole import")
    undo.add_argument("id", help="of the import, or its file name")
    undo.set_defaults(act=grids.undo)


def _facts(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--under", metavar="PLACE")
    verb.add_argument("--kind", metavar="KIND", help="a code or label of grid kinds")
    verb.add_argument("--code", metavar="CODE")
    verb.add_argument("--households", type=typed.number, metavar="N")
    verb.add_argument("--group", metavar="NAME", help="name or number of its group chat")
    verb.add_argument("--room", metavar="NAME", help="a centre: the room below that works here")


def person(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_people

    group = _group(verbs, common, "person", "people of the grids and helpers, with their posts")
    listing = group.add_parser("list", parents=[common], help="people and their posts")
    listing.add_argument("--place", metavar="PLACE", help="of this place and all below it")
    listing.add_argument("--role", metavar="ROLE")
    listing.set_defaults(act=grid_people.listing)
    add = group.add_parser("add", parents=[common], help="a person, with posts")
    add.add_argument("name", help="of a mediator of the room: he is named, not typed again")
    for fact in ("phone", "title", "remark", "unit"):
        add.add_argument(f"--{fact}", metavar="TEXT")
    _post(add, needed=False)
    add.set_defaults(act=grid_people.add)
    post = group.add_parser("post", parents=[common], help="one more post of a person")
    post.add_argument("name")
    _post(post, needed=True)
    post.set_defaults(act=grid_people.post)
    end = group.add_parser("end", parents=[common], help="a post ends")
    end.add_argument("name")
    _post(end, needed=True)
    end.set_defaults(act=grid_people.end)
    leave = group.add_parser("leave", parents=[common], help="a person holds no post any more")
    leave.add_argument("name")
    leave.set_defaults(act=grid_people.leave)
    mediator = group.add_parser("mediator", parents=[common], help="a person becomes a mediator")
    mediator.add_argument("name")
    mediator.set_defaults(act=grid_people.mediator)


def _post(verb: argparse.ArgumentParser, *, needed: bool) -> None:
    verb.add_argument(
        "--role", action="append", dest="roles", default=[], metavar="ROLE", required=needed
    )
    verb.add_argument("--place", metavar="PLACE")


def unit(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units

    group = _group(verbs, common, "unit", "units that are called or help")
    listing = group.add_parser("list", parents=[common], help="units, and those usual at the place")
    listing.set_defaults(act=grid_units.listing)
    add = group.add_parser("add", parents=[common], help="a unit")
    add.add_argument("name")
    add.add_argument("--kind", metavar="KIND")
    add.add_argument("--hours", type=typed.number, metavar="N", help="by then it answers")
    add.add_argument("--contact", metavar="NAME")
    add.add_argument("--phone", metavar="NUMBER")
    add.set_defaults(act=grid_units.add)
    take = group.add_parser("take", parents=[common], help="take over units usual at the place")
    take.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    take.set_defaults(act=grid_units.take)
    end = group.add_parser("end", parents=[common], help="a unit is no more")
    end.add_argument("name")
    end.set_defaults(act=grid_units.end)


def household(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units, homes

    group = _group(verbs, common, "household", "households of a grid")
    listing = group.add_parser("list", parents=[common], help="households of a place and below")
    listing.add_argument("place", nargs="?")
    listing.set_defaults(act=grid_units.homes)
    add = group.add_parser("add", parents=[common], help="a household")
    add.add_argument("place")
    for fact in ("number", "head", "phone", "address"):
        add.add_argument(f"--{fact}", metavar="TEXT")
    add.add_argument("--people", type=typed.number, metavar="N")
    add.set_defaults(act=grid_units.add_home)
    gone = group.add_parser("gone", parents=[common], help="a household moved away")
    gone.add_argument("id")
    gone.set_defaults(act=grid_units.gone)
    join = group.add_parser("join", parents=[common], help="a mediator or a party lives there")
    join.add_argument("household", help="its id, number, head, or pinyin of them")
    join.set_defaults(act=homes.join)
    part = group.add_parser("part", parents=[common], help="he lives in none that is known")
    part.set_defaults(act=homes.part)
    for verb in (join, part):
        verb.add_argument("--mediator", metavar="NAME")
        verb.add_argument("--case", metavar="NO", help="with --party: whose party he is")
        verb.add_argument("--party", metavar="NAME")


def keyperson(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units

    group = _group(verbs, common, "keyperson", "重点人群, for those who may see them")
    count = group.add_parser("count", parents=[common], help="how many there are")
    count.set_defaults(act=grid_units.key_count)
    listing = group.add_parser("list", parents=[common], help="who they are")
    listing.set_defaults(act=grid_units.key_list)
    add = group.add_parser("add", parents=[common], help="one more")
    add.add_argument("name")
    add.add_argument("--id-number", metavar="NUMBER")
    add.add_argument("--place", metavar="PLACE")
    add.add_argument("--group", action="append", dest="groups", default=[], metavar="KIND")
    add.add_argument("--why", metavar="TEXT")
    add.set_defaults(act=grid_units.key_add)
    let = group.add_parser("allow", parents=[common], help="let a mediator see them")
    let.add_argument("name")
    let.add_argument("--no-more", action="store_true", help="take it back")
    let.set_defaults(act=grid_units.key_allow)
