"""The verbs of clauses for an agreement, under `wording`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs


def clauses(acts: Verbs, common: argparse.ArgumentParser) -> None:
    """`wording clauses|fill|instalments|earlier|copy`."""
    _templates(acts, common)
    _instalments(acts, common)
    _earlier(acts, common)


def _templates(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts

    listing = group.add_parser("clauses", parents=[common])
    listing.add_argument("--type", metavar="TYPE", dest="kind")
    listing.add_argument("--find", metavar="TEXT")
    listing.set_defaults(act=acts.clauses)
    fill = group.add_parser("fill", parents=[common])
    fill.add_argument("number", metavar="NO")
    fill.add_argument("template", metavar="TEMPLATE")
    fill.add_argument("--set", action="append", default=[], metavar="BLANK=VALUE")
    _put(fill)
    fill.set_defaults(act=acts.fill)


def _instalments(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts
    from app.rules.instalment_plan import MONTHS

    plan = group.add_parser("instalments", parents=[common])
    plan.add_argument("number", metavar="NO")
    plan.add_argument("--total", required=True, metavar="SUM")
    how = plan.add_mutually_exclusive_group(required=True)
    how.add_argument("--times", type=typed.number, metavar="N")
    how.add_argument("--each", metavar="SUM")
    plan.add_argument("--first", type=typed.day, required=True, metavar="DATE")
    plan.add_argument(
        "--every", type=typed.OneOf("clause.every.{}", tuple(MONTHS)), default="month"
    )
    plan.add_argument("--on-day", type=typed.number, metavar="DAY")
    plan.add_argument("--what", metavar="TEXT")
    plan.add_argument("--manner", metavar="HOW", default="")
    plan.add_argument("--account", metavar="TEXT", default="")
    plan.add_argument("--payer", metavar="NAME")
    plan.add_argument("--payee", metavar="NAME")
    _put(plan)
    plan.set_defaults(act=acts.instalments)


def _earlier(group: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import clauses as acts

    listing = group.add_parser("earlier", parents=[common])
    listing.add_argument("number", metavar="NO")
    listing.add_argument("--find", metavar="TEXT", default="")
    listing.set_defaults(act=acts.earlier)
    copy = group.add_parser("copy", parents=[common])
    copy.add_argument("number", metavar="NO")
    copy.add_argument("source", metavar="FROM")
    copy.add_argument("--only", type=typed.number, action="append", metavar="N")
    copy.add_argument("--without-promises", action="store_true")
    _put(copy)
    copy.set_defaults(act=acts.copy)


def _put(act: argparse.ArgumentParser) -> None:
    act.add_argument("--put", action="store_true")
