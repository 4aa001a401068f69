"""The verbs of a room's way of working and of what follows a case: `practice …`, `mediator …`, `relapse`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def practice(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`practice list|show [NAME]|use NAME|export --out F|take F|hand-down [NAME]`."""
    from app.cli import practices

    group = verbs.add_parser("practice", parents=[common], help="how the room works (做法)")
    acts = group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    listing = acts.add_parser("list", parents=[common], help="the presets of the places")
    listing.set_defaults(act=practices.listing)
    show = acts.add_parser("show", parents=[common], help="what stands here, or a preset, in words")
    show.add_argument("name", nargs="?", default="", metavar="NAME")
    show.set_defaults(act=practices.show)
    use = acts.add_parser("use", parents=[common], help="work by a preset from today on")
    use.add_argument("name", metavar="NAME")
    use.set_defaults(act=practices.use)
    export = acts.add_parser("export", parents=[common], help="write what stands here to a file")
    export.add_argument("--out", required=True, metavar="FILE.toml")
    export.set_defaults(act=practices.export)
    take = acts.add_parser("take", parents=[common], help="work by such a file from today on")
    take.add_argument("file", metavar="FILE.toml")
    take.set_defaults(act=practices.take)
    down = acts.add_parser("hand-down", parents=[common], help="a centre's way for all its rooms")
    down.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="default: what stands here"
    )
    down.set_defaults(act=practices.hand_down)


def mediator(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`mediator leave NAME --to NAME [--case NO …]`, `mediator cases NAME`."""
    from app.cli import reliefs

    group = verbs.add_parser(
        "mediator", parents=[common], help="whose cases they are, handing over"
    )
    acts = group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    his = acts.add_parser("cases", parents=[common], help="the open cases of a mediator")
    his.add_argument("name", metavar="NAME")
    his.set_defaults(act=reliefs.his)
    leave = acts.add_parser("leave", parents=[common], help="he leaves, another takes his cases on")
    leave.add_argument("name", metavar="NAME")
    leave.add_argument("--to", required=True, metavar="NAME", help="who takes them on")
    leave.add_argument("--on", type=typed.day, metavar="DATE", help="default: today")
    leave.add_argument(
        "--case", action="append", default=[], metavar="NO", help="only these (default: all)"
    )
    leave.add_argument("--why", default="", metavar="TEXT")
    leave.add_argument(
        "--stays", action="store_true", help="he hands cases over and does not leave"
    )
    leave.add_argument("--out", metavar="FILE.pdf|.xlsx", help="the list both sign")
    leave.set_defaults(act=reliefs.leave)


def relapse(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`relapse --from DATE --to DATE`."""
    from app.cli import reliefs

    verb = verbs.add_parser(
        "relapse", parents=[common], help="what burnt again in a period (零反复)"
    )
    verb.add_argument("--from", dest="since", type=typed.day, required=True, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, required=True, metavar="DATE")
    verb.set_defaults(act=reliefs.relapse)


def case(group: Verbs, common: argparse.ArgumentParser) -> None:
    """`case reopen NO --why TEXT`, `case exempt NO --why TEXT`."""
    from app.cli import reliefs

    reopen = group.add_parser("reopen", parents=[common], help="a closed case burns again")
    exempt = group.add_parser("exempt", parents=[common], help="no visit is needed, and why")
    for verb, act in ((reopen, reliefs.reopen), (exempt, reliefs.exempt)):
        verb.add_argument("number", metavar="NO")
        verb.add_argument("--why", required=True, metavar="TEXT")
        verb.set_defaults(act=act)
