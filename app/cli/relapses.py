"""radar: the list of a period, the rooms by their share, the earlier cases of one."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.cli import listed, progress
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import questions, radar_list
from app.desk import radar as radars
from app.desk.desk import Desk
from app.desk.radar import Scope, Spot
from app.paths import DataDir
from app.records import Room
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def radar(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What may be an earlier case come back."""
    with signed_in(data, settings, args) as desk:
        return _one(desk, args) if args.case else _period(desk, args)


def _one(desk: Desk, args: argparse.Namespace) -> Answer:
    case_id = desk.look(questions.by_number, args.case)
    if args.link or args.unlink:
        earlier = desk.look(questions.by_number, args.link) if args.link else None
        desk.do(radars.link, case_id, earlier)
    found = desk.look(radars.of_case, desk.shelf.log, case_id, desk.today())
    told = [_line(one) for one in found] or [say("radar.none_earlier")]
    if args.link or args.unlink:
        key = "radar.linked_now" if args.link else "radar.unlinked_now"
        told = [say(key, number=args.case, earlier=args.link or "")]
    return Answer(told, earlier=[_plain(one) for one in found])


def _period(desk: Desk, args: argparse.Namespace) -> Answer:
    today = desk.today()
    room_id = desk.look(_room_named, args.room) if args.room else ""
    scope = Scope(args.since or dt.date(today.year, 1, 1), args.until or today, room_id)
    with progress.watching(desk, args) as report:
        found = desk.look(radars.sweep, desk.shelf.log, scope, report=report)
    make = radar_list.ranking if args.ranking else radar_list.listing
    told = [say("radar.told", count=found.count, cases=found.cases)]
    if args.out or args.ranking:
        table = desk.look(make, desk.shelf.log, scope, today, found)
        told += listed.written(desk, table, args.out)
    else:
        told += [_line(one) for one in found.spots]
    rooms = [
        {"room": r.room, "cases": r.cases, "echoes": r.echoes, "red": r.red} for r in found.rooms
    ]
    return Answer(
        told, count=found.count, cases=found.cases, rooms=rooms, spots=[_plain(one) for one in found.spots]
    )  # fmt: skip


def _room_named(db: Session, name: str) -> str:
    asked = select(Room.id).where(
        or_(Room.room_name == name, Room.committee == name, Room.short_name == name)
    )
    found = list(db.scalars(asked))
    if len(found) != 1:
        raise Trouble("radar.no_room", name=name)
    return found[0]


def _line(one: Spot) -> str:
    return say(
        "radar.line", number=one.file_no, day=one.accepted_on, earlier=one.earlier_no, on=one.earlier_on,
        days=one.echo.days, score=one.echo.score, why=radar_list.why(one.echo.why),
    )  # fmt: skip


def _plain(one: Spot) -> dict[str, Any]:
    return {
        "number": one.file_no, "accepted_on": one.accepted_on, "room": one.room, "earlier": one.earlier_no,
        "earlier_on": one.earlier_on, "earlier_room": one.earlier_room, "days": one.echo.days,
        "score": one.echo.score, "colour": one.echo.colour, "why": list(one.echo.why), "linked": one.linked,
        "case": one.echo.case_id, "earlier_case": one.echo.earlier_id,
    }  # fmt: skip
