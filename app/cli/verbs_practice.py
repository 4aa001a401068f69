"""The verbs of a room's way of working and of what follows a case: `practice …`, `mediator …`, `relapse`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def practice(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`practice list|show [NAME]|use NAME|export --out F|take F|hand-down [NAME]`."""
    from app.cli import practices

    acts = group_of(verbs, common, "practice")
    listing = acts.add_parser("list", parents=[common])
    listing.set_defaults(act=practices.listing)
    show = acts.add_parser("show", parents=[common])
    show.add_argument("name", nargs="?", default="", metavar="NAME")
    show.set_defaults(act=practices.show)
    use = acts.add_parser("use", parents=[common])
    use.add_argument("name", metavar="NAME")
    use.set_defaults(act=practices.use)
    export = acts.add_parser("export", parents=[common])
    export.add_argument("--out", required=True, metavar="FILE.toml")
    export.set_defaults(act=practices.export)
    take = acts.add_parser("take", parents=[common])
    take.add_argument("file", metavar="FILE.toml")
    take.set_defaults(act=practices.take)
    down = acts.add_parser("hand-down", parents=[common])
    down.add_argument("name", nargs="?", default="", metavar="NAME")
    down.set_defaults(act=practices.hand_down)


def mediator(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`mediator leave NAME --to NAME [--case NO …]`, `mediator cases NAME`."""
    from app.cli import reliefs

    acts = group_of(verbs, common, "mediator")
    his = acts.add_parser("cases", parents=[common])
    his.add_argument("name", metavar="NAME")
    his.set_defaults(act=reliefs.his)
    leave = acts.add_parser("leave", parents=[common])
    leave.add_argument("name", metavar="NAME")
    leave.add_argument("--to", required=True, metavar="NAME")
    leave.add_argument("--on", type=typed.day, metavar="DATE")
    leave.add_argument("--case", action="append", default=[], metavar="NO")
    leave.add_argument("--why", default="", metavar="TEXT")
    leave.add_argument("--stays", action="store_true")
    leave.add_argument("--out", metavar="FILE.pdf|.xlsx")
    leave.set_defaults(act=reliefs.leave)


def relapse(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`relapse --from DATE --to DATE`."""
    from app.cli import reliefs

    verb = verbs.add_parser("relapse", parents=[common])
    verb.add_argument("--from", dest="since", type=typed.day, required=True, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, required=True, metavar="DATE")
    verb.set_defaults(act=reliefs.relapse)


def case(group: Verbs, common: argparse.ArgumentParser) -> None:
    """`case reopen NO --why TEXT`, `case exempt NO --why TEXT`."""
    from app.cli import reliefs

    reopen = group.add_parser("reopen", parents=[common])
    exempt = group.add_parser("exempt", parents=[common])
    for verb, act in ((reopen, reliefs.reopen), (exempt, reliefs.exempt)):
        verb.add_argument("number", metavar="NO")
        verb.add_argument("--why", required=True, metavar="TEXT")
        verb.set_defaults(act=act)
