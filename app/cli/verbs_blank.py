"""The verbs of blank forms: `blank …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def blank(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`blank make --sets N --out F.pdf`, `blank list`, `blank use NO`, `blank spoil NO --why TEXT`."""
    from app.cli import blanks

    group = group_of(verbs, common, "blank")
    make = group.add_parser("make", parents=[common])
    make.add_argument("--sets", type=typed.number, default=1, metavar="N")
    make.add_argument("--papers", default="", metavar="NAME,NAME")
    make.add_argument("--large", action="store_true")
    make.add_argument("--two-sided", action="store_true")
    make.add_argument("--year", type=typed.number)
    make.add_argument("--out", required=True, metavar="FILE.pdf")
    make.set_defaults(act=blanks.make)
    again = group.add_parser("again", parents=[common])
    again.add_argument("number")
    again.add_argument("--two-sided", action="store_true")
    again.add_argument("--out", required=True, metavar="FILE.pdf")
    again.set_defaults(act=blanks.again)
    listing = group.add_parser("list", parents=[common])
    listing.set_defaults(act=blanks.listing)
    use = group.add_parser("use", parents=[common])
    use.add_argument("number")
    use.add_argument("--from", dest="source", metavar="CASE.yaml")
    use.set_defaults(act=blanks.use)
    spoil = group.add_parser("spoil", parents=[common])
    spoil.add_argument("number")
    spoil.add_argument("--why", required=True, metavar="TEXT")
    spoil.set_defaults(act=blanks.spoil)
