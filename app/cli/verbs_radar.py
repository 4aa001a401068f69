"""The verb of the 复燃雷达: `radar …`."""

from __future__ import annotations

import argparse

from app.cli import typed
from app.cli.parsing import Verbs


def radar(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    from app.cli import relapses

    verb = verbs.add_parser("radar", parents=[common])
    verb.add_argument("--from", dest="since", type=typed.day, metavar="DATE")
    verb.add_argument("--to", dest="until", type=typed.day, metavar="DATE")
    verb.add_argument("--room", metavar="NAME")
    verb.add_argument("--case", metavar="NUMBER")
    verb.add_argument("--link", metavar="EARLIER")
    verb.add_argument("--unlink", action="store_true")
    verb.add_argument("--ranking", action="store_true")
    verb.add_argument("--out", metavar="FILE.pdf|FILE.xlsx")
    verb.set_defaults(act=relapses.radar)
