"""report NAME: made, written, handed in; report list, show, corrections, due, names."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs
from app.rules.period import NAMED


def report(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """One verb: what stands behind it is a report's name, or what is asked about those handed in."""
    from app.cli import reports as acts

    verb = verbs.add_parser("report", parents=[common])
    verb.add_argument("name")
    verb.add_argument("id", nargs="?", metavar="ID")
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    verb.add_argument("--period", type=typed.OneOf("reports.period_{}", NAMED))
    verb.add_argument("--place", metavar="NAME")
    verb.add_argument("--by", type=typed.OneOf("reports.by_{}", ("room", "place", "mediator")))
    verb.add_argument(
        "--basis",
        type=typed.OneOf("reports.basis_{}", ("accepted", "mediated")),
        default="accepted",
    )
    verb.add_argument("--out", metavar="FILE.pdf|.xlsx|.txt")
    verb.add_argument("--submit", action="store_true")
    verb.add_argument("--although-unbalanced", action="store_true")
    verb.add_argument("--although-running", action="store_true")
    verb.add_argument("--receiver", metavar="NAME", default="")
    verb.add_argument("--checked-by", metavar="NAME", default="")
    verb.add_argument("--note", metavar="TEXT", default="")
    verb.set_defaults(act=acts.report)
