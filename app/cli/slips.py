"""bundle slip: the paper that goes with the stick."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def slip(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Write the slip of the last exchange as PDF; with `--place` for that one alone."""
    from app.desk.slip import slip as made

    with signed_in(data, settings, args) as desk:
        pdf = made(desk, args.place or "")
    try:
        Path(args.out).write_bytes(pdf)
    except OSError as why:
        raise Trouble("slip.cannot_write", name=Path(args.out).name) from why
    return Answer(say("cli.slip_written", file=args.out), file=args.out, size=len(pdf))
