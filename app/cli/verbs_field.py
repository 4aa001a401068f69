"""The verbs of field work and meetings: `sweep …`, `call …`, `meeting …`, `training …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.parsing import Verbs, group_of
from app.cli.verbs_duty import out, period

Parser: TypeAlias = argparse.ArgumentParser


def sweep(verbs: Verbs, common: Parser) -> None:
    from app.cli import sweeps as acts

    group = group_of(verbs, common, "sweep")
    add = group.add_parser("add", parents=[common])
    add.add_argument("place", metavar="GRID")
    _sweep(add)
    add.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    add.add_argument("--households", type=typed.number, metavar="N")
    add.add_argument("--by", metavar="NAME")
    add.add_argument("--spots", metavar="TEXT")
    add.add_argument("--note", metavar="TEXT")
    add.add_argument("--found", action="append", default=[], metavar="TEXT")
    add.set_defaults(act=acts.add)
    zero = group.add_parser("zero", parents=[common])
    zero.add_argument("place", nargs="*", metavar="GRID")
    _sweep(zero)
    zero.set_defaults(act=acts.zero)
    missing = group.add_parser("missing", parents=[common])
    missing.add_argument("--on", type=typed.day, metavar="DATE")
    missing.set_defaults(act=acts.missing)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.listing)
    report = group.add_parser("report", parents=[common])
    report.add_argument("kind", metavar="KIND")
    report.add_argument("--on", type=typed.day, metavar="DATE")
    out(report)
    report.set_defaults(act=acts.report)


def _sweep(parser: Parser) -> None:
    parser.add_argument("--kind", required=True, metavar="KIND")
    parser.add_argument("--on", type=typed.day, metavar="DATE")


def call(verbs: Verbs, common: Parser) -> None:
    from app.cli import calls as acts

    group = group_of(verbs, common, "call")
    add = group.add_parser("add", parents=[common])
    add.add_argument("--occasion", required=True, metavar="OCCASION")
    add.add_argument("--on", type=typed.day, metavar="DATE")
    add.add_argument("--place", metavar="GRID")
    add.add_argument("--household", metavar="NUMBER")
    add.add_argument("--whom", metavar="NAME")
    add.add_argument("--by", metavar="NAME")
    add.add_argument("--tick", action="append", default=[], metavar="TICK")
    add.add_argument("--told", metavar="TEXT")
    add.add_argument("--matter", action="store_true")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    out(listing)
    listing.add_argument("--whole", action="store_true")
    listing.set_defaults(act=acts.listing)
    due = group.add_parser("due", parents=[common])
    due.add_argument("--on", type=typed.day, metavar="DATE")
    due.add_argument("--occasion", metavar="OCCASION")
    out(due)
    due.set_defaults(act=acts.due)


def meeting(verbs: Verbs, common: Parser) -> None:
    from app.cli import meetings as acts

    group = group_of(verbs, common, "meeting")
    agenda = group.add_parser("agenda", parents=[common])
    agenda.add_argument("kind", metavar="KIND")
    agenda.set_defaults(act=acts.agenda)
    add = group.add_parser("add", parents=[common])
    add.add_argument("kind", metavar="KIND")
    _facts(add)
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common])
    out(listing)
    listing.set_defaults(act=acts.listing)
    for name, act in (
        ("write", acts.write),
        ("show", acts.show),
        ("print", acts.printed),
        ("item", acts.item),
        ("done", acts.done),
        ("chat", acts.chat),
    ):
        one = group.add_parser(name, parents=[common])
        one.add_argument("number")
        one.set_defaults(act=act)
        if name == "write":
            _facts(one)
        if name == "print":
            one.add_argument("--out", required=True, metavar="FILE.pdf")
        if name == "item":
            for field in ("topic", "decided", "who"):
                one.add_argument(f"--{field}", metavar="TEXT", required=field == "topic")
            one.add_argument("--due", type=typed.day, metavar="DATE")
            one.add_argument("--matter", action="store_true")
            one.add_argument("--case", action="store_true")
        if name == "done":
            one.add_argument("item", type=typed.at_least_one, metavar="ITEM")
        if name == "chat":
            one.add_argument("file", metavar="FILE.txt")
            one.add_argument(
                "--take", type=typed.at_least_one, action="append", metavar="N", default=[]
            )
            one.add_argument("--take-all", action="store_true")


def _facts(parser: Parser) -> None:
    parser.add_argument("--at", type=typed.moment, metavar="MOMENT")
    parser.add_argument("--place", metavar="TEXT")
    parser.add_argument("--chair", metavar="NAME")
    parser.add_argument("--present", action="append", metavar="NAME")
    parser.add_argument("--minutes", metavar="TEXT")
    parser.add_argument("--decided", metavar="TEXT")


def training(verbs: Verbs, common: Parser) -> None:
    from app.cli import trainings as acts

    group = group_of(verbs, common, "training")
    add = group.add_parser("add", parents=[common])
    add.add_argument("title")
    add.add_argument("--on", type=typed.day, metavar="DATE")
    add.add_argument("--hours", type=typed.number, metavar="N")
    add.add_argument("--who", action="append", default=[], metavar="NAME")
    add.add_argument("--others", type=typed.number, metavar="N")
    add.add_argument("--note", metavar="TEXT")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common])
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.listing)
