"""The verbs of clocks and hard cases: `clocks`, `escalate`, `consult`, `leaders …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)
Parser: TypeAlias = argparse.ArgumentParser


def clocks(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("clocks", parents=[common], help="tier clocks that run, with colours")
    verb.add_argument("--on", type=typed.moment, metavar="MOMENT", help="as it stood then")
    verb.add_argument("--out", metavar="FILE.pdf|.xlsx", help="write it as it is printed")
    verb.set_defaults(act=acts.clocks)


def escalate(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("escalate", parents=[common], help="pass a case or a matter up")
    verb.add_argument("number", help="file number, or that of a matter")
    verb.add_argument("--level", metavar="LEVEL", help="default: the next of the place's ladder")
    verb.add_argument("--to", metavar="NAME", help="whom it goes to")
    verb.add_argument("--reason", metavar="TEXT")
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument("--answered", metavar="TEXT", help="what the level above said of it")
    ways.add_argument(
        "--hand-over",
        nargs="?",
        const="",
        metavar="ROOM",
        help="ask that this case go to that room (default: --to)",
    )
    verb.set_defaults(act=acts.escalate)


def consult(verbs: Verbs, common: Parser) -> None:
    from app.cli import clocks as acts

    verb = verbs.add_parser("consult", parents=[common], help="departments sat together")
    verb.add_argument("number", help="file number, or that of a matter")
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

    verb = verbs.add_parser("leaders", parents=[common], help="hard cases of named leaders")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="give a case to leaders, or name more")
    add.add_argument("number", help="file number")
    add.add_argument("--plan", metavar="TEXT")
    add.add_argument("--due", type=typed.day, metavar="DATE")
    add.add_argument("--leader", action="append", metavar="ROLE:NAME[:TITLE]", dest="people")
    add.set_defaults(act=acts.leaders_add)
    progress = group.add_parser("progress", parents=[common], help="how it goes")
    progress.add_argument("number", help="file number")
    progress.add_argument("--told", required=True, metavar="TEXT")
    progress.add_argument("--by", metavar="NAME")
    progress.add_argument("--on", type=typed.day, metavar="DATE")
    progress.set_defaults(act=acts.leaders_progress)
    strike = group.add_parser("strike", parents=[common], help="strike it off once all is settled")
    strike.add_argument("number", help="file number")
    strike.add_argument("--by", required=True, metavar="NAME", help="who approved it")
    strike.add_argument("--told", metavar="TEXT")
    strike.set_defaults(act=acts.leaders_strike)
    listing = group.add_parser("list", parents=[common], help="the register")
    listing.add_argument("--all", action="store_true", help="at a centre: of all its rooms")
    listing.add_argument("--out", metavar="FILE.pdf|.xlsx", help="write it as it is printed")
    listing.set_defaults(act=acts.leaders_list)
