"""The verbs of duty: `duty …`, `leave …`, `visitor …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.parsing import Verbs, group_of

Parser: TypeAlias = argparse.ArgumentParser


def period(parser: Parser) -> None:
    """--from and --to of a list."""
    parser.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    parser.add_argument("--to", dest="until", type=typed.day, metavar="DATE")


def out(parser: Parser) -> None:
    """--out of a list: a PDF or a workbook by the ending of its name."""
    parser.add_argument("--out", metavar="FILE.pdf|.xlsx")


def duty(verbs: Verbs, common: Parser) -> None:
    from app.cli import duty as acts

    group = group_of(verbs, common, "duty")
    plan = group.add_parser("plan", parents=[common])
    plan.add_argument("--month", type=typed.month, metavar="YYYY-MM|DATE")
    plan.add_argument("--put", action="store_true")
    plan.set_defaults(act=acts.plan)
    show = group.add_parser("show", parents=[common])
    show.add_argument("--month", type=typed.month, metavar="YYYY-MM|DATE")
    out(show)
    show.set_defaults(act=acts.show)
    sign = group.add_parser("sign", parents=[common])
    sign.add_argument("--who", metavar="NAME")
    sign.set_defaults(act=acts.sign)
    swap = group.add_parser("swap", parents=[common])
    for name in ("one", "other"):
        swap.add_argument(name, metavar="DATE:NAME")
    swap.set_defaults(act=acts.swap)
    stand = group.add_parser("stand-in", parents=[common])
    stand.add_argument("shift", metavar="DATE:NAME")
    stand.add_argument("--who", required=True, metavar="NAME")
    stand.add_argument("--why", default="", metavar="TEXT")
    stand.set_defaults(act=acts.stand_in)
    add = group.add_parser("add", parents=[common])
    add.add_argument("shift", metavar="DATE:NAME")
    add.add_argument("--lead", action="store_true")
    add.set_defaults(act=acts.add)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("shift", metavar="DATE:NAME")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    lead = group.add_parser("lead", parents=[common])
    lead.add_argument("shift", metavar="DATE:NAME")
    lead.set_defaults(act=acts.lead)
    kin = group.add_parser("kin", parents=[common])
    kin.add_argument("number")
    kin.set_defaults(act=acts.kin)
    figures = group.add_parser("figures", parents=[common])
    period(figures)
    out(figures)
    figures.set_defaults(act=acts.figures)


def leave(verbs: Verbs, common: Parser) -> None:
    from app.cli import duty as acts

    group = group_of(verbs, common, "leave")
    ask = group.add_parser("ask", parents=[common])
    ask.add_argument("--who", required=True, metavar="NAME")
    ask.add_argument("--from", dest="since", required=True, type=typed.day, metavar="DATE")
    ask.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    ask.add_argument("--why", default="", metavar="TEXT")
    ask.add_argument("--approved-by", default="", metavar="NAME")
    ask.set_defaults(act=acts.ask_leave)
    back = group.add_parser("back", parents=[common])
    back.add_argument("--who", required=True, metavar="NAME")
    back.add_argument("--on", type=typed.day, metavar="DATE")
    back.set_defaults(act=acts.come_back)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop_leave)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.leaves_listed)


def visitor(verbs: Verbs, common: Parser) -> None:
    from app.cli import visitors as acts

    group = group_of(verbs, common, "visitor")
    add = group.add_parser("add", parents=[common])
    add.add_argument("--name", required=True)
    add.add_argument("--matter", required=True, metavar="TEXT")
    for name in ("phone", "address", "id-number"):
        add.add_argument(f"--{name}")
    add.add_argument("--people", type=typed.at_least_one, metavar="N")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT")
    add.add_argument("--joint", action="store_true")
    add.add_argument("--unit", action="append", default=[], metavar="NAME")
    add.add_argument("--conclusion", metavar="TEXT")
    add.add_argument("--recorded", action="store_true")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    out(listing)
    listing.add_argument("--whole", action="store_true")
    listing.set_defaults(act=acts.listing)
    case = group.add_parser("case", parents=[common])
    case.add_argument("number")
    case.set_defaults(act=acts.to_case)
    matter = group.add_parser("matter", parents=[common])
    matter.add_argument("number")
    matter.set_defaults(act=acts.to_matter)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("number")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    record = group.add_parser("record", parents=[common])
    record.add_argument("number")
    record.add_argument("file")
    record.set_defaults(act=acts.record)
