"""The verbs of the case-file review."""

from __future__ import annotations

import argparse

from app.cli.parsing import Verbs, group_of


def dossier(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`dossier check NO`, `dossier rules [--set N=stop|warn|off|shipped]`."""
    from app.cli import dossiers

    acts = group_of(verbs, common, "dossier")
    check = acts.add_parser("check", parents=[common])
    check.add_argument("number", metavar="NO")
    check.set_defaults(act=dossiers.check)
    rules = acts.add_parser("rules", parents=[common])
    rules.add_argument("--set", action="append", default=[], metavar="N=WEIGHT")
    rules.set_defaults(act=dossiers.rules)
