"""The verbs of 以案定补: `subsidy …`."""

from __future__ import annotations

import argparse

from app.cli.parsing import Verbs, group_of


def subsidy(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import subsidies

    group = group_of(verbs, common, "subsidy")
    propose = group.add_parser("propose", parents=[common])
    propose.add_argument("period")
    propose.set_defaults(act=subsidies.propose)
    claim = group.add_parser("claim", parents=[common])
    claim.add_argument("period")
    claim.add_argument("--case", action="append", default=[], metavar="NUMBER", dest="numbers")
    claim.set_defaults(act=subsidies.claim)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("period", nargs="?", default="")
    listing.set_defaults(act=subsidies.listing)
    for name in ("approve", "refuse", "pay"):
        step = group.add_parser(name, parents=[common])
        step.add_argument("period")
        step.add_argument("--case", action="append", default=[], metavar="NUMBER", dest="numbers")
        step.add_argument("--line", action="append", default=[], metavar="N", dest="lines")
        step.set_defaults(act=subsidies.step, step=name)
        if name == "refuse":
            step.add_argument("--why", required=True, metavar="TEXT")
        if name == "approve":
            step.add_argument("--amount", metavar="YUAN")
    sheet = group.add_parser("sheet", parents=[common])
    sheet.add_argument("period")
    sheet.add_argument("--number", metavar="NO")
    sheet.add_argument("--draft", action="store_true")
    sheet.add_argument("--bank", action="store_true")
    sheet.add_argument("--out", required=True, metavar="FILE.pdf|FILE.xlsx")
    sheet.set_defaults(act=subsidies.sheet)
