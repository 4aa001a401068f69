"""Verbs about computers: `room ask … rotate-key`, `centre close … closed`, `bundle aside`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def room(group: Verbs, common: argparse.ArgumentParser) -> None:
    """A second computer comes into a room; the list of them; a new key."""
    from app.cli import machines

    ask = group.add_parser("ask", parents=[common], help="new computer: ask to come into a room")
    ask.add_argument("folder", metavar="STICK")
    ask.add_argument("--name", metavar="NAME", help="what people call this computer")
    ask.add_argument("--recovery-out", metavar="FILE.pdf", help="write the recovery sheet here")
    ask.set_defaults(act=machines.ask)
    requests = group.add_parser("requests", parents=[common], help="first computer: who asks")
    requests.add_argument("folder", metavar="STICK")
    requests.set_defaults(act=machines.requests)
    admit = group.add_parser("admit", parents=[common], help="first computer: let one in")
    admit.add_argument("folder", metavar="STICK")
    admit.add_argument("fingerprint", help="as the new computer's screen shows it")
    admit.set_defaults(act=machines.admit)
    enter = group.add_parser("enter", parents=[common], help="new computer: come in")
    enter.add_argument("folder", metavar="STICK")
    enter.add_argument("fingerprint", help="as the first computer's screen shows it")
    enter.add_argument("--me", required=True, metavar="NAME", help="who sits here")
    enter.add_argument("--new-person", action="store_true", help="NAME is one more mediator")
    enter.set_defaults(act=machines.enter)
    listing = group.add_parser("mates", parents=[common], help="the computers of this room")
    listing.set_defaults(act=machines.listing)
    rotate = group.add_parser("rotate-key", parents=[common], help="a new key for this computer")
    rotate.set_defaults(act=machines.rotate)


def centre(group: Verbs, common: argparse.ArgumentParser) -> None:
    """A lost computer is closed, lifted, or counts further."""
    from app.cli import machines

    for name, act, told in (
        ("close", machines.close, "a lost computer: nothing it adds counts"),
        ("lift", machines.lift, "it is found: all it wrote counts"),
    ):
        verb = group.add_parser(name, parents=[common], help=told)
        verb.add_argument("fingerprint")
        verb.add_argument("--reason", required=True, metavar="TEXT")
        verb.set_defaults(act=act)
    count = group.add_parser(
        "count", parents=[common], help="of a closed one: up to here it counts"
    )
    count.add_argument("fingerprint")
    count.add_argument("number", type=typed.number, metavar="N")
    count.set_defaults(act=machines.count)
    closed = group.add_parser("closed", parents=[common], help="the closed computers")
    closed.set_defaults(act=machines.closed)


def bundle(group: Verbs, common: argparse.ArgumentParser) -> None:
    """What stands aside."""
    from app.cli import machines

    aside = group.add_parser("aside", parents=[common], help="what came and was not used, and why")
    aside.add_argument("--retry", action="store_true", help="try again")
    aside.set_defaults(act=machines.aside)
