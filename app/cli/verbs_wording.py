"""The verbs of writing help."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def wording(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """`wording phrases [--place P] [--find X]`, `wording tidy FILE.txt`, and clauses of agreements."""
    from app.cli import verbs_clauses
    from app.cli import wording as told

    group = verbs.add_parser(
        "wording", parents=[common], help="ready sentences, dictated texts, clauses"
    )
    acts = group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
    phrases = acts.add_parser("phrases", parents=[common], help="常用语, the room's own first")
    phrases.add_argument("--place", metavar="FIELD", help="mediation_session.record, visit.note …")
    phrases.add_argument("--find", metavar="TEXT")
    phrases.set_defaults(act=told.phrases)
    tidy = acts.add_parser("tidy", parents=[common], help="print a dictated text made tidy")
    tidy.add_argument("file", metavar="FILE.txt")
    tidy.add_argument("--figures", action="store_true", help="sums of money in figures too")
    tidy.set_defaults(act=told.tidy)
    verbs_clauses.clauses(acts, common)
