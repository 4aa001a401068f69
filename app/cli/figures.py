"""split, today."""

from __future__ import annotations

import argparse
from typing import Any

from app import words
from app.cli import progress
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import reminders
from app.desk import split as splits
from app.desk import today as todays
from app.desk.questions import places
from app.desk.reminder import Reminder
from app.desk.today import Errand, Today
from app.paths import DataDir
from app.records.masks import masked_name
from app.rules.statistics import Split, routes
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def split(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """70/20/10: counts, shares and goal, with the cases behind each number in --json."""
    with signed_in(data, settings, args) as desk:
        place_id = None
        if args.place:
            tree = desk.look(places)
            place_id = next((p.id for p in tree.values() if p.name == args.place), None)
            if place_id is None:
                raise Trouble("cli.no_such_place", name=args.place)
        found = desk.look(splits.split, desk.shelf.log, args.since, args.until, place_id)
    return Answer(_split_lines(found), **_split_facts(found))


def _percent(found: Split, route: str) -> float | None:
    share = found.share(route)
    return None if share is None else round(float(share * 100), 1)


def _split_facts(found: Split) -> dict[str, Any]:
    return {
        "total": found.total,
        "unknown": found.unknown,
        "routes": {
            route: {
                "count": found.counts[route],
                "percent": _percent(found, route),
                "goal": found.goal.shares[route],
                "cases": list(found.cases.get(route, ())),
            }
            for route in routes()
        },
    }


def _split_lines(found: Split) -> list[str]:
    lines = []
    for route in routes():
        percent = _percent(found, route)
        lines.append(
            say(
                "cli.split_line", route=code_list("route").label(route, words.language()),
                count=found.counts[route], percent="—" if percent is None else percent,
                goal=found.goal.shares[route],
            )
        )  # fmt: skip
    return [*lines, say("cli.split_total", total=found.total, unknown=found.unknown)]


def today(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What is due up to a week from the day."""
    with signed_in(data, settings, args) as desk, progress.watching(desk, args):
        on = args.on or desk.today()
        page = desk.look(
            todays.today, on, desk.calendar(), todays.lengths_of(desk), log=desk.shelf.log
        )
        asked = desk.look(reminders.reminders, desk.shelf.log, on, desk.calendar())
        rounds = [_reminder(one) for one in asked]
    lines = [f"— {say('today.reminders')}  {len(rounds)}"] if rounds else []
    lines += [f"  {one['on'] or '—'}  {one['sentence']}" for one in rounds]
    return Answer([*_today_lines(page), *lines], **_today_facts(page), reminders=rounds)


def _reminder(one: Reminder) -> dict[str, Any]:
    return {"key": one.key, "on": one.on, "late": one.late, "sentence": one.sentence()}


def _today_facts(page: Today) -> dict[str, Any]:
    return {
        "day": page.day,
        **{
            name: [_errand(e) for e in getattr(page, name)]
            for name in ("visits", "promises", "periods", "no_next_step")
        },
        "old_open": page.old_open,
        "missing_years": page.missing_years,
        "only_ours": page.only_ours,
    }


def _errand(errand: Errand) -> dict[str, Any]:
    return {
        "key": errand.key, "on": errand.on, "days_left": errand.days_left, "file_no": errand.file_no,
        "case": errand.case_id, "parties": [masked_name(x) for x in errand.parties], "sentence": sentence(errand),
    }  # fmt: skip


def sentence(errand: Errand) -> str:
    return say(errand.key, **errand.facts)


def _today_lines(page: Today) -> list[str]:
    lines = [str(page.day)]
    for name in ("visits", "promises", "periods", "no_next_step"):
        errands = getattr(page, name)
        lines.append(f"— {say(f'today.{name}')}  {len(errands)}")
        lines += [f"  {e.on or '—'}  {e.file_no}  {sentence(e)}" for e in errands]
    if page.only_ours:
        lines.append(say("today.only_ours"))
    if page.old_open:
        lines.append(say("today.old_open", count=page.old_open))
    lines += [say("today.missing_year", year=year) for year in page.missing_years]
    return lines
