"""The verbs of 来件 and 吹哨: `matter …`, `whistle …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of

FACTS = {
    "line": "LINE", "channel": "SOURCE", "outside-no": "NO", "kind": "KIND", "class": "CLASS",
    "tier": "TIER", "place": "NAME", "reporter": "NAME", "phone": "NO", "address": "TEXT",
    "register-address": "TEXT", "about": "NAME", "told": "TEXT", "risk": "RISK", "remark": "TEXT",
}  # fmt: skip


def matter(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import matters, repeats
    from app.desk import matter_list, matter_registers

    group = group_of(verbs, common, "matter")
    add = group.add_parser("add", parents=[common])
    for name, shown in FACTS.items():
        add.add_argument(f"--{name}", metavar=shown)
    add.add_argument("--people", type=typed.number, metavar="N")
    add.add_argument("--due", type=typed.day, metavar="DATE")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT")
    add.set_defaults(act=matters.add)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument(
        "--part", type=typed.OneOf("matters.part.{}", matter_list.PARTS), default="open"
    )
    for name, shown in (
        ("line", "LINE"),
        ("place", "NAME"),
        ("tier", "TIER"),
        ("colour", "COLOUR"),
        ("find", "TEXT"),
    ):
        listing.add_argument(f"--{name}", metavar=shown)
    listing.add_argument("--out", metavar="FILE")
    listing.add_argument("--whole", action="store_true")
    listing.set_defaults(act=matters.listing)
    for name, act in (
        ("show", matters.show),
        ("case", matters.case),
        ("void", matters.void),
        ("step", matters.step),
    ):
        one = group.add_parser(name, parents=[common])
        one.add_argument("number")
        one.set_defaults(act=act)
        if name == "case":
            ways = one.add_mutually_exclusive_group()
            ways.add_argument("--join", metavar="FILE_NO")
            ways.add_argument("--leave", action="store_true")
        if name == "void":
            one.add_argument("--why", required=True, metavar="TEXT")
        if name == "step":
            _step(one)
    _dispatch(group, common)
    _lists(group, common, matters, matter_registers.WHICH)
    again = group.add_parser("repeats", parents=[common])
    again.add_argument("number", nargs="?")
    ways = again.add_mutually_exclusive_group()
    ways.add_argument("--merge", metavar="NUMBER")
    ways.add_argument("--apart", metavar="NUMBER")
    again.set_defaults(act=repeats.show)
    _items(group, common)


def _step(one: argparse.ArgumentParser) -> None:
    one.add_argument("step")
    one.add_argument("--to", metavar="NAME")
    one.add_argument("--due", type=typed.day, metavar="DATE")
    one.add_argument("--told", metavar="TEXT")
    ways = one.add_mutually_exclusive_group()
    ways.add_argument("--solved", action="store_true", default=None)
    ways.add_argument("--tracked", dest="solved", action="store_false")
    one.add_argument("--satisfaction", metavar="CODE")
    one.add_argument("--at", type=typed.moment, metavar="MOMENT")


def _dispatch(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import matter_dispatches, matter_steps

    out = group.add_parser("dispatch", parents=[common])
    out.add_argument("number")
    out.add_argument("--to", required=True, metavar="ROOM")
    out.add_argument("--due", type=typed.day, metavar="DATE")
    out.add_argument("--told", metavar="TEXT")
    out.set_defaults(act=matter_dispatches.dispatch)
    back = group.add_parser("signoff", parents=[common])
    back.add_argument("number")
    back.set_defaults(act=matter_dispatches.sign_off)
    minutes = group.add_parser("minutes", parents=[common])
    minutes.add_argument("number")
    minutes.add_argument("--out", required=True, metavar="FILE.pdf")
    minutes.set_defaults(act=matter_steps.minutes)


def _lists(
    group: Verbs, common: argparse.ArgumentParser, matters: object, which: tuple[str, ...]
) -> None:
    lists = group.add_parser("lists", parents=[common])
    lists.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    lists.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    lists.add_argument("--place", metavar="NAME")
    lists.add_argument("--which", type=typed.OneOf("matters.list_{}", which), default=which[0])
    lists.add_argument("--out", metavar="FILE")
    lists.add_argument("--whole", action="store_true")
    lists.set_defaults(act=matters.lists)  # type: ignore[attr-defined]


def _items(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import items

    take = group.add_parser("import", parents=[common])
    take.add_argument("file", metavar="FILE.json|csv")
    take.add_argument("--preview", action="store_true")
    take.set_defaults(act=items.take)
    undo = group.add_parser("undo", parents=[common])
    undo.add_argument("id", metavar="ID|FILE")
    undo.set_defaults(act=items.undo)
    export = group.add_parser("export", parents=[common])
    export.add_argument("file", metavar="FILE.json|csv")
    export.add_argument("--channel", metavar="SOURCE")
    export.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    export.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    export.set_defaults(act=items.export)
    placard = group.add_parser("placard", parents=[common])
    placard.add_argument("--place", metavar="NAME")
    placard.add_argument("--below", action="store_true")
    placard.add_argument(
        "--text", metavar="TEMPLATE"
    )  # fmt: skip
    placard.add_argument("--out", required=True, metavar="FILE.pdf")
    placard.set_defaults(act=items.placard)


def whistle(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import whistles

    group = group_of(verbs, common, "whistle")
    blow = group.add_parser("blow", parents=[common])
    blow.add_argument("number")
    blow.add_argument("--unit", action="append", default=[], metavar="NAME", dest="units")
    blow.add_argument("--lead", default="", metavar="NAME")
    blow.add_argument("--what", required=True, metavar="TEXT")
    blow.add_argument("--at", type=typed.moment, metavar="MOMENT")
    blow.set_defaults(act=whistles.blow)
    answer = group.add_parser("answer", parents=[common])
    answer.add_argument("number")
    answer.add_argument("unit")
    answer.add_argument("--at", type=typed.moment, metavar="MOMENT")
    answer.add_argument("--came", type=typed.moment, metavar="MOMENT")
    answer.add_argument("--who", metavar="NAME")
    answer.add_argument("--told", metavar="TEXT")
    answer.set_defaults(act=whistles.answer)
    finish = group.add_parser("finish", parents=[common])
    finish.add_argument("number")
    finish.add_argument("--result", required=True, metavar="TEXT")
    finish.set_defaults(act=whistles.finish)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("--open", action="store_true", dest="open_only")
    listing.set_defaults(act=whistles.listing)
    slip = group.add_parser("slip", parents=[common])
    slip.add_argument("number")
    slip.add_argument("--out", required=True, metavar="FILE")
    slip.set_defaults(act=whistles.slip)
    times = group.add_parser("times", parents=[common])
    times.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    times.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    times.add_argument("--out", metavar="FILE")
    times.set_defaults(act=whistles.times)
