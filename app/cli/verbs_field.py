"""The verbs of field work and meetings: `sweep …`, `call …`, `meeting …`, `training …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed
from app.cli.verbs_duty import out, period

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)
Parser: TypeAlias = argparse.ArgumentParser


def sweep(verbs: Verbs, common: Parser) -> None:
    from app.cli import sweeps as acts

    verb = verbs.add_parser("sweep", parents=[common], help="sweeps for disputes, grid by grid")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="a sweep of a grid and what it found")
    add.add_argument("place", metavar="GRID")
    _sweep(add)
    add.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    add.add_argument("--households", type=typed.number, metavar="N")
    add.add_argument("--by", metavar="NAME", help="a person of the grid")
    add.add_argument("--spots", metavar="TEXT")
    add.add_argument("--note", metavar="TEXT")
    add.add_argument(
        "--found", action="append", default=[], metavar="TEXT", help="becomes a matter"
    )
    add.set_defaults(act=acts.add)
    zero = group.add_parser("zero", parents=[common], help="nothing was found (零报告)")
    zero.add_argument("place", nargs="*", metavar="GRID", help="none: every grid that has not told")
    _sweep(zero)
    zero.set_defaults(act=acts.zero)
    missing = group.add_parser("missing", parents=[common], help="which grids have not reported")
    missing.add_argument("--on", type=typed.day, metavar="DATE")
    missing.set_defaults(act=acts.missing)
    listing = group.add_parser("list", parents=[common], help="the register of sweeps")
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.listing)
    report = group.add_parser("report", parents=[common], help="who reported what, grid by grid")
    report.add_argument("kind", metavar="KIND")
    report.add_argument("--on", type=typed.day, metavar="DATE", help="any day of the turn")
    out(report)
    report.set_defaults(act=acts.report)


def _sweep(parser: Parser) -> None:
    parser.add_argument("--kind", required=True, metavar="KIND", help="日排查, 周排查, 月排查 …")
    parser.add_argument("--on", type=typed.day, metavar="DATE", help="default: today")


def call(verbs: Verbs, common: Parser) -> None:
    from app.cli import calls as acts

    verb = verbs.add_parser("call", parents=[common], help="calls at doors")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="a call, with the ticks of the place")
    add.add_argument("--occasion", required=True, metavar="OCCASION", help="周末之约, 大走访 …")
    add.add_argument("--on", type=typed.day, metavar="DATE", help="default: today")
    add.add_argument("--place", metavar="GRID")
    add.add_argument("--household", metavar="NUMBER", help="of a household of that grid")
    add.add_argument("--whom", metavar="NAME")
    add.add_argument("--by", metavar="NAME", help="a person of the grid")
    add.add_argument("--tick", action="append", default=[], metavar="TICK", help="三必知 …")
    add.add_argument("--told", metavar="TEXT")
    add.add_argument("--matter", action="store_true", help="what was told becomes a matter")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common], help="the diary, masked")
    period(listing)
    out(listing)
    listing.add_argument("--whole", action="store_true", help="names unmasked")
    listing.set_defaults(act=acts.listing)
    due = group.add_parser("due", parents=[common], help="how each occasion stands")
    due.add_argument("--on", type=typed.day, metavar="DATE")
    due.add_argument("--occasion", metavar="OCCASION", help="the households it has not reached")
    out(due)
    due.set_defaults(act=acts.due)


def meeting(verbs: Verbs, common: Parser) -> None:
    from app.cli import meetings as acts

    verb = verbs.add_parser("meeting", parents=[common], help="meetings, their agenda and minutes")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    agenda = group.add_parser("agenda", parents=[common], help="what stands before the next one")
    agenda.add_argument("kind", metavar="KIND", help="周五说事, 月调度 …")
    agenda.set_defaults(act=acts.agenda)
    add = group.add_parser("add", parents=[common], help="a meeting was held")
    add.add_argument("kind", metavar="KIND")
    _facts(add)
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common], help="the meetings, numbered")
    out(listing)
    listing.set_defaults(act=acts.listing)
    for name, act, told in (
        ("write", acts.write, "minutes; the agenda is frozen with the first of them"),
        ("show", acts.show, "one meeting with its items"),
        ("print", acts.printed, "the minutes as PDF"),
        ("item", acts.item, "one thing that was talked over"),
        ("done", acts.done, "what was decided is done"),
        ("chat", acts.chat, "split pasted chat lines; --take makes matters of them"),
    ):
        one = group.add_parser(name, parents=[common], help=told)
        one.add_argument("number", help="as listed")
        one.set_defaults(act=act)
        if name == "write":
            _facts(one)
        if name == "print":
            one.add_argument("--out", required=True, metavar="FILE.pdf")
        if name == "item":
            for field in ("topic", "decided", "who"):
                one.add_argument(f"--{field}", metavar="TEXT", required=field == "topic")
            one.add_argument("--due", type=typed.day, metavar="DATE")
            one.add_argument("--matter", action="store_true", help="it becomes a matter")
            one.add_argument("--case", action="store_true", help="it becomes a case")
        if name == "done":
            one.add_argument("item", type=typed.at_least_one, metavar="ITEM", help="as shown")
        if name == "chat":
            one.add_argument("file", metavar="FILE.txt")
            one.add_argument(
                "--take", type=typed.at_least_one, action="append", metavar="N", default=[]
            )
            one.add_argument("--take-all", action="store_true", help="all that may be matters")


def _facts(parser: Parser) -> None:
    parser.add_argument("--at", type=typed.moment, metavar="MOMENT")
    parser.add_argument("--place", metavar="TEXT")
    parser.add_argument("--chair", metavar="NAME")
    parser.add_argument("--present", action="append", metavar="NAME")
    parser.add_argument("--minutes", metavar="TEXT")
    parser.add_argument("--decided", metavar="TEXT")


def training(verbs: Verbs, common: Parser) -> None:
    from app.cli import trainings as acts

    verb = verbs.add_parser("training", parents=[common], help="what mediators were taught")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    add = group.add_parser("add", parents=[common], help="a training")
    add.add_argument("title")
    add.add_argument("--on", type=typed.day, metavar="DATE", help="default: today")
    add.add_argument("--hours", type=typed.number, metavar="N")
    add.add_argument("--who", action="append", default=[], metavar="NAME", help="a mediator")
    add.add_argument("--others", type=typed.number, metavar="N", help="how many else came")
    add.add_argument("--note", metavar="TEXT")
    add.set_defaults(act=acts.add)
    listing = group.add_parser("list", parents=[common], help="the trainings of a period")
    period(listing)
    out(listing)
    listing.set_defaults(act=acts.listing)
