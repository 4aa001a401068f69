"""The verbs of 函件 and 通知: `letter …`, `notice …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def letter(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import letters

    verb = verbs.add_parser(
        "letter", parents=[common], help="letters of courts and organs, and answers"
    )
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="a letter that came, or one of the room")
    add.add_argument("number", help="file number")
    add.add_argument("--kind", required=True, metavar="KIND")
    add.add_argument("--organ", required=True, metavar="NAME")
    add.add_argument("--letter-number", metavar="NO", help="its own number")
    for name, told in (
        ("dated", "the day it bears"), ("received", "the day it was signed for"), ("due", "until when, as it says"),
    ):  # fmt: skip
        add.add_argument(f"--{name}", type=typed.day, metavar="DATE", help=told)
    add.add_argument("--told", metavar="TEXT")
    add.add_argument("--enclosure", action="append", metavar="TEXT", dest="enclosures")
    add.set_defaults(act=letters.add)
    listing = group.add_parser("list", parents=[common], help="the letters of a case")
    listing.add_argument("number", help="file number")
    listing.set_defaults(act=letters.listing)
    answer = group.add_parser("answer", parents=[common], help="reply to a letter that came")
    answer.add_argument("number", help="file number")
    answer.add_argument(
        "--which", type=typed.number, metavar="N", help="as listed; default: the one that waits"
    )
    answer.add_argument("--decline", action="store_true", help="the room does not take it")
    answer.add_argument("--told", metavar="TEXT", help="instead of what follows from the case")
    answer.set_defaults(act=letters.answer)


def notice(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import letters

    verb = verbs.add_parser("notice", parents=[common], help="notices to parties and others")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="a notice; what is known is filled in")
    add.add_argument("number", help="file number")
    add.add_argument("--kind", required=True, metavar="KIND")
    add.add_argument("--party", action="append", metavar="NAME", dest="parties")
    add.add_argument("--to", metavar="NAME", help="somebody who is no party")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT")
    add.add_argument("--place", metavar="TEXT")
    add.add_argument("--until", type=typed.day, metavar="DATE")
    add.add_argument("--told", metavar="TEXT", help="the reason, what is asked")
    add.add_argument("--go-to", metavar="TEXT", help="where to go instead")
    add.add_argument("--bring", action="append", metavar="TEXT")
    add.set_defaults(act=letters.notice)
