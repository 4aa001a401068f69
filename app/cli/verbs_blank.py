"""The verbs of blank forms: `blank …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def blank(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`blank make --sets N --out F.pdf`, `blank list`, `blank use NO`, `blank spoil NO --why TEXT`."""
    from app.cli import blanks

    verb = verbs.add_parser("blank", parents=[common], help="blank forms under reserved numbers")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    make = group.add_parser("make", parents=[common], help="reserve numbers and draw blank sets")
    make.add_argument(
        "--sets", type=typed.number, default=1, metavar="N", help="each under its own number"
    )
    make.add_argument("--papers", default="", metavar="NAME,NAME", help="default: the usual set")
    make.add_argument("--large", action="store_true", help="in large type")
    make.add_argument(
        "--two-sided", action="store_true", help="each paper begins on a sheet of its own"
    )
    make.add_argument("--year", type=typed.number, help="of the numbers (default: this year)")
    make.add_argument("--out", required=True, metavar="FILE.pdf")
    make.set_defaults(act=blanks.make)
    again = group.add_parser("again", parents=[common], help="draw a reserved set once more")
    again.add_argument("number")
    again.add_argument("--two-sided", action="store_true")
    again.add_argument("--out", required=True, metavar="FILE.pdf")
    again.set_defaults(act=blanks.again)
    listing = group.add_parser("list", parents=[common], help="every reserved number")
    listing.set_defaults(act=blanks.listing)
    use = group.add_parser("use", parents=[common], help="register a case under its number")
    use.add_argument("number")
    use.add_argument("--from", dest="source", metavar="CASE.yaml", help="default: an empty case")
    use.set_defaults(act=blanks.use)
    spoil = group.add_parser("spoil", parents=[common], help="its forms were thrown away")
    spoil.add_argument("number")
    spoil.add_argument("--why", required=True, metavar="TEXT")
    spoil.set_defaults(act=blanks.spoil)
