"""The verbs of sheets for other systems: `exchange …`."""

from __future__ import annotations

import argparse

from app.cli.parsing import Verbs, group_of


def exchange(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import sheets

    group = group_of(verbs, common, "exchange")
    known = group.add_parser("formats", parents=[common])
    known.set_defaults(act=sheets.formats)
    show = group.add_parser("show", parents=[common])
    show.add_argument("name")
    show.add_argument("--out", metavar="FORMAT.toml")
    show.set_defaults(act=sheets.show)
    facts = group.add_parser("facts", parents=[common])
    facts.set_defaults(act=sheets.facts)
    take = group.add_parser("take", parents=[common])
    take.add_argument("file", metavar="FORMAT.toml")
    take.set_defaults(act=sheets.take)
    drop = group.add_parser("drop", parents=[common])
    drop.add_argument("name")
    drop.set_defaults(act=sheets.drop)
