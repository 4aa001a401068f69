"""The verbs of what comes back on paper: `scan …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs, group_of


def scan(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import scans

    group = group_of(verbs, common, "scan")
    take = group.add_parser("take", parents=[common])
    take.add_argument("file", metavar="FILE|DIR")
    take.add_argument("--case", metavar="NO")
    take.add_argument("--title", metavar="TEXT")
    take.set_defaults(act=scans.take)
    listing = group.add_parser("list", parents=[common])
    listing.add_argument("number")
    listing.set_defaults(act=scans.listing)
    waiting = group.add_parser("tray", parents=[common])
    waiting.set_defaults(act=scans.waiting)
    place = group.add_parser("place", parents=[common])
    place.add_argument("id")
    place.add_argument("--case", required=True, metavar="NO")
    place.add_argument("--paper", metavar="NAME")
    place.add_argument("--which", type=typed.number)
    place.add_argument("--page", type=typed.number)
    place.add_argument("--title", metavar="TEXT")
    place.set_defaults(act=scans.place)
    turn = group.add_parser("turn", parents=[common])
    turn.add_argument("id")
    turn.add_argument("--by", type=typed.number, choices=(90, 180, 270), default=90)
    turn.set_defaults(act=scans.turn)
    back = group.add_parser("back", parents=[common])
    back.add_argument("id")
    back.set_defaults(act=scans.back)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("id")
    drop.add_argument("--why", "--reason", dest="why", required=True, metavar="TEXT")
    drop.set_defaults(act=scans.drop)
    confirm = group.add_parser("confirm", parents=[common])
    confirm.add_argument("number")
    confirm.add_argument("paper")
    confirm.add_argument("--which", type=typed.number)
    confirm.set_defaults(act=scans.confirm)
    export = group.add_parser("export", parents=[common])
    export.add_argument("id")
    export.add_argument("--out", required=True, metavar="FILE")
    export.set_defaults(act=scans.export)
