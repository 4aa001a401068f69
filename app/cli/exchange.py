"""bundle make, take, inspect; centre card, approve."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import address, enrolment, exchange, overview, stick_copy, stick_visit
from app.desk.desk import Desk
from app.desk.exchanged import Taken, Written, mark_of
from app.paths import DataDir
from app.settings import Settings
from app.words import say


def make(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Write a sealed bundle for every place we exchange with, read it back, say what stands with each."""
    with signed_in(data, settings, args) as desk:
        written = exchange.make_bundle(desk, Path(args.folder))
        copy = stick_copy.told(desk, Path(args.folder)) if settings.copy_on_stick else None
        proven = _proven(desk)
    lines = [
        say(
            "visit_stick.written_notice" if w.notice else "cli.bundle_written",
            **_marked(w), to=w.to, entries=w.entries, size=w.size,
        )
        for w in written
    ]  # fmt: skip
    lines += [copy.sentence] if copy else []
    lines += [say("cli.may_remove"), *proven]
    return Answer(lines, written=[asdict(w) for w in written], copy=asdict(copy) if copy else None)


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take in every bundle of a folder, or one file. Exit 1 when any of them was refused.

    What lies in a folder for other places is only counted; a file that was named was meant.
    """
    source = Path(args.file)
    with signed_in(data, settings, args) as desk:
        taken = exchange.take_bundles(desk, source)
        proven = _proven(desk)
    passed = [t for t in taken if source.is_dir() and t.key in stick_visit.ELSEWHERE]
    ours = [t for t in taken if t not in passed]
    lines = [_line(t) for t in ours]
    if passed:
        key = "visit_stick.elsewhere" if ours else "visit_stick.wrong_stick"
        lines.append(say(key, count=len(passed)))
    lines += proven
    refused = any(t.outcome == "refused" for t in ours)
    return Answer(lines, 1 if refused else 0, taken=[asdict(t) for t in taken])


def _proven(desk: Desk) -> list[str]:
    """What each place is known to have, by name."""
    places = overview.overview(desk).places
    return [one.proven() for one in sorted(places, key=lambda one: (one.name, one.log))]


def _line(taken: Taken) -> str:
    return "\n".join([_told(taken), *taken.besides()])


def _told(taken: Taken) -> str:
    if taken.reason:
        return say("cli.bundle_told", file=taken.file, reason=taken.reason)
    if taken.outcome == "own":
        return say("cli.bundle_own", file=taken.file)
    facts = {"sender": taken.sender, "new": taken.new, "known": taken.known}
    return say("cli.bundle_taken", **_marked(taken), **facts)


def _marked(one: Taken | Written) -> dict[str, str]:
    """The file and its fingerprint, as the slip that goes with the stick has them."""
    return {"file": one.file, "mark": mark_of(one.sha256)}


def inspect(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What a bundle says, before anything of it is taken in."""
    with signed_in(data, settings, args) as desk:
        found = exchange.inspect(desk, Path(args.file))
    lines = [f"{name}: {value}" for name, value in asdict(found).items() if name != "have"]
    return Answer(lines, **asdict(found))


def card(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The card a room joins with, and the fingerprint to read out on the telephone."""
    with signed_in(data, settings, args) as desk:
        shows = Path(args.certificate) if args.certificate else None
        made = enrolment.centre_card(
            desk, Path(args.out), args.url, public=args.public, shows=shows
        )
        at = desk.look(address.now)
    lines = [say("cli.card_written", file=args.out, fingerprint=made.fingerprint), at.sentence()]
    return Answer(lines, file=args.out, fingerprint=made.fingerprint, url=at.url)


def approve(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Trust the room with this spoken fingerprint; its bundles that waited are taken in."""
    with signed_in(data, settings, args) as desk:
        done = enrolment.approve(desk, args.fingerprint, although_closed=args.although_closed)
    lines = [say("cli.approved", name=done.name), *[_line(t) for t in done.taken]]
    return Answer(lines, name=done.name, taken=[asdict(t) for t in done.taken])
