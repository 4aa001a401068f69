"""The verbs of sheets for other systems: `exchange …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def exchange(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import sheets

    verb = verbs.add_parser("exchange", parents=[common], help="sheets of other systems, as data")
    group = verb.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    known = group.add_parser("formats", parents=[common], help="every sheet known here")
    known.set_defaults(act=sheets.formats)
    show = group.add_parser("show", parents=[common], help="the columns of one sheet")
    show.add_argument("name")
    show.add_argument("--out", metavar="FORMAT.toml", help="as a file to edit and take in")
    show.set_defaults(act=sheets.show)
    facts = group.add_parser("facts", parents=[common], help="what a column can carry")
    facts.set_defaults(act=sheets.facts)
    take = group.add_parser("take", parents=[common], help="take in the sheet of another province")
    take.add_argument("file", metavar="FORMAT.toml")
    take.set_defaults(act=sheets.take)
    drop = group.add_parser("drop", parents=[common], help="take one of your own away")
    drop.add_argument("name")
    drop.set_defaults(act=sheets.drop)
