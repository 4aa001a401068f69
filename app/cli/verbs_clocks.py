"""The verbs of clocks and hard cases: `clocks`, `escalate`, `consult`, `leaders …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.parsing import Verbs, group_of

Parser: TypeAlias = argparse.ArgumentParser


def clocks(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("clocks", parents=[common])
    verb.add_argument("--on", type=typed.moment, metavar="MOMENT")
    verb.add_argument("--out", metavar="FILE.pdf|.xlsx")
    verb.set_defaults(act=acts.clocks)


def escalate(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("escalate", parents=[common])
    verb.add_argument("number")
    verb.add_argument("--level", metavar="LEVEL")
    verb.add_argument("--to", metavar="NAME")
    verb.add_argument("--reason", metavar="TEXT")
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument("--answered", metavar="TEXT")
    ways.add_argument("--hand-over", nargs="?", const="", metavar="ROOM")
    verb.set_defaults(act=acts.escalate)


def consult(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("consult", parents=[common])
    verb.add_argument("number")
    verb.add_argument("--on", type=typed.day, metavar="DATE")
    verb.add_argument("--lead", required=True, metavar="UNIT")
    verb.add_argument("--unit", action="append", metavar="UNIT", dest="units")
    verb.add_argument("--place", metavar="TEXT")
    verb.add_argument("--chair", metavar="NAME")
    verb.add_argument("--present", action="append", metavar="NAME")
    verb.add_argument("--told", metavar="TEXT")
    verb.add_argument("--decided", metavar="TEXT")
    verb.add_argument("--due", type=typed.day, metavar="DATE")
    verb.set_defaults(act=acts.consult)


def leaders(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    group = group_of(verbs, common, "leaders")
    add = group.add_parser("add", parents=[common])
    add.add_argument("number")
    add.add_argument("--plan", metavar="TEXT")
    add.add_argument("--due", type=typed.day, metavar="DATE")
    add.add_argument("--leader", action="append", metavar="ROLE:NAME[:TITLE]", dest="people")
    add.set_defaults(act=acts.leaders_add)
    progress = group.add_parser("progress", parents=[common])
    progress.add_argument("number")
    progress.add_argument("--told", required=True, metavar="TEXT")
    progress.add_argument("--by", metavar="NAME")
    progress.add_argument("--on", type=typed.day, metavar="DATE")
    progress.set_defaults(act=acts.leaders_progress)
    strike = group.add_parser("strike", parents=[common])
    strike.add_argument("number")
    strike.add_argument("--by", required=True, metavar="NAME")
    strike.add_argument("--told", metavar="TEXT")
    strike.set_defaults(act=acts.leaders_strike)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("--all", action="store_true")
    listing.add_argument("--out", metavar="FILE.pdf|.xlsx")
    listing.set_defaults(act=acts.leaders_list)
