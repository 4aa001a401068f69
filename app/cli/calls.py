"""call add, list, due."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from app import clock
from app.cli import listed
from app.cli.door import signed_in
from app.cli.matters import code
from app.cli.run import Answer
from app.codes import code_list
from app.desk import calls, field_registers, households
from app.desk.desk import Desk
from app.desk.grid import by_words
from app.desk.grid_people import person_called
from app.desk.sweeps_due import when_words
from app.paths import DataDir
from app.records.masks import masked_name
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A call; with `--matter` what was told there comes in as a matter."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        values: dict[str, Any] = {
            "on_day": args.on or desk.today(), "occasion": code("call_occasion", args.occasion),
            "whom": args.whom, "told": args.told, "ticks": [code("call_tick", x) for x in args.tick],
        }  # fmt: skip
        if args.place:
            values["place_id"] = desk.look(by_words, desk.shelf.log, args.place)
        if args.household:
            values["household_id"] = _household(desk, values.get("place_id"), args.household)
        if args.by:
            values["by_person_id"] = desk.look(person_called, log, desk.today(), args.by)
        made = desk.do(calls.record, log, values, desk.today())
        matter = desk.do(calls.find_matter, log, clock.now(), made, {}) if args.matter else ""
        line = next(x for x in desk.look(calls.listing, log) if x.id == made)
    return Answer(_said(line), **_facts(line), matter=matter)


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """走访日志."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        days = args.since, args.until
        made = desk.look(field_registers.call_listing, log, *days, whole=args.whole)
        found = desk.look(calls.listing, log, args.since, args.until)
        lines = listed.written(desk, made, args.out)
    return Answer(lines, calls=[_facts(x) for x in found])


def due(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """How each occasion of the place stands; with an occasion, the doors it has not reached."""
    with signed_in(data, settings, args) as desk:
        log, on, calendar = desk.shelf.log, args.on or desk.today(), desk.calendar()
        found = desk.look(calls.rounds, log, on, calendar)
        told = [calls.round_words(x, _occasion(x.occasion), when_words(x.turn)) for x in found]
        if args.occasion:
            which = code("call_occasion", args.occasion) or ""
            made = desk.look(field_registers.round_listing, log, which, on, calendar)
            told = listed.written(desk, made, args.out)
    rounds = [
        {"occasion": x.occasion, "from": x.turn.first, "to": x.turn.last, "due": x.turn.due,
         "households": x.households, "called": x.called, "left": x.left, "calls": x.calls}
        for x in found
    ]  # fmt: skip
    return Answer(told or [say("cli.call_no_round")], rounds=rounds)


def _household(desk: Desk, place_id: str | None, number: str) -> str:
    found = [
        x for x in desk.look(households.households, desk.shelf.log, place_id, deep=True)
        if number in (x.number, x.head)
    ]  # fmt: skip
    if len(found) != 1:
        raise Trouble("calling.no_such_household", name=number, count=len(found))
    return found[0].id


def _occasion(occasion: str) -> str:
    return code_list("call_occasion").label(occasion, language())


def _said(line: calls.Line) -> str:
    ticks = "、".join(code_list("call_tick").label(x, language()) for x in line.ticks)
    return say(
        "cli.call_line", day=line.on_day, occasion=_occasion(line.occasion), where=line.place or "—",
        whom=masked_name(line.whom) or "—", ticks=ticks or "—",
    )  # fmt: skip


def _facts(line: calls.Line) -> dict[str, Any]:
    return asdict(line) | {"whom": masked_name(line.whom)}
