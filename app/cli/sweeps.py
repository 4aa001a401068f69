"""sweep add, zero, missing, list, report."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app import clock
from app.cli import listed
from app.cli.door import signed_in
from app.cli.matters import code
from app.cli.run import Answer
from app.desk import field_registers, sweeps, sweeps_due
from app.desk.desk import Desk
from app.desk.grid import by_words
from app.desk.grid_people import person_called
from app.paths import DataDir
from app.settings import Settings
from app.words import say


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A sweep; each `--found` is a matter under it."""
    with signed_in(data, settings, args) as desk:
        values = _values(desk, args.place, args) | {
            "until_on": args.until, "households": args.households, "spots": args.spots, "note": args.note,
        }  # fmt: skip
        if args.by:
            values["by_person_id"] = desk.look(person_called, desk.shelf.log, desk.today(), args.by)
        made = _record(desk, values)
        for told in args.found:
            desk.do(sweeps.find_matter, desk.shelf.log, clock.now(), made, {"told": told})
        line = _one(desk, made, values["from_on"])
    return Answer([_said(line), *(say(key) for key in line.findings)], **_facts(line))


def zero(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """零报告 of the named grids, or of every grid that has not told."""
    with signed_in(data, settings, args) as desk:
        kind, on = code("sweep_kind", args.kind) or "", args.on or desk.today()
        if args.place:
            grids = [desk.look(by_words, desk.shelf.log, name) for name in args.place]
        else:
            owed = desk.look(sweeps_due.owed, desk.shelf.log, on, desk.calendar())
            standing = [one for one in owed if one.kind == kind and one.turn.holds(on)]
            grids = [grid for one in standing for grid, _ in one.missing]
        desk.do(sweeps.report_zero, desk.shelf.log, kind, on, grids, desk.today())
        found = desk.look(sweeps.listing, desk.shelf.log, on, on, place_ids=grids) if grids else []
    lines = [x for x in found if x.kind == kind]
    zeros, others = [x for x in lines if x.zero], [x for x in lines if not x.zero]
    told = [say("cli.sweep_zeros", count=len(zeros)) if lines else say("cli.sweep_no_zeros")]
    told += map(_said, zeros)
    told += (say("cli.sweep_not_zero", where=x.place, found=x.found) for x in others)
    return Answer(told, sweeps=[_facts(x) for x in zeros], not_zero=[_facts(x) for x in others])


def missing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Which grids owe a sweep of the turn that stands or of the one before."""
    with signed_in(data, settings, args) as desk:
        on = args.on or desk.today()
        owed = desk.look(sweeps_due.owed, desk.shelf.log, on, desk.calendar())
    lines = []
    for one in owed:
        facts = {"kind": sweeps_due.kind_words(one.kind), "when": sweeps_due.when_words(one.turn),
                 "count": len(one.missing), "asked": one.asked}  # fmt: skip
        lines.append(say("cli.sweep_missing", **facts))
        lines += [f"  {path}" for _, path in one.missing]
    told = [
        {"kind": x.kind, "from": x.turn.first, "to": x.turn.last, "due": x.turn.due, "late": x.late,
         "asked": x.asked, "reported": x.reported, "missing": [path for _, path in x.missing]}
        for x in owed
    ]  # fmt: skip
    return Answer(lines or [say("cli.sweep_whole")], owed=told)


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """排查台账."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        made = desk.look(field_registers.sweep_listing, log, args.since, args.until)
        found = desk.look(sweeps.listing, log, args.since, args.until)
        lines = listed.written(desk, made, args.out)
    lines += [f"! {x.place} {x.from_on}: {say(key)}" for x in found for key in x.findings]
    return Answer(lines, sweeps=[_facts(x) for x in found])


def report(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """报告情况表, zero reports and missing ones included."""
    with signed_in(data, settings, args) as desk:
        kind, on = code("sweep_kind", args.kind) or "", args.on or desk.today()
        log, calendar = desk.shelf.log, desk.calendar()
        made = desk.look(field_registers.report_listing, log, kind, on, calendar)
        lines = listed.written(desk, made, args.out)
    return Answer(lines, title=made.title, rows=made.rows, total=made.total)


def _values(desk: Desk, place: str, args: argparse.Namespace) -> dict[str, Any]:
    return {
        "place_id": desk.look(by_words, desk.shelf.log, place), "sweep_kind": code("sweep_kind", args.kind),
        "from_on": args.on or desk.today(),
    }  # fmt: skip


def _record(desk: Desk, values: dict[str, Any]) -> str:
    return desk.do(sweeps.record, desk.shelf.log, values, desk.today())


def _one(desk: Desk, sweep_id: str, on: dt.date) -> sweeps.Line:
    found = desk.look(sweeps.listing, desk.shelf.log, on, on)
    return next(one for one in found if one.id == sweep_id)


def _said(line: sweeps.Line) -> str:
    return say(
        "cli.sweep_line", day=line.from_on, where=line.place, kind=sweeps_due.kind_words(line.kind),
        found=line.found, zero=say("sweep.zero") if line.zero else "",
    )  # fmt: skip


def _facts(line: sweeps.Line) -> dict[str, Any]:
    return {
        "id": line.id, "place": line.place, "kind": line.kind, "from": line.from_on, "to": line.until_on,
        "by": line.who, "households": line.households, "spots": line.spots, "found": line.found,
        "zero": line.zero, "note": line.note, "findings": list(line.findings), "room": line.room,
    }  # fmt: skip
