"""conflict list, conflict close, and the story of a case beside its other verbs."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def conflict(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`conflict list [--case NO]`, `conflict close KIND/ROW/FIELD --take N | --value TEXT`, `conflict seen …`."""
    from app.cli import conflicts

    acts = group_of(verbs, common, "conflict")
    listing = acts.add_parser("list", parents=[common])
    listing.add_argument("--case", metavar="NO")
    listing.add_argument("--limit", type=typed.number, default=200, metavar="N")
    listing.set_defaults(act=conflicts.listing)
    close = acts.add_parser("close", parents=[common])
    close.add_argument("place", metavar="KIND/ROW/FIELD")
    which = close.add_mutually_exclusive_group(required=True)
    which.add_argument("--take", type=typed.number, metavar="N")
    which.add_argument("--value", metavar="TEXT")
    close.set_defaults(act=conflicts.close)
    see = acts.add_parser("seen", parents=[common])
    see.add_argument("place", metavar="KIND/ROW/FIELD")
    see.set_defaults(act=conflicts.see)


def history(group: Verbs, common: argparse.ArgumentParser) -> None:
    """`case history NO [--field F]`."""
    from app.cli import conflicts

    verb = group.add_parser("history", parents=[common])
    verb.add_argument("number")
    verb.add_argument("--field", metavar="F")
    verb.set_defaults(act=conflicts.story)
