"""practice list, show, use, export, take, hand-down."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import practice
from app.desk.desk import Desk
from app.desk.way_in_words import paragraphs
from app.paths import DataDir
from app.rules import mechanism, mechanism_file, preset_names
from app.rules.mechanism import Mechanism
from app.settings import Settings
from app.words import say


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every preset, the one that stands here marked."""
    with signed_in(data, settings, args) as desk:
        chosen = desk.look(practice.chosen, desk.shelf.log)
    told = [
        {"name": name, "label": way.name, "place": way.place, "chosen": name == chosen}
        for name, way in mechanism.presets().items()
    ]
    lines = [f"{'*' if one['chosen'] else ' '} {one['name']}\t{one['label']}" for one in told]
    return Answer(lines, presets=told)


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What stands here, or a preset, in words; `--json` as it is written."""
    with signed_in(data, settings, args) as desk:
        way = _meant(desk, args.name)
        amiss = None if args.name else desk.look(practice.amiss, desk.shelf.log)
    lines = [way.name, *([str(amiss)] if amiss else [])]
    for heading, told in paragraphs(way):
        lines += [f"— {say(heading)}", *(f"  {line}" for line in told)]
    return Answer(lines, practice=mechanism.told(way), readable=amiss is None)


def use(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A preset stands from today on."""
    with signed_in(data, settings, args) as desk:
        name = preset_names.called(args.name)
        desk.do(practice.use, desk.shelf.log, desk.today(), name)
    return Answer([say("practice.used", name=mechanism.preset(name).name)], preset=name)


def export(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A file that people read, change and hand on."""
    with signed_in(data, settings, args) as desk:
        way = desk.look(practice.standing, desk.shelf.log)
    practice.save(way, Path(args.out))
    return Answer([say("practice.saved", file=args.out)], file=args.out)


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What the file says stands from today on; nothing changes where it is refused."""
    with signed_in(data, settings, args) as desk:
        way = practice.load(Path(args.file))
        desk.do(practice.put, desk.shelf.log, desk.today(), way, mechanism_file.OWN)
    return Answer([say("practice.used", name=way.name or args.file)], name=way.name)


def hand_down(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """All rooms below work so, but those that have a way of their own."""
    with signed_in(data, settings, args) as desk:
        way = _meant(desk, args.name)
        practice.hand_to_all(desk, way, preset_names.called(args.name) if args.name else "")
    return Answer([say("practice.handed", name=way.name)], name=way.name)


def _meant(desk: Desk, name: str) -> Mechanism:
    if not name:
        return desk.look(practice.standing, desk.shelf.log)
    return mechanism.preset(preset_names.called(name))
