"""The verbs of 以案定补: `subsidy …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def subsidy(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import subsidies

    verb = verbs.add_parser("subsidy", parents=[common], help="what is paid for a case (以案定补)")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    told = "2026, 2026H1, 2026Q3 or 2026-07"
    propose = group.add_parser("propose", parents=[common], help="closed cases: how much, why not")
    propose.add_argument("period", help=told)
    propose.set_defaults(act=subsidies.propose)
    claim = group.add_parser("claim", parents=[common], help="claim for what may be paid")
    claim.add_argument("period", help=told)
    claim.add_argument("--case", action="append", default=[], metavar="NUMBER", dest="numbers")
    claim.set_defaults(act=subsidies.claim)
    listing = group.add_parser("list", parents=[common], help="claims, numbered")
    listing.add_argument("period", nargs="?", default="", help=told)
    listing.set_defaults(act=subsidies.listing)
    for name, what in (("approve", "granted"), ("refuse", "not paid"), ("pay", "handed out")):
        step = group.add_parser(name, parents=[common], help=what)
        step.add_argument("period", help=told)
        step.add_argument("--case", action="append", default=[], metavar="NUMBER", dest="numbers")
        step.add_argument("--line", action="append", default=[], metavar="N", dest="lines")
        step.set_defaults(act=subsidies.step, step=name)
        if name == "refuse":
            step.add_argument("--why", required=True, metavar="TEXT")
        if name == "approve":
            step.add_argument("--amount", metavar="YUAN", help="another sum than claimed")
    sheet = group.add_parser("sheet", parents=[common], help="the sheet to sign, the bank list")
    sheet.add_argument("period", help=told)
    sheet.add_argument("--number", metavar="NO", help="a sheet made before; default: the next one")
    sheet.add_argument("--draft", action="store_true", help="what is on no sheet, without a number")
    sheet.add_argument("--bank", action="store_true", help="the list for the bank")
    sheet.add_argument("--out", required=True, metavar="FILE.pdf|FILE.xlsx")
    sheet.set_defaults(act=subsidies.sheet)
