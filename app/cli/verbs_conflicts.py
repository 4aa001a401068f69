"""conflict list, conflict close, and the story of a case beside its other verbs."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def conflict(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`conflict list [--case NO]`, `conflict close KIND/ROW/FIELD --take N | --value TEXT`, `conflict seen …`."""
    from app.cli import conflicts

    group = verbs.add_parser("conflict", parents=[common], help="what two sides wrote differently")
    acts = group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    listing = acts.add_parser("list", parents=[common], help="what a person shall settle")
    listing.add_argument("--case", metavar="NO", help="only of this file number")
    listing.add_argument("--limit", type=typed.number, default=200, metavar="N", help="the first N")
    listing.set_defaults(act=conflicts.listing)
    close = acts.add_parser("close", parents=[common], help="settle one field")
    close.add_argument("place", metavar="KIND/ROW/FIELD")
    which = close.add_mutually_exclusive_group(required=True)
    which.add_argument("--take", type=typed.number, metavar="N", help="the N-th value of the list")
    which.add_argument(
        "--value", metavar="TEXT", help="a value of one's own; lines are parted by |"
    )
    close.set_defaults(act=conflicts.close)
    see = acts.add_parser("seen", parents=[common], help="you looked at what came after a seal")
    see.add_argument("place", metavar="KIND/ROW/FIELD")
    see.set_defaults(act=conflicts.see)


def history(group: Verbs, common: argparse.ArgumentParser) -> None:
    """`case history NO [--field F]`."""
    from app.cli import conflicts

    verb = group.add_parser("history", parents=[common], help="every value its fields had")
    verb.add_argument("number")
    verb.add_argument(
        "--field", metavar="F", help="one field by its name, as case show --json has it"
    )
    verb.set_defaults(act=conflicts.story)
