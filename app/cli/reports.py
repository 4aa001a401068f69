"""report NAME, names, due, list, show, corrections."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli import listed, progress
from app.cli.door import signed_in
from app.cli.run import Answer
from app.cli.typed import OneOf
from app.desk import all_rooms, grid, list_log, report_book, reports_due, submissions
from app.desk import reports as situations
from app.desk.desk import Desk
from app.desk.report_book import Wanted
from app.desk.report_told import warning
from app.desk.submissions import Handed
from app.paths import DataDir
from app.records import Submission
from app.rules import period as periods
from app.rules.listing import Listing
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

SITUATION = "situation"
NAMES = OneOf("reports.{}", report_book.NAMES)


def report(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A report, or what is asked about those handed in."""
    asked: dict[str, Callable[[Desk, argparse.Namespace], Answer]] = {
        "names": _names, "due": _due, "list": _list, "show": _show, "corrections": _corrections,
        "printed": _printed,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        return asked.get(args.name, _make)(desk, args)


def _make(desk: Desk, args: argparse.Namespace) -> Answer:
    wanted = _wanted(desk, args)
    with progress.watching(desk, args) as report:
        made = report_book.make(desk, wanted, report)
    handed_in = _handed_in(desk, made, args) if args.submit else ""  # refused, nothing is written
    one_below_the_other = wanted.name == SITUATION and wanted.basis == "accepted"
    lines = _written(desk, made.listing, args.out) if args.out or not one_below_the_other else []
    lines += [warning(one) for one in made.warnings]
    facts: dict[str, Any] = {
        **listed.facts(made.listing),
        "warnings": [_warned(w) for w in made.warnings],
    }
    if made.table is not None:
        facts["figures"] = dict(made.table.total)
    if one_below_the_other:
        told_of = (*wanted.period, desk.today(), wanted.place_id)
        figures = desk.look(situations.situation, desk.shelf.log, *told_of)
        facts = {**situations.facts(figures), **facts}
        if not args.out:  # fifty columns are read better one below the other
            title = say("report.title", since=wanted.period[0], until=wanted.period[1])
            told = [f"{label}: {figure}" for label, figure in situations.lines(figures)]
            lines = [title, *told, *made.listing.below, *lines]
    if handed_in:
        facts["id"] = handed_in
        lines.append(say("reports.submitted", id=handed_in[:8]))
    return Answer(lines, **facts)


def _handed_in(desk: Desk, made: report_book.Made, args: argparse.Namespace) -> str:
    return submissions.submit(
        desk, made, to=args.receiver, checked_by=args.checked_by, note=args.note,
        although_unbalanced=args.although_unbalanced, although_running=args.although_running,
    )  # fmt: skip


def _warned(one: report_book.Warned) -> dict[str, Any]:
    told = one.told
    return {
        "rule": told.key, "row": told.name, "left": told.left, "right": told.right,
        "sentence": warning(one), "cases": list(one.cases),
    }  # fmt: skip


def _wanted(desk: Desk, args: argparse.Namespace) -> Wanted:
    name = NAMES.find(args.name)
    if name is None:
        raise Trouble("report.unknown", name=args.name, known=NAMES)
    if args.period:
        period = periods.named(args.period, desk.today())
    elif args.since and args.until:
        period = (args.since, args.until)
    else:
        raise Trouble("reports.period_needed")
    log = desk.shelf.log
    place = desk.look(grid.by_words, log, args.place) if args.place else ""
    return Wanted(name, period, args.by or "", args.basis, place)


def _written(desk: Desk, listing: Listing, out: str | None) -> list[str]:
    """Plain text besides what every list can become."""
    text = [*listed.lines(listing), *listing.below]
    if not out:
        return text
    if Path(out).suffix.lower() != ".txt":
        return listed.written(desk, listing, out)
    try:
        Path(out).write_text("\n".join(text) + "\n", encoding="utf-8")
    except OSError as why:
        raise Trouble("cli.cannot_write", file=out) from why
    list_log.keep(desk, listing, list_log.TEXT)
    return [say("listed.written", title=listing.title, file=out)]


def _names(desk: Desk, args: argparse.Namespace) -> Answer:
    del desk, args
    lines = [f"{name}\t{say(f'reports.{name}')}" for name in report_book.NAMES]
    return Answer(lines, names=list(report_book.NAMES))


def _due(desk: Desk, args: argparse.Namespace) -> Answer:
    """Which reports of the place are to be handed in."""
    del args
    found = desk.look(submissions.due, desk.shelf.log, desk.today())
    lines = [reports_due.said(*one, desk.today()) for one in found]
    told = [{"name": n, "from": p[0], "to": p[1], "last_day": last} for n, p, last in found]
    return Answer(lines or [say("reports.none_due")], due=told)


def _list(desk: Desk, args: argparse.Namespace) -> Answer:
    del args
    found = desk.look(submissions.handed_in, desk.shelf.log)
    rooms = desk.look(all_rooms.names, desk.shelf.log)
    lines = [f"{_line(one)}\t{rooms.get(one.room_id or '', '')}".rstrip("\t") for one in found]
    told = [{**_facts(one), "room": rooms.get(one.room_id or "", "")} for one in found]
    return Answer(lines or [say("reports.none")], submitted=told)


def _line(one: Handed) -> str:
    kind = say("reports.a_correction") if one.corrects_id else ""
    return f"{one.id[:8]}\t{one.made_on}\t{one.title}\t{one.to_name or ''}\t{kind}"


def _facts(one: Submission | Handed) -> dict[str, Any]:
    return {
        "id": one.id, "report": one.report, "from": one.since, "to": one.until, "made_on": one.made_on,
        "receiver": one.to_name, "digest": one.digest, "corrects": one.corrects_id,
    }  # fmt: skip


def _show(desk: Desk, args: argparse.Namespace) -> Answer:
    """The very table that was handed in."""
    one = desk.look(submissions.by_words, desk.shelf.log, args.id or "", everywhere=True)
    listing = submissions.printed(one)
    return Answer(_written(desk, listing, args.out), **_facts(one), **listed.facts(listing))


def _printed(desk: Desk, args: argparse.Namespace) -> Answer:
    """Which lists and reports left the program, of when, by whom."""
    found = desk.look(list_log.listing, desk.shelf.log, args.since, args.until)
    return Answer(_written(desk, found, args.out), **listed.facts(found))


def _corrections(desk: Desk, args: argparse.Namespace) -> Answer:
    """What it would say otherwise today; with --submit it is handed in as a correction."""
    one = desk.look(submissions.by_words, desk.shelf.log, args.id or "", everywhere=True)
    found = submissions.corrections(desk, one.id)
    if not found.is_any:
        return Answer(say("reports.unchanged"), moved=[], cases=[])
    listing = desk.look(submissions.correction_listing, desk.shelf.log, found)
    lines = _written(desk, listing, args.out)
    facts: dict[str, Any] = {
        "moved": [vars(each) for each in found.moved], "cases": [vars(each) for each in found.cases],
        "rooms": list(found.rooms),
    }  # fmt: skip
    if args.submit:
        facts["id"] = submissions.correct(
            desk, found, to=args.receiver, note=args.note, checked_by=args.checked_by,
            although_unbalanced=args.although_unbalanced,
        )  # fmt: skip
        lines.append(say("reports.submitted", id=facts["id"][:8]))
    return Answer(lines, **facts)
