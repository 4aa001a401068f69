"""The verbs of the case-file review."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def dossier(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`dossier check NO`, `dossier rules [--set N=stop|warn|off|shipped]`."""
    from app.cli import dossiers

    group = verbs.add_parser("dossier", parents=[common], help="the 25 rules of a case file")
    acts = group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    check = acts.add_parser("check", parents=[common], help="why a case cannot be closed yet")
    check.add_argument("number", metavar="NO")
    check.set_defaults(act=dossiers.check)
    rules = acts.add_parser("rules", parents=[common], help="what each rule weighs in this room")
    rules.add_argument(
        "--set", action="append", default=[], metavar="N=WEIGHT", help="stop, warn, off or shipped"
    )
    rules.set_defaults(act=dossiers.rules)
