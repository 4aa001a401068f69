"""sync status: what each side has, what waits, what is wrong; the same as on the page. sync seen."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli.door import signed_in
from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.words import say


def status(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """How this computer stands with every place. Exit 1 where an alarm stands."""
    from app.desk.overview import overview

    with signed_in(data, settings, args) as desk:
        seen = overview(desk)
    lines = []
    for place in seen.places:
        lines.append(say("overview.line", told=place.sentence(), age=place.aged()))
        lines += [f"    {told}" for told in place.details()]
        if place.state == "unknown":
            lines.append("    " + say("cli.approve_next", fingerprint=place.fingerprint))
    lines += [say("cli.roads_alarm", told=one.told(), next=one.next()) for one in seen.alarms]
    told = asdict(seen)
    for place in told["places"]:
        place["alarms"] = [one["key"] for one in place["alarms"]]
    told["alarms"] = [
        {"key": one.key, "facts": one.facts, "told": one.told(), "next": one.next()}
        for one in seen.alarms
    ]
    return Answer(lines or say("cli.roads_none"), 1 if seen.alarms else 0, **told)


def seen(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A person knows of a computer that came in over the line by another's word."""
    from app.desk import came_in

    with signed_in(data, settings, args) as desk:
        name = came_in.seen(desk, args.fingerprint)
    return Answer(say("alarm.seen", name=name, fingerprint=args.fingerprint), name=name)
