"""The verbs of 函件 and 通知: `letter …`, `notice …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def letter(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import letters

    group = group_of(verbs, common, "letter")
    add = group.add_parser("add", parents=[common])
    add.add_argument("number")
    add.add_argument("--kind", required=True, metavar="KIND")
    add.add_argument("--organ", required=True, metavar="NAME")
    add.add_argument("--letter-number", metavar="NO")
    for name in ("dated", "received", "due"):
        add.add_argument(f"--{name}", type=typed.day, metavar="DATE")
    add.add_argument("--told", metavar="TEXT")
    add.add_argument("--enclosure", action="append", metavar="TEXT", dest="enclosures")
    add.set_defaults(act=letters.add)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("number")
    listing.set_defaults(act=letters.listing)
    answer = group.add_parser("answer", parents=[common])
    answer.add_argument("number")
    answer.add_argument("--which", type=typed.number, metavar="N")
    answer.add_argument("--decline", action="store_true")
    answer.add_argument("--told", metavar="TEXT")
    answer.set_defaults(act=letters.answer)


def notice(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import letters

    group = group_of(verbs, common, "notice")
    add = group.add_parser("add", parents=[common])
    add.add_argument("number")
    add.add_argument("--kind", required=True, metavar="KIND")
    add.add_argument("--party", action="append", metavar="NAME", dest="parties")
    add.add_argument("--to", metavar="NAME")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT")
    add.add_argument("--place", metavar="TEXT")
    add.add_argument("--until", type=typed.day, metavar="DATE")
    add.add_argument("--told", metavar="TEXT")
    add.add_argument("--go-to", metavar="TEXT")
    add.add_argument("--bring", action="append", metavar="TEXT")
    add.set_defaults(act=letters.notice)
