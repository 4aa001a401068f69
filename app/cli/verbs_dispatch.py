"""The verbs of 交办 and 移交: `dispatch …`, `handover …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of

STEPS = {
    "return": "returned", "progress": "progress", "done": "done", "confirm": "confirmed", "again": "again",
    "remind": "reminded", "recall": "recalled",
}  # fmt: skip


def dispatch(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import dispatches

    group = group_of(verbs, common, "dispatch")
    send = group.add_parser("send", parents=[common])
    send.add_argument("--to", required=True, metavar="NAME")
    send.add_argument("--title", required=True)
    send.add_argument("--told", metavar="TEXT")
    send.add_argument("--due", type=typed.day, metavar="DATE")
    send.add_argument("--from", dest="source", metavar="CASE.yaml")
    send.set_defaults(act=dispatches.send)
    listing = group.add_parser("list", parents=[common])
    listing.set_defaults(act=dispatches.listing)
    show = group.add_parser("show", parents=[common])
    show.add_argument("number")
    show.set_defaults(act=dispatches.show)
    accept = group.add_parser("accept", parents=[common])
    accept.add_argument("number")
    accept.set_defaults(act=dispatches.accept)
    further = group.add_parser("pass", parents=[common])
    further.add_argument("number")
    further.add_argument("--to", required=True, metavar="NAME")
    further.add_argument("--told", metavar="TEXT")
    further.set_defaults(act=dispatches.pass_on)
    for name, step in STEPS.items():
        answer = group.add_parser(name, parents=[common])
        answer.add_argument("number")
        answer.add_argument("--told", metavar="TEXT")
        answer.set_defaults(act=dispatches.step, step=step)


def handover(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import dispatches

    group = group_of(verbs, common, "handover")
    ask = group.add_parser("ask", parents=[common])
    ask.add_argument("number")
    ask.add_argument("--to", required=True, metavar="NAME")
    ask.add_argument("--told", required=True, metavar="REASON")
    ask.set_defaults(act=dispatches.hand_over)
    for name, grants in (("grant", True), ("refuse", False)):
        answer = group.add_parser(name, parents=[common])
        answer.add_argument("number")
        answer.add_argument("--to", metavar="NAME")
        answer.add_argument("--told", metavar="TEXT")
        answer.add_argument("--due", type=typed.day, metavar="DATE")
        answer.set_defaults(act=dispatches.answer_handover, grant=grants)
    back = group.add_parser("withdraw", parents=[common])
    back.add_argument("number")
    back.set_defaults(act=dispatches.withdraw_handover)
    end = group.add_parser("end", parents=[common])
    end.add_argument("number")
    end.add_argument("--on", type=typed.day, metavar="DATE")
    end.set_defaults(act=dispatches.end_handed_over)
