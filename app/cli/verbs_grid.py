"""The verbs of the grid: `grid …`, `person …`, `unit …`, `household …`, `keyperson …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def grid(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grids

    group = group_of(verbs, common, "grid")
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("--under", metavar="PLACE")
    listing.add_argument("--lacks", action="store_true")
    listing.set_defaults(act=grids.listing)
    find = group.add_parser("find", parents=[common])
    find.add_argument("text")
    find.set_defaults(act=grids.find)
    show = group.add_parser("show", parents=[common])
    show.add_argument("place")
    show.set_defaults(act=grids.show)
    add = group.add_parser("add", parents=[common])
    add.add_argument("name")
    _facts(add)
    add.set_defaults(act=grids.add)
    edit = group.add_parser("edit", parents=[common])
    edit.add_argument("place")
    edit.add_argument("--name", metavar="NAME")
    edit.add_argument("--top", action="store_true")
    _facts(edit)
    edit.set_defaults(act=grids.edit)
    void = group.add_parser("void", parents=[common])
    void.add_argument("place")
    void.add_argument("--why", required=True, metavar="TEXT")
    void.set_defaults(act=grids.void)
    take = group.add_parser("import", parents=[common])
    take.add_argument("file")
    take.add_argument("--preview", action="store_true")
    take.add_argument("--under", metavar="PLACE")
    take.set_defaults(act=grids.take)
    undo = group.add_parser("undo", parents=[common])
    undo.add_argument("id")
    undo.set_defaults(act=grids.undo)


def _facts(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--under", metavar="PLACE")
    verb.add_argument("--kind", metavar="KIND")
    verb.add_argument("--code", metavar="CODE")
    verb.add_argument("--households", type=typed.number, metavar="N")
    verb.add_argument("--group", metavar="NAME")
    verb.add_argument("--room", metavar="NAME")


def person(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_people

    group = group_of(verbs, common, "person")
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("--place", metavar="PLACE")
    listing.add_argument("--role", metavar="ROLE")
    listing.set_defaults(act=grid_people.listing)
    add = group.add_parser("add", parents=[common])
    add.add_argument("name")
    for fact in ("phone", "title", "remark", "unit"):
        add.add_argument(f"--{fact}", metavar="TEXT")
    _post(add, needed=False)
    add.set_defaults(act=grid_people.add)
    post = group.add_parser("post", parents=[common])
    post.add_argument("name")
    _post(post, needed=True)
    post.set_defaults(act=grid_people.post)
    end = group.add_parser("end", parents=[common])
    end.add_argument("name")
    _post(end, needed=True)
    end.set_defaults(act=grid_people.end)
    leave = group.add_parser("leave", parents=[common])
    leave.add_argument("name")
    leave.set_defaults(act=grid_people.leave)
    mediator = group.add_parser("mediator", parents=[common])
    mediator.add_argument("name")
    mediator.set_defaults(act=grid_people.mediator)


def _post(verb: argparse.ArgumentParser, *, needed: bool) -> None:
    verb.add_argument(
        "--role", action="append", dest="roles", default=[], metavar="ROLE", required=needed
    )
    verb.add_argument("--place", metavar="PLACE")


def unit(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units

    group = group_of(verbs, common, "unit")
    listing = group.add_parser("list", parents=[common])
    listing.set_defaults(act=grid_units.listing)
    add = group.add_parser("add", parents=[common])
    add.add_argument("name")
    add.add_argument("--kind", metavar="KIND")
    add.add_argument("--hours", type=typed.number, metavar="N")
    add.add_argument("--contact", metavar="NAME")
    add.add_argument("--phone", metavar="NUMBER")
    add.set_defaults(act=grid_units.add)
    take = group.add_parser("take", parents=[common])
    take.add_argument("names", nargs="*", metavar="NAME")
    take.set_defaults(act=grid_units.take)
    end = group.add_parser("end", parents=[common])
    end.add_argument("name")
    end.set_defaults(act=grid_units.end)


def household(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units, homes

    group = group_of(verbs, common, "household")
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("place", nargs="?")
    listing.set_defaults(act=grid_units.homes)
    add = group.add_parser("add", parents=[common])
    add.add_argument("place")
    for fact in ("number", "head", "phone", "address"):
        add.add_argument(f"--{fact}", metavar="TEXT")
    add.add_argument("--people", type=typed.number, metavar="N")
    add.set_defaults(act=grid_units.add_home)
    gone = group.add_parser("gone", parents=[common])
    gone.add_argument("id")
    gone.set_defaults(act=grid_units.gone)
    join = group.add_parser("join", parents=[common])
    join.add_argument("household")
    join.set_defaults(act=homes.join)
    part = group.add_parser("part", parents=[common])
    part.set_defaults(act=homes.part)
    for verb in (join, part):
        verb.add_argument("--mediator", metavar="NAME")
        verb.add_argument("--case", metavar="NO")
        verb.add_argument("--party", metavar="NAME")


def keyperson(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import grid_units

    group = group_of(verbs, common, "keyperson")
    count = group.add_parser("count", parents=[common])
    count.set_defaults(act=grid_units.key_count)
    listing = group.add_parser("list", parents=[common])
    listing.set_defaults(act=grid_units.key_list)
    add = group.add_parser("add", parents=[common])
    add.add_argument("name")
    add.add_argument("--id-number", metavar="NUMBER")
    add.add_argument("--place", metavar="PLACE")
    add.add_argument("--group", action="append", dest="groups", default=[], metavar="KIND")
    add.add_argument("--why", metavar="TEXT")
    add.set_defaults(act=grid_units.key_add)
    let = group.add_parser("allow", parents=[common])
    let.add_argument("name")
    let.add_argument("--no-more", action="store_true")
    let.set_defaults(act=grid_units.key_allow)
