"""Verbs about computers: `room ask … rotate-key`, `centre close … closed`, `bundle aside`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs


def room(group: Verbs, common: argparse.ArgumentParser) -> None:
    """A second computer comes into a room; the list of them; a new key."""
    from app.cli import machines

    ask = group.add_parser("ask", parents=[common])
    ask.add_argument("folder", metavar="STICK")
    ask.add_argument("--name", metavar="NAME")
    ask.add_argument("--recovery-out", metavar="FILE.pdf")
    ask.set_defaults(act=machines.ask)
    requests = group.add_parser("requests", parents=[common])
    requests.add_argument("folder", metavar="STICK")
    requests.set_defaults(act=machines.requests)
    admit = group.add_parser("admit", parents=[common])
    admit.add_argument("folder", metavar="STICK")
    admit.add_argument("fingerprint")
    admit.set_defaults(act=machines.admit)
    enter = group.add_parser("enter", parents=[common])
    enter.add_argument("folder", metavar="STICK")
    enter.add_argument("fingerprint")
    enter.add_argument("--me", required=True, metavar="NAME")
    enter.add_argument("--new-person", action="store_true")
    enter.set_defaults(act=machines.enter)
    listing = group.add_parser("mates", parents=[common])
    listing.set_defaults(act=machines.listing)
    rotate = group.add_parser("rotate-key", parents=[common])
    rotate.set_defaults(act=machines.rotate)


def centre(group: Verbs, common: argparse.ArgumentParser) -> None:
    """A lost computer is closed, lifted, or counts further."""
    from app.cli import machines

    for name, act in (
        ("close", machines.close),
        ("lift", machines.lift),
    ):
        verb = group.add_parser(name, parents=[common])
        verb.add_argument("fingerprint")
        verb.add_argument("--reason", required=True, metavar="TEXT")
        verb.set_defaults(act=act)
    count = group.add_parser("count", parents=[common])
    count.add_argument("fingerprint")
    count.add_argument("number", type=typed.number, metavar="N")
    count.set_defaults(act=machines.count)
    closed = group.add_parser("closed", parents=[common])
    closed.set_defaults(act=machines.closed)


def bundle(group: Verbs, common: argparse.ArgumentParser) -> None:
    """What stands aside."""
    from app.cli import machines

    aside = group.add_parser("aside", parents=[common])
    aside.add_argument("--retry", action="store_true")
    aside.set_defaults(act=machines.aside)
