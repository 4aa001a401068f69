"""The verbs of what comes back on paper: `scan …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def scan(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import scans

    verb = verbs.add_parser("scan", parents=[common], help="signed pages, photos, recordings")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    take = group.add_parser("take", parents=[common], help="take in a file or a folder")
    take.add_argument("file", metavar="FILE|DIR")
    take.add_argument("--case", metavar="NO", help="what has no code of its own belongs to it")
    take.add_argument("--title", metavar="TEXT", help="what it is")
    take.set_defaults(act=scans.take)
    listing = group.add_parser("list", parents=[common], help="what came back in a case")
    listing.add_argument("number")
    listing.set_defaults(act=scans.listing)
    waiting = group.add_parser("tray", parents=[common], help="what waits to be placed, and why")
    waiting.set_defaults(act=scans.waiting)
    place = group.add_parser("place", parents=[common], help="place a page by hand")
    place.add_argument("id")
    place.add_argument("--case", required=True, metavar="NO")
    place.add_argument("--paper", metavar="NAME")
    place.add_argument(
        "--which", type=typed.number, help="the how-manieth session, agreement or visit"
    )
    place.add_argument("--page", type=typed.number)
    place.add_argument("--title", metavar="TEXT")
    place.set_defaults(act=scans.place)
    turn = group.add_parser("turn", parents=[common], help="show a page upright")
    turn.add_argument("id")
    turn.add_argument("--by", type=typed.number, choices=(90, 180, 270), default=90)
    turn.set_defaults(act=scans.turn)
    back = group.add_parser("back", parents=[common], help="out of its case, into the tray")
    back.add_argument("id")
    back.set_defaults(act=scans.back)
    drop = group.add_parser("drop", parents=[common], help="throw a page out, with the reason")
    drop.add_argument("id")
    drop.add_argument("--why", "--reason", dest="why", required=True, metavar="TEXT")
    drop.set_defaults(act=scans.drop)
    confirm = group.add_parser("confirm", parents=[common], help="its signatures were seen")
    confirm.add_argument("number")
    confirm.add_argument("paper")
    confirm.add_argument("--which", type=typed.number)
    confirm.set_defaults(act=scans.confirm)
    export = group.add_parser("export", parents=[common], help="the original as it came")
    export.add_argument("id")
    export.add_argument("--out", required=True, metavar="FILE")
    export.set_defaults(act=scans.export)
