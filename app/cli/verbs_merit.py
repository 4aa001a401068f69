"""The verbs of merit: `points …`, `figures …`, `honour …`, `helper …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.verbs_duty import out, period

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)
Parser: TypeAlias = argparse.ArgumentParser


def points(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    verb = verbs.add_parser("points", parents=[common], help="points for what was done")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    propose = group.add_parser("propose", parents=[common], help="by the rules; --put gives them")
    period(propose)
    propose.add_argument("--put", action="store_true")
    propose.add_argument("--again", action="store_true", help="what was voided too")
    propose.set_defaults(act=acts.propose)
    give = group.add_parser("give", parents=[common], help="by hand, with the reason")
    give.add_argument("--who", required=True, metavar="NAME")
    give.add_argument(
        "--points", required=True, type=int, metavar="N", help="below nought takes away"
    )
    give.add_argument("--why", required=True, metavar="TEXT")
    give.set_defaults(act=acts.give)
    redeem = group.add_parser("redeem", parents=[common], help="goods for points, with a slip")
    redeem.add_argument("--who", required=True, metavar="NAME")
    redeem.add_argument("--goods", required=True, metavar="TEXT")
    redeem.add_argument(
        "--points", type=typed.at_least_one, metavar="N", help="default: the place's price"
    )
    redeem.add_argument("--out", metavar="FILE.pdf", help="write the slip")
    redeem.set_defaults(act=acts.redeem)
    listing = group.add_parser(
        "list", parents=[common], help="the ledger; --balances what each has"
    )
    period(listing)
    listing.add_argument("--balances", action="store_true")
    out(listing)
    listing.set_defaults(act=acts.listing)
    drop = group.add_parser("drop", parents=[common], help="void a line by its id, with the reason")
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    tidy = group.add_parser(
        "tidy", parents=[common], help="what two computers gave twice is voided"
    )
    tidy.set_defaults(act=acts.tidy)


def figures(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    verb = verbs.add_parser("figures", parents=[common], help="figures of mediators")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    told = group.add_parser("mediators", parents=[common], help="cases, rates and the ranking")
    period(told)
    out(told)
    told.set_defaults(act=acts.mediators)


def honour(verbs: Verbs, common: Parser) -> None:
    from app.cli import merit as acts

    verb = verbs.add_parser("honour", parents=[common], help="titles that are given")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    give = group.add_parser("give", parents=[common], help="to the best of a period, or to these")
    give.add_argument("title")
    give.add_argument("--who", action="append", default=[], metavar="NAME")
    give.add_argument("--best", type=typed.at_least_one, metavar="N")
    give.add_argument("--why", metavar="TEXT")
    period(give)
    give.add_argument("--out", metavar="FILE.pdf", help="write the citation")
    give.set_defaults(act=acts.honour)
    drop = group.add_parser(
        "drop", parents=[common], help="void a title by its id, with the reason"
    )
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop_honour)
    listing = group.add_parser("list", parents=[common], help="every title given")
    out(listing)
    listing.set_defaults(act=acts.honours)


def helper(verbs: Verbs, common: Parser) -> None:
    from app.cli import helpers as acts

    verb = verbs.add_parser("helper", parents=[common], help="who may be asked for help, and was")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    pool = group.add_parser("list", parents=[common], help="the pool; those of a village first")
    pool.add_argument("--place", metavar="NAME")
    out(pool)
    pool.set_defaults(act=acts.pool)
    ask = group.add_parser("ask", parents=[common], help="ask somebody in a case")
    ask.add_argument("number")
    ask.add_argument("--who", required=True, metavar="NAME")
    ask.add_argument(
        "--for", dest="help_kind", default="", metavar="KIND", help="legal, psychology, …"
    )
    ask.add_argument("--told", default="", metavar="TEXT", help="what is asked")
    ask.set_defaults(act=acts.ask)
    answer = group.add_parser("answer", parents=[common], help="what he said")
    answer.add_argument("number")
    answer.add_argument("--who", required=True, metavar="NAME")
    answer.add_argument("--told", required=True, metavar="TEXT")
    answer.set_defaults(act=acts.answer)
    invite = group.add_parser("invite", parents=[common], help="into the next session, as 参加人")
    invite.add_argument("number")
    invite.add_argument("--who", required=True, metavar="NAME")
    invite.set_defaults(act=acts.invite)
    register = group.add_parser("register", parents=[common], help="what was asked in a period")
    period(register)
    out(register)
    register.set_defaults(act=acts.register)
