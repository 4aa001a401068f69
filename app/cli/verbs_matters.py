"""The verbs of 来件 and 吹哨: `matter …`, `whistle …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)

FACTS = {
    "line": "LINE", "channel": "SOURCE", "outside-no": "NO", "kind": "KIND", "class": "CLASS",
    "tier": "TIER", "place": "NAME", "reporter": "NAME", "phone": "NO", "address": "TEXT",
    "register-address": "TEXT", "about": "NAME", "told": "TEXT", "risk": "RISK", "remark": "TEXT",
}  # fmt: skip


def matter(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import matters, repeats
    from app.desk import matter_list, matter_registers

    verb = verbs.add_parser(
        "matter", parents=[common], help="what comes in on every line, step by step"
    )
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="write a matter down; prints its number")
    for name, shown in FACTS.items():
        add.add_argument(f"--{name}", metavar=shown)
    add.add_argument("--people", type=typed.number, metavar="N")
    add.add_argument("--due", type=typed.day, metavar="DATE", help="the day its sender fixed")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT", help="when it came")
    add.set_defaults(act=matters.add)
    listing = group.add_parser(
        "list", parents=[common], help="one merged list over all lines, overdue first"
    )
    listing.add_argument("--part", choices=matter_list.PARTS, default="open")
    for name, shown in (
        ("line", "LINE"),
        ("place", "NAME"),
        ("tier", "TIER"),
        ("colour", "COLOUR"),
        ("find", "TEXT"),
    ):
        listing.add_argument(f"--{name}", metavar=shown)
    listing.add_argument("--out", metavar="FILE", help=".pdf or .xlsx")
    listing.add_argument("--whole", action="store_true", help="names and numbers unmasked in FILE")
    listing.set_defaults(act=matters.listing)
    for name, act, told in (
        ("show", matters.show, "one matter with its steps"),
        ("case", matters.case, "make it a case, or join it to one"),
        ("void", matters.void, "strike out one written by mistake"),
        ("step", matters.step, "take a step of the loop"),
    ):
        one = group.add_parser(name, parents=[common], help=told)
        one.add_argument("number")
        one.set_defaults(act=act)
        if name == "case":
            ways = one.add_mutually_exclusive_group()
            ways.add_argument("--join", metavar="FILE_NO", help="an open case it is about")
            ways.add_argument("--leave", action="store_true", help="it was put to the wrong one")
        if name == "void":
            one.add_argument("--why", required=True, metavar="TEXT")
        if name == "step":
            _step(one)
    _dispatch(group, common)
    _lists(group, common, matters, matter_registers.WHICH)
    again = group.add_parser("repeats", parents=[common], help="what may be the same, and why")
    again.add_argument("number", nargs="?", help="none: the newest that most likely came before")
    ways = again.add_mutually_exclusive_group()
    ways.add_argument("--merge", metavar="NUMBER", help="it is this matter, visitor or case")
    ways.add_argument("--apart", metavar="NUMBER", help="it is another thing than this")
    again.set_defaults(act=repeats.show)
    _items(group, common)


def _step(one: argparse.ArgumentParser) -> None:
    one.add_argument("step", help="流转, 指派任务, 调查核实, 处置, 反馈, 退回, 催办, 复燃重启 …")
    one.add_argument("--to", metavar="NAME", help="the unit or person it goes to")
    one.add_argument("--due", type=typed.day, metavar="DATE")
    one.add_argument("--told", metavar="TEXT")
    ways = one.add_mutually_exclusive_group()
    ways.add_argument("--solved", action="store_true", default=None)
    ways.add_argument("--tracked", dest="solved", action="store_false", help="still followed")
    one.add_argument("--satisfaction", metavar="CODE")
    one.add_argument("--at", type=typed.moment, metavar="MOMENT")


def _dispatch(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import matter_dispatches, matter_steps

    out = group.add_parser("dispatch", parents=[common], help="a centre hands it to a room")
    out.add_argument("number")
    out.add_argument("--to", required=True, metavar="ROOM")
    out.add_argument("--due", type=typed.day, metavar="DATE")
    out.add_argument("--told", metavar="TEXT", help="what is asked")
    out.set_defaults(act=matter_dispatches.dispatch)
    back = group.add_parser(
        "signoff", parents=[common], help="the room has done it: confirm it and tell it back"
    )
    back.add_argument("number")
    back.set_defaults(act=matter_dispatches.sign_off)
    minutes = group.add_parser(
        "minutes", parents=[common], help="the minutes of the last consultation over it"
    )
    minutes.add_argument("number")
    minutes.add_argument("--out", required=True, metavar="FILE.pdf")
    minutes.set_defaults(act=matter_steps.minutes)


def _lists(
    group: Verbs, common: argparse.ArgumentParser, matters: object, which: tuple[str, ...]
) -> None:
    lists = group.add_parser(
        "lists", parents=[common], help="collected, handed out, told back: the three registers"
    )
    lists.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    lists.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    lists.add_argument("--place", metavar="NAME")
    lists.add_argument("--which", choices=which, default=which[0], help="for --out")
    lists.add_argument("--out", metavar="FILE", help=".pdf or .xlsx")
    lists.add_argument("--whole", action="store_true", help="names and numbers unmasked")
    lists.set_defaults(act=matters.lists)  # type: ignore[attr-defined]


def _items(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import items

    take = group.add_parser("import", parents=[common], help="items of another system, as a file")
    take.add_argument("file", metavar="FILE.json|csv")
    take.add_argument("--preview", action="store_true", help="only say what would happen")
    take.set_defaults(act=items.take)
    undo = group.add_parser("undo", parents=[common], help="undo such an import as a whole")
    undo.add_argument("id", metavar="ID|FILE")
    undo.set_defaults(act=items.undo)
    export = group.add_parser("export", parents=[common], help="their states, back as a file")
    export.add_argument("file", metavar="FILE.json|csv")
    export.add_argument("--channel", metavar="SOURCE", help="default: every channel")
    export.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    export.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    export.set_defaults(act=items.export)
    placard = group.add_parser("placard", parents=[common], help="the code of a grid to hang up")
    placard.add_argument("--place", metavar="NAME", help="default: the room's own")
    placard.add_argument("--below", action="store_true", help="one for every grid below it")
    placard.add_argument(
        "--text", metavar="TEMPLATE",
        help="what the codes hold from now on: {room} {phone} {grid} {path} {code}",
    )  # fmt: skip
    placard.add_argument("--out", required=True, metavar="FILE.pdf")
    placard.set_defaults(act=items.placard)


def whistle(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import whistles

    verb = verbs.add_parser("whistle", parents=[common], help="call units together for a matter")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    blow = group.add_parser("blow", parents=[common], help="call units; prints the number")
    blow.add_argument("number", help="of a matter or a case")
    blow.add_argument("--unit", action="append", default=[], metavar="NAME", dest="units")
    blow.add_argument("--lead", default="", metavar="NAME", help="default: the first unit")
    blow.add_argument("--what", required=True, metavar="TEXT")
    blow.set_defaults(act=whistles.blow)
    answer = group.add_parser("answer", parents=[common], help="a unit answered, or came")
    answer.add_argument("number")
    answer.add_argument("unit")
    answer.add_argument("--at", type=typed.moment, metavar="MOMENT")
    answer.add_argument("--came", type=typed.moment, metavar="MOMENT")
    answer.add_argument("--who", metavar="NAME")
    answer.add_argument("--told", metavar="TEXT")
    answer.set_defaults(act=whistles.answer)
    finish = group.add_parser("finish", parents=[common], help="it is over, with what came of it")
    finish.add_argument("number")
    finish.add_argument("--result", required=True, metavar="TEXT")
    finish.set_defaults(act=whistles.finish)
    listing = group.add_parser("list", parents=[common], help="silent units first")
    listing.add_argument("--open", action="store_true", dest="open_only")
    listing.set_defaults(act=whistles.listing)
    slip = group.add_parser("slip", parents=[common], help="the slip of one whistle")
    slip.add_argument("number")
    slip.add_argument("--out", required=True, metavar="FILE", help=".pdf or .xlsx")
    slip.set_defaults(act=whistles.slip)
    times = group.add_parser("times", parents=[common], help="response times of each unit")
    times.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    times.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    times.add_argument("--out", metavar="FILE", help=".pdf or .xlsx")
    times.set_defaults(act=whistles.times)
