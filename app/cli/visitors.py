"""visitor add, list, case, record."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app import clock
from app.cli import listed
from app.cli.door import signed_in
from app.cli.duty import span
from app.cli.run import Answer
from app.desk import duty_registers, questions, recordings, repeats, staff, visitors
from app.desk.edit import get, void
from app.paths import DataDir
from app.records import Visitor
from app.records.masks import MASKS
from app.rules.repeats import Told
from app.settings import Settings
from app.words import say

PERSONAL = ("name", "phone", "address")  # `id` is the record's, no number of a person
ALIKE = ("name", "phone", "address", "matter", "place_id", "id_number")
"""By which an earlier coming is known."""


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """来访登记; earlier visits of the same person are told."""
    values = {
        "name": args.name, "matter": args.matter, "phone": args.phone, "address": args.address,
        "id_number": args.id_number, "people_count": args.people, "came_at": args.at,
        "joint": (args.joint or bool(args.unit)) or None, "conclusion": args.conclusion,
        "recorded": args.recorded or None,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        units = [desk.look(staff.named, log, desk.today(), name, "unit").id for name in args.unit]
        if units:
            values |= {"unit_ids": units, "lead_unit_id": units[0]}
        visitor = desk.do(visitors.enter, log, clock.now(), values)
        number = desk.look(lambda db: get(db, Visitor, visitor).number)
        row = desk.look(lambda db: get(db, Visitor, visitor))
        asked = {name: getattr(row, name) for name in ALIKE}
        on = row.came_at.date() if row.came_at else desk.today()
        before = [
            x.told for x in desk.look(repeats.at_door, log, on, asked) if x.told.id != visitor
        ]
    lines = [say("visitor.entered", number=number)]
    lines += [say("visitor.came_before", number=x.number, day=x.day or "") for x in before]
    return Answer(lines, id=visitor, number=number, earlier=[x.number for x in before])


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """来访登记簿, masked unless it is to be whole."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        since, until = span(args, desk.today())
        found = desk.look(visitors.lines, log, since, until)
        made = desk.look(duty_registers.visitor_listing, log, since, until, masked=not args.whole)
        lines = listed.written(desk, made, args.out)
    rows = [asdict(one) for one in found]
    if not args.whole:
        rows = [{n: MASKS[n](v) if n in PERSONAL else v for n, v in row.items()} for row in rows]
    return Answer(lines, visitors=rows)


def to_case(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """立为纠纷, with what was written at the door."""
    with signed_in(data, settings, args) as desk:
        visitor = desk.look(visitors.named, desk.shelf.log, args.number)
        desk.indexing.now()
        before = desk.look(repeats.came_before, desk.shelf.log, visitor)
        case_id = desk.do(visitors.to_case, desk.shelf.log, desk.today(), visitor)
        number = desk.look(questions.case_file, case_id).case.file_no
    lines = [say("visitor.made_case", number=number), *map(before_words, before)]
    lines += [say("visitor.if_the_same", number=number)] if before else []
    earlier = [{"number": one.number, "day": one.day, "file_no": case} for one, case in before]
    return Answer(lines, case=case_id, file_no=number, earlier=earlier)


def before_words(found: tuple[Told, str]) -> str:
    """What may be the same, with the case it became."""
    one, case = found
    facts = {"number": one.number, "day": one.day or "—"}
    return (
        say("visitor.like_case", case=case, **facts)
        if case
        else say("visitor.like_earlier", **facts)
    )


def to_matter(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """转为来件, with what was written at the door."""
    with signed_in(data, settings, args) as desk:
        visitor = desk.look(visitors.named, desk.shelf.log, args.number)
        matter = desk.do(visitors.to_matter, desk.shelf.log, clock.now(), visitor)
    return Answer(say("visitor.made_matter"), matter=matter)


def drop(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A line of the book is void."""
    with signed_in(data, settings, args) as desk:
        visitor = desk.look(visitors.named, desk.shelf.log, args.number)
        desk.do(void, Visitor, visitor, args.why)
    return Answer(say("visitor.dropped", number=args.number), id=visitor)


def record(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A recording is kept beside the reception."""
    with signed_in(data, settings, args) as desk:
        visitor = desk.look(visitors.named, desk.shelf.log, args.number)
        recordings.keep(desk, visitor, Path(args.file))
    return Answer(say("visitor.recording_kept", number=args.number), id=visitor)
