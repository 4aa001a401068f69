"""sync now; centre serve."""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def sync_now(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Exchange with the centre over the line. Exit 1 while the two sides do not hold the same."""
    from app.desk import line

    with signed_in(data, settings, args) as desk:
        done = line.sync_now(desk, tell=_keep_quiet if args.json else _say_on)
    facts = asdict(done)
    if done.between is not None:
        facts["between"]["same"] = done.between.same
    lines = [done.sentence(), *done.besides]
    lines += [say("cli.apart_next")] if done.outcome == line.APART else []
    return Answer(lines, 0 if done.outcome == line.AGREED else 1, **facts)


def serve(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Answer rooms over HTTPS until told to stop; where it answers is said on the error channel at once."""
    from app.desk.room import own_room

    if bool(args.certificate) != bool(args.key):
        raise Trouble("line.certificate_and_key")
    given = (Path(args.certificate), Path(args.key)) if args.certificate else None
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s"
    )
    with signed_in(data, settings, args) as desk:
        if not desk.look(own_room, desk.shelf.log).is_centre:
            raise Trouble("line.only_centre")
        desk.indexing.attend()
        url = args.answering(
            desk, args.host, args.port, args.names, given, _say_where,
            per_address=args.per_address, slowest=args.slowest,
        )  # fmt: skip
    return Answer(say("line.stopped"), url=url)


def _say_on(key: str, facts: dict[str, object]) -> None:
    """How far it is, at once and beside the answer."""
    sys.stderr.write(say(key, **facts) + "\n")
    sys.stderr.flush()


def _keep_quiet(key: str, facts: dict[str, object]) -> None:
    """For a program that reads one object."""


def _say_where(url: str, doubts: list[str]) -> None:
    for told in [say("line.answering", url=url), *doubts]:
        sys.stderr.write(told + "\n")
    sys.stderr.flush()
