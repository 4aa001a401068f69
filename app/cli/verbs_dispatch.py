"""The verbs of 交办 and 移交: `dispatch …`, `handover …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)

STEPS = {
    "return": ("returned", "send it back, with the reason"), "progress": ("progress", "say how far it is"),
    "done": ("done", "it is done"), "confirm": ("confirmed", "the centre signs it off"),
    "again": ("again", "the centre wants it done again, with the reason"),
    "remind": ("reminded", "the centre reminds"), "recall": ("recalled", "the centre takes it back"),
}  # fmt: skip


def dispatch(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import dispatches

    verb = verbs.add_parser(
        "dispatch", parents=[common], help="matters handed to rooms, and answers"
    )
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    send = group.add_parser("send", parents=[common], help="hand a matter to a room")
    send.add_argument("--to", required=True, metavar="NAME")
    send.add_argument("--title", required=True)
    send.add_argument("--told", metavar="TEXT", help="what is asked")
    send.add_argument("--due", type=typed.day, metavar="DATE")
    send.add_argument(
        "--from", dest="source", metavar="CASE.yaml", help="what is known of the matter"
    )
    send.set_defaults(act=dispatches.send)
    listing = group.add_parser("list", parents=[common], help="how every dispatch stands")
    listing.set_defaults(act=dispatches.listing)
    show = group.add_parser("show", parents=[common], help="one of them with all that was said")
    show.add_argument("number")
    show.set_defaults(act=dispatches.show)
    accept = group.add_parser("accept", parents=[common], help="register the matter here")
    accept.add_argument("number")
    accept.set_defaults(act=dispatches.accept)
    further = group.add_parser(
        "pass",
        parents=[common],
        help="the centre passes what came from above on to a room of its own",
    )
    further.add_argument("number")
    further.add_argument("--to", required=True, metavar="NAME")
    further.add_argument(
        "--told", metavar="TEXT", help="what is asked, in place of the words from above"
    )
    further.set_defaults(act=dispatches.pass_on)
    for name, (step, told) in STEPS.items():
        answer = group.add_parser(name, parents=[common], help=told)
        answer.add_argument("number")
        answer.add_argument("--told", metavar="TEXT")
        answer.set_defaults(act=dispatches.step, step=step)


def handover(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import dispatches

    verb = verbs.add_parser("handover", parents=[common], help="a case goes to another room")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    ask = group.add_parser("ask", parents=[common], help="ask the centre for it")
    ask.add_argument("number")
    ask.add_argument("--to", required=True, metavar="NAME")
    ask.add_argument("--told", required=True, metavar="REASON")
    ask.set_defaults(act=dispatches.hand_over)
    for name, grants in (("grant", True), ("refuse", False)):
        answer = group.add_parser(name, parents=[common], help=f"the centre's answer: {name} it")
        answer.add_argument("number")
        answer.add_argument("--to", metavar="NAME")
        answer.add_argument("--told", metavar="TEXT")
        answer.add_argument("--due", type=typed.day, metavar="DATE")
        answer.set_defaults(act=dispatches.answer_handover, grant=grants)
    back = group.add_parser("withdraw", parents=[common], help="the room takes its request back")
    back.add_argument("number")
    back.set_defaults(act=dispatches.withdraw_handover)
    end = group.add_parser("end", parents=[common], help="the case that was handed over ends here")
    end.add_argument("number")
    end.add_argument("--on", type=typed.day, metavar="DATE")
    end.set_defaults(act=dispatches.end_handed_over)
