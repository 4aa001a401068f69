"""The verbs of writing help."""

from __future__ import annotations

import argparse

from app.cli.parsing import Verbs, group_of


def wording(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`wording phrases [--place P] [--find X]`, `wording tidy FILE.txt`, and clauses of agreements."""
    from app.cli import verbs_clauses
    from app.cli import wording as told

    acts = group_of(verbs, common, "wording")
    phrases = acts.add_parser("phrases", parents=[common])
    phrases.add_argument("--place", metavar="FIELD")
    phrases.add_argument("--find", metavar="TEXT")
    phrases.set_defaults(act=told.phrases)
    tidy = acts.add_parser("tidy", parents=[common])
    tidy.add_argument("file", metavar="FILE.txt")
    tidy.add_argument("--figures", action="store_true")
    tidy.set_defaults(act=told.tidy)
    verbs_clauses.clauses(acts, common)
