"""The verb of the 复燃雷达: `radar …`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from app.cli import typed

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)


def radar(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import relapses

    verb = verbs.add_parser("radar", parents=[common], help="who or what comes back (复燃雷达)")
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE", help="default: 1 Jan")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE", help="default: today")
    verb.add_argument("--room", metavar="NAME", help="at a centre: one room")
    verb.add_argument("--case", metavar="NUMBER", help="the earlier cases of this one")
    verb.add_argument("--link", metavar="EARLIER", help="--case is the relapse of this one")
    verb.add_argument("--unlink", action="store_true", help="--case is no relapse after all")
    verb.add_argument("--ranking", action="store_true", help="by room")
    verb.add_argument("--out", metavar="FILE.pdf|FILE.xlsx")
    verb.set_defaults(act=relapses.radar)
