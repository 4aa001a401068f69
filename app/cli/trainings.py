"""training add, list."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli import listed
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import field_registers, trainings
from app.desk import room as rooms
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """学习培训 of mediators by name, and how many others came."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        room = desk.look(rooms.own_room, log)
        known = {x.name: x.id for x in desk.look(rooms.mediators, room.id)}
        for name in args.who:
            if name not in known:
                raise Trouble("talks.no_such_mediator", name=name)
        values = {
            "title": args.title, "on_day": args.on or desk.today(), "hours": args.hours, "note": args.note,
            "mediator_ids": [known[x] for x in args.who], "others": args.others,
        }  # fmt: skip
        made = desk.do(trainings.record, log, values)
        line = next(x for x in desk.look(trainings.listing, log) if x.id == made)
    return Answer(
        say("cli.training_line", day=line.on_day, title=line.title, count=line.times),
        **asdict(line),
    )


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """学习培训记录 of a period."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        made = desk.look(field_registers.training_listing, log, args.since, args.until)
        found = desk.look(trainings.listing, log, args.since, args.until)
        lines = listed.written(desk, made, args.out)
    return Answer(lines, trainings=[asdict(x) for x in found])
