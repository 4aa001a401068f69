"""The verbs of duty: `duty …`, `leave …`, `visitor …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)
Parser: TypeAlias = argparse.ArgumentParser


def period(parser: Parser) -> None:
    """--from and --to of a list."""
    parser.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    parser.add_argument("--to", dest="until", type=typed.day, metavar="DATE")


def out(parser: Parser) -> None:
    """--out of a list: a PDF or a workbook by the ending of its name."""
    parser.add_argument("--out", metavar="FILE.pdf|.xlsx", help="write it as it is printed")


def duty(verbs: Verbs, common: Parser) -> None:
    from app.cli import duty as acts

    verb = verbs.add_parser("duty", parents=[common], help="who sits when, and who came")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    plan = group.add_parser("plan", parents=[common], help="propose a month; --put puts it down")
    plan.add_argument(
        "--month", type=typed.month, metavar="YYYY-MM|DATE", help="the month; of a day: from it on"
    )
    plan.add_argument("--put", action="store_true")
    plan.set_defaults(act=acts.plan)
    show = group.add_parser("show", parents=[common], help="the month's roster with its gaps")
    show.add_argument("--month", type=typed.month, metavar="YYYY-MM|DATE")
    out(show)
    show.set_defaults(act=acts.show)
    sign = group.add_parser("sign", parents=[common], help="sign in; the second time sign out")
    sign.add_argument("--who", metavar="NAME", help="a unit or another person of today's roster")
    sign.set_defaults(act=acts.sign)
    swap = group.add_parser("swap", parents=[common], help="two change their days")
    for name in ("one", "other"):
        swap.add_argument(name, metavar="DATE:NAME")
    swap.set_defaults(act=acts.swap)
    stand = group.add_parser("stand-in", parents=[common], help="somebody else sits")
    stand.add_argument("shift", metavar="DATE:NAME")
    stand.add_argument("--who", required=True, metavar="NAME")
    stand.add_argument("--why", default="", metavar="TEXT")
    stand.set_defaults(act=acts.stand_in)
    add = group.add_parser("add", parents=[common], help="one more on a day")
    add.add_argument("shift", metavar="DATE:NAME")
    add.add_argument("--lead", action="store_true", help="leads that day")
    add.set_defaults(act=acts.add)
    drop = group.add_parser("drop", parents=[common], help="a shift is taken out, with the reason")
    drop.add_argument("shift", metavar="DATE:NAME")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    lead = group.add_parser("lead", parents=[common], help="leads that day; again: no more")
    lead.add_argument("shift", metavar="DATE:NAME")
    lead.set_defaults(act=acts.lead)
    kin = group.add_parser(
        "kin", parents=[common], help="what mediators and parties of a case share"
    )
    kin.add_argument("number")
    kin.set_defaults(act=acts.kin)
    figures = group.add_parser("figures", parents=[common], help="who came, late or not at all")
    period(figures)
    out(figures)
    figures.set_defaults(act=acts.figures)


def leave(verbs: Verbs, common: Parser) -> None:
    from app.cli import duty as acts

    verb = verbs.add_parser("leave", parents=[common], help="who is away")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    ask = group.add_parser("ask", parents=[common], help="write a leave down")
    ask.add_argument("--who", required=True, metavar="NAME")
    ask.add_argument("--from", dest="since", required=True, type=typed.day, metavar="DATE")
    ask.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    ask.add_argument("--why", default="", metavar="TEXT")
    ask.add_argument("--approved-by", default="", metavar="NAME")
    ask.set_defaults(act=acts.ask_leave)
    back = group.add_parser("back", parents=[common], help="somebody is back at work")
    back.add_argument("--who", required=True, metavar="NAME")
    back.add_argument("--on", type=typed.day, metavar="DATE")
    back.set_defaults(act=acts.come_back)
    drop = group.add_parser(
        "drop", parents=[common], help="void a leave by its id, with the reason"
    )
    drop.add_argument("id")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop_leave)
    listing = group.add_parser("list", parents=[common], help="the leaves of a period")
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.leaves_listed)


def visitor(verbs: Verbs, common: Parser) -> None:
    from app.cli import visitors as acts

    verb = verbs.add_parser("visitor", parents=[common], help="who came to the door")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="write a visitor down")
    add.add_argument("--name", required=True)
    add.add_argument("--matter", required=True, metavar="TEXT")
    for name in ("phone", "address", "id-number"):
        add.add_argument(f"--{name}")
    add.add_argument("--people", type=typed.at_least_one, metavar="N")
    add.add_argument("--at", type=typed.moment, metavar="MOMENT")
    add.add_argument("--joint", action="store_true", help="the units of the place sit together")
    add.add_argument("--unit", action="append", default=[], metavar="NAME", help="the first leads")
    add.add_argument("--conclusion", metavar="TEXT")
    add.add_argument("--recorded", action="store_true", help="told of the recording, and agreed")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common], help="the visitors of a period, masked")
    period(listing)
    out(listing)
    listing.add_argument("--whole", action="store_true", help="names and numbers unmasked")
    listing.set_defaults(act=acts.listing)
    case = group.add_parser(
        "case", parents=[common], help="register the visitor's matter as a case"
    )
    case.add_argument("number")
    case.set_defaults(act=acts.to_case)
    matter = group.add_parser("matter", parents=[common], help="make the visit a matter (来件)")
    matter.add_argument("number")
    matter.set_defaults(act=acts.to_matter)
    drop = group.add_parser(
        "drop", parents=[common], help="void a line of the book, with the reason"
    )
    drop.add_argument("number")
    drop.add_argument("--why", required=True, metavar="TEXT")
    drop.set_defaults(act=acts.drop)
    record = group.add_parser("record", parents=[common], help="keep a recording, agreed to")
    record.add_argument("number")
    record.add_argument("file")
    record.set_defaults(act=acts.record)
