"""The verbs of merit: `points …`, `figures …`, `honour …`, `helper …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.parsing import Verbs, group_of
from app.cli.verbs_duty import out, period

Parser: TypeAlias = argparse.ArgumentParser


def points(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    group = group_of(verbs, common, "points")
    propose = group.add_parser("propose", parents=[common])
    period(propose)
    propose.add_argument("--put", action="store_true")
    propose.add_argument("--again", action="store_true")
    propose.set_defaults(act=acts.propose)
    give = group.add_parser("give", parents=[common])
    give.add_argument("--who", required=True, metavar="NAME")
    give.add_argument("--points", required=True, type=typed.signed, metavar="N")
    give.add_argument("--why", required=True, metavar="TEXT")
    give.set_defaults(act=acts.give)
    redeem = group.add_parser("redeem", parents=[common])
    redeem.add_argument("--who", required=True, metavar="NAME")
    redeem.add_argument("--goods", required=True, metavar="TEXT")
    redeem.add_argument("--points", type=typed.at_least_one, metavar="N")
    redeem.add_argument("--out", metavar="FILE.pdf")
    redeem.set_defaults(act=acts.redeem)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    listing.add_argument("--balances", action="store_true")
    out(listing)
    listing.set_defaults(act=acts.listing)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    tidy = group.add_parser("tidy", parents=[common])
    tidy.set_defaults(act=acts.tidy)


def figures(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    group = group_of(verbs, common, "figures")
    told = group.add_parser("mediators", parents=[common])
    period(told)
    out(told)
    told.set_defaults(act=acts.mediators)


def honour(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    group = group_of(verbs, common, "honour")
    give = group.add_parser("give", parents=[common])
    give.add_argument("title")
    give.add_argument("--who", action="append", default=[], metavar="NAME")
    give.add_argument("--best", type=typed.at_least_one, metavar="N")
    give.add_argument("--why", metavar="TEXT")
    period(give)
    give.add_argument("--out", metavar="FILE.pdf")
    give.set_defaults(act=acts.honour)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop_honour)
    listing = group.add_parser("list", parents=[common])
    out(listing)
    listing.set_defaults(act=acts.honours)


def helper(verbs: Verbs, common: Parser) -> None:
    from app.cli import helpers as acts

    group = group_of(verbs, common, "helper")
    pool = group.add_parser("list", parents=[common])
    pool.add_argument("--place", metavar="NAME")
    out(pool)
    pool.set_defaults(act=acts.pool)
    ask = group.add_parser("ask", parents=[common])
    ask.add_argument("number")
    ask.add_argument("--who", required=True, metavar="NAME")
    ask.add_argument("--for", dest="help_kind", default="", metavar="KIND")
    ask.add_argument("--told", default="", metavar="TEXT")
    ask.set_defaults(act=acts.ask)
    answer = group.add_parser("answer", parents=[common])
    answer.add_argument("number")
    answer.add_argument("--who", required=True, metavar="NAME")
    answer.add_argument("--told", required=True, metavar="TEXT")
    answer.set_defaults(act=acts.answer)
    invite = group.add_parser("invite", parents=[common])
    invite.add_argument("number")
    invite.add_argument("--who", required=True, metavar="NAME")
    invite.set_defaults(act=acts.invite)
    register = group.add_parser("register", parents=[common])
    period(register)
    out(register)
    register.set_defaults(act=acts.register)
