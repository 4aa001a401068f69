"""whistle blow, answer, finish, list, slip, times."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app import clock
from app.cli import listed
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import matters, questions, whistle_papers, whistles
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def blow(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Call units for a matter or a case."""
    with signed_in(data, settings, args) as desk:
        of = _of(desk, args.number)
        at = args.at or clock.now()
        if at > clock.now():
            raise Trouble("whistle.not_yet", at=_minute(at))
        made = desk.do(
            whistles.blow, desk.shelf.log, at, {"what": args.what, **of}, args.units, args.lead
        )  # fmt: skip
        line = _one(desk, made)
    return Answer([line.number, *_calls(line)], **_facts(line))


def answer(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A unit answered or came; without a moment it did now."""
    told: dict[str, Any] = {
        "answered_at": args.at or (None if args.came else clock.now()), "came_at": args.came,
        "who": args.who, "told": args.told,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        line = _one(desk, desk.look(whistles.by_number, args.number))
        call = next((one for one in line.calls if one.unit == args.unit), None)
        if call is None:
            raise Trouble("whistle.not_called", name=args.unit, number=line.number)
        kept = {name: value for name, value in told.items() if value is not None}
        again = desk.do(whistles.answer, call.id, kept, clock.now())
        line = _one(desk, line.id)
    said = [say("whistle.again", unit=call.unit, at=_minute(call.heard_at))] if again else []
    return Answer([line.number, *said, *_calls(line)], again=again, **_facts(line))


def finish(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """It is over."""
    with signed_in(data, settings, args) as desk:
        whistle_id = desk.look(whistles.by_number, args.number)
        desk.do(whistles.finish, whistle_id, clock.now(), args.result)
        line = _one(desk, whistle_id)
    return Answer([_head(line), *_calls(line)], **_facts(line))


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every whistle with its units, those that are late first."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(whistles.listing, desk.shelf.log, clock.now(), open_only=args.open_only)
    told = [
        line
        for one in found
        for line in (_head(one), *_calls(one))
    ]  # fmt: skip
    return Answer(told or [say("cli.whistle_none")], whistles=[_facts(one) for one in found])


def slip(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """吹哨单."""
    with signed_in(data, settings, args) as desk:
        whistle_id = desk.look(whistles.by_number, args.number)
        table = desk.look(whistle_papers.slip, desk.shelf.log, clock.now(), whistle_id)
        told = listed.written(desk, table, args.out)
    return Answer(told, **listed.facts(table))


def times(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """How fast each unit answered in a period."""
    with signed_in(data, settings, args) as desk:
        table = desk.look(whistle_papers.times, desk.shelf.log, clock.now(), args.since, args.until)
        told = listed.written(desk, table, args.out)
    return Answer(told, **listed.facts(table))


def _of(desk: Desk, number: str) -> dict[str, str]:
    try:
        return {"matter_id": desk.look(matters.by_number, number)}
    except Trouble as no_matter:
        if no_matter.key != "matter.no_such_number":
            raise
    return {"case_id": desk.look(questions.by_number, number)}


def _one(desk: Desk, whistle_id: str) -> whistles.Line:
    found = desk.look(whistles.listing, desk.shelf.log, clock.now())
    return next(one for one in found if one.id == whistle_id)


def _head(line: whistles.Line) -> str:
    """Which, for what, and what came of it."""
    facts = {"number": line.number, "of": line.of, "what": line.what}
    if line.over_at is None:
        return say("cli.whistle_open", **facts)
    return say("cli.whistle_over", at=_minute(line.over_at), result=line.result, **facts)


def _calls(line: whistles.Line) -> list[str]:
    return [
        say(
            "cli.whistle_call", unit=one.unit, due=_minute(one.due_at),
            state=say(f"whistle.state.{one.state}"), at=_minute(one.heard_at),
        )
        for one in line.calls
    ]  # fmt: skip


def _minute(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "—"


def _facts(line: whistles.Line) -> dict[str, Any]:
    return {
        "id": line.id, "number": line.number, "of": line.of, "what": line.what,
        "blown_at": line.blown_at, "over_at": line.over_at, "result": line.result,
        "state": "over" if line.over_at else "open", "late": line.is_late,
        "calls": [
            {
                "unit": one.unit, "lead": one.lead, "due_at": one.due_at, "state": one.state,
                "answered_at": one.answered_at, "came_at": one.came_at,
                "heard_at": one.heard_at, "who": one.who, "told": one.told,
            }
            for one in line.calls
        ],
    }  # fmt: skip
