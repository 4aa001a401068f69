"""The verbs of clauses for an agreement, under `wording`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def clauses(acts: Verbs, common: argparse.ArgumentParser) -> None:
    """`wording clauses|fill|instalments|earlier|copy`."""
    _templates(acts, common)
    _instalments(acts, common)
    _earlier(acts, common)


def _templates(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts

    listing = group.add_parser("clauses", parents=[common], help="templates of clauses")
    listing.add_argument("--type", metavar="TYPE", dest="kind", help="a kind of dispute, or common")
    listing.add_argument("--find", metavar="TEXT")
    listing.set_defaults(act=acts.clauses)
    fill = group.add_parser("fill", parents=[common], help="a template filled for a case")
    fill.add_argument("number", metavar="NO", help="file number")
    fill.add_argument("template", metavar="TEMPLATE", help="its key or its name")
    fill.add_argument("--set", action="append", default=[], metavar="BLANK=VALUE")
    _put(fill)
    fill.set_defaults(act=acts.fill)


def _instalments(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts
    from app.rules.instalment_plan import MONTHS

    plan = group.add_parser("instalments", parents=[common], help="a sum in parts")
    plan.add_argument("number", metavar="NO", help="file number")
    plan.add_argument("--total", required=True, metavar="SUM")
    how = plan.add_mutually_exclusive_group(required=True)
    how.add_argument("--times", type=typed.number, metavar="N", help="in so many parts")
    how.add_argument("--each", metavar="SUM", help="so much a time")
    plan.add_argument("--first", type=typed.day, required=True, metavar="DATE")
    plan.add_argument("--every", choices=tuple(MONTHS), default="month")
    plan.add_argument(
        "--on-day", type=typed.number, metavar="DAY", help="of the month, from the second on"
    )
    plan.add_argument("--what", metavar="TEXT", help="what is paid")
    plan.add_argument("--manner", metavar="HOW", default="", help="as in the list of manners")
    plan.add_argument("--account", metavar="TEXT", default="")
    plan.add_argument("--payer", metavar="NAME", help="default: the respondent")
    plan.add_argument("--payee", metavar="NAME", help="default: the applicant")
    _put(plan)
    plan.set_defaults(act=acts.instalments)


def _earlier(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts

    listing = group.add_parser("earlier", parents=[common], help="agreements one may copy from")
    listing.add_argument("number", metavar="NO", help="file number of the case that is written")
    listing.add_argument("--find", metavar="TEXT", default="", help="number, name, kind of dispute")
    listing.set_defaults(act=acts.earlier)
    copy = group.add_parser("copy", parents=[common], help="clauses of an earlier case")
    copy.add_argument("number", metavar="NO", help="file number of the case that is written")
    copy.add_argument("source", metavar="FROM", help="file number of the earlier one")
    copy.add_argument(
        "--only",
        type=typed.number,
        action="append",
        metavar="N",
        help="these clauses alone, by number",
    )
    copy.add_argument("--without-promises", action="store_true")
    _put(copy)
    copy.set_defaults(act=acts.copy)


def _put(act: argparse.ArgumentParser) -> None:
    act.add_argument("--put", action="store_true", help="into the agreement of the case")
