"""report NAME: made, written, handed in; report list, show, corrections, due, names."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.rules.period import NAMED

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def report(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """One verb: what stands behind it is a report's name, or what is asked about those handed in."""
    from app.cli import reports as acts

    verb = verbs.add_parser(
        "report", parents=[common],
        help="a report of a period; also: report names, due, list, show ID, corrections ID, printed (which lists left)",
    )  # fmt: skip
    verb.add_argument("name", help="situation, personnel, monthly … (report names lists them)")
    verb.add_argument("id", nargs="?", metavar="ID", help="of one handed in; its beginning will do")
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    verb.add_argument("--period", choices=NAMED, help="instead of two days")
    verb.add_argument("--place", metavar="NAME", help="a place and all below it")
    verb.add_argument("--by", choices=("room", "place", "mediator"), help="whose the rows are")
    verb.add_argument(
        "--basis", choices=("accepted", "mediated"), default="accepted",
        help="the day that decides which period a case belongs to",
    )  # fmt: skip
    verb.add_argument("--out", metavar="FILE.pdf|.xlsx|.txt", help="write it as it is handed in")
    verb.add_argument("--submit", action="store_true", help="hand it in: it stands from then on")
    verb.add_argument(
        "--although-unbalanced", action="store_true", help="hand it in although it does not add up"
    )
    verb.add_argument("--receiver", metavar="NAME", default="", help="to whom it is handed in")
    verb.add_argument("--checked-by", metavar="NAME", default="")
    verb.add_argument("--note", metavar="TEXT", default="")
    verb.set_defaults(act=acts.report)
