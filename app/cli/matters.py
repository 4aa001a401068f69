"""matter add, list, show, step, case, void, lists."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app import clock, words
from app.cli import listed, progress
from app.cli.coded import choices
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import (
    alike_told,
    called_by_name,
    grid,
    loop_steps,
    matter_list,
    matter_registers,
    matters,
    practice,
    questions,
    repeats,
    step_holders,
)
from app.desk.desk import Desk
from app.desk.matter_list import Line, Wanted
from app.desk.matter_registers import Period
from app.paths import DataDir
from app.records.masks import masked_name
from app.rules import offers
from app.rules.matter_clock import COLOURS
from app.rules.matter_states import in_order
from app.rules.repeats import LIKELY
from app.rules.tier_clock import tier_name
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

CODED = {
    "line": "line", "channel": "source", "kind": "matter_kind", "class": "matter_class",
    "tier": "tier", "risk": "risk",
}  # fmt: skip
CALLED = {"kind": "matter_kind", "class": "matter_class", "people": "people_count", "due": "due_on"}
TEXTS = (
    "outside_no", "reporter", "phone", "address", "register_address", "about", "told", "remark",
    "people", "due",
)  # fmt: skip


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A matter under a number of its own."""
    told: dict[str, Any] = {CALLED.get(n, n): getattr(args, n) for n in TEXTS}
    told |= {CALLED.get(n, n): code(codes, getattr(args, n)) for n, codes in CODED.items()}
    with signed_in(data, settings, args) as desk:
        if args.place:
            told["place_id"] = desk.look(grid.by_words, desk.shelf.log, args.place)
        values = {name: value for name, value in told.items() if value is not None}
        values |= {"came_at": args.at} if args.at else {}
        made = desk.do(matters.write_down, desk.shelf.log, clock.now(), values)
        line = _one(desk, made)
        alike = [
            one
            for one in desk.look(repeats.of_matter, desk.shelf.log, made)
            if one.verdict == LIKELY
        ]
        hints = [*_line_hint(desk, line), *_tier_hint(desk, line), *map(alike_told.sentence, alike)]
        hints += [say("cli.alike_next", number=line.number)] if alike else []
    numbers = [one.told.number for one in alike]
    return Answer([line.number, *hints], **_facts(line), hints=hints, alike=numbers)


def _line_hint(desk: Desk, line: Line) -> list[str]:
    """The way of the place may have no such line; what was said is kept."""
    offered = dict(offers.lines(desk.look(practice.standing, desk.shelf.log), words.language()))
    if not line.line or line.line in offered:
        return []
    facts = {"line": label("line", line.line), "known": "、".join(offered.values())}
    return [say("cli.line_elsewhere", **facts)]


def _tier_hint(desk: Desk, line: Line) -> list[str]:
    """Without a tier, and without a day that somebody fixed, no clock runs: nobody would be reminded."""
    way = desk.look(practice.standing, desk.shelf.log)
    if line.tier or line.standing.due_on or not way.tiers:
        return []
    known = "、".join(tier_name(way, one.code, words.language()) for one in way.tiers)
    return [say("cli.no_tier", number=line.number, known=known)]


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The merged list, overdue first; with --out as a paper or a workbook."""
    colour = _colour(args.colour)
    with signed_in(data, settings, args) as desk, progress.watching(desk, args):
        wanted = Wanted(
            part=args.part, line=code("line", args.line) or "", tier=code("tier", args.tier) or "",
            place_id=desk.look(grid.by_words, desk.shelf.log, args.place) if args.place else "",
            colour=colour, text=args.find or "",
        )  # fmt: skip
        found = desk.look(
            matter_list.listing, desk.shelf.log, clock.now(), desk.calendar(), wanted,
            limit=matter_list.MOST,
        )  # fmt: skip
        if args.out:
            table = desk.look(
                matter_registers.merged, desk.shelf.log, clock.now(), desk.calendar(), wanted,
                whole=args.whole,
            )  # fmt: skip
            listed.written(desk, table, args.out)
    told = [in_words(line) for line in found.lines] or [say("cli.matter_none")]
    told += [say("cli.matter_unseen", count=found.unseen)] if found.unseen else []
    return Answer(told, matters=[_facts(line) for line in found.lines], unseen=found.unseen)


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One matter, what was told, and its steps."""
    with signed_in(data, settings, args) as desk:
        line = _one(desk, desk.look(matters.by_number, args.number))
        known = in_order(desk.look(loop_steps.steps_of, [line.id])[line.id])
        to = desk.look(step_holders.named, known)
        steps = [_step_facts(one, to.get(one.id, "")) for one in known]
    told = [in_words(line, story=False), *_about(line), *filter(None, [line.told])]
    told += [_step_words(one) for one in steps]
    return Answer(told, **_facts(line), told=line.told, steps=steps)


def step(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One step of the loop; answers where it stands now."""
    name = code("matter_step", args.step) or ""
    told: dict[str, Any] = {
        "due_on": args.due, "told": args.told, "solved": args.solved,
        "satisfaction": code("satisfaction", args.satisfaction),
    }  # fmt: skip
    values = {key: value for key, value in told.items() if value is not None}
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        desk.do(
            called_by_name.step_to, desk.shelf.log, args.at or clock.now(), matter_id, name, values, args.to or "",
            now=clock.now(),
        )  # fmt: skip
        line = _one(desk, matter_id)
    return Answer(in_words(line), **_facts(line))


def case(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """立为纠纷, 并入 an open case, or out of a wrong one."""
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        if args.leave:
            desk.do(matters.leave_case, matter_id)
        elif args.join:
            desk.do(matters.join_case, matter_id, desk.look(questions.by_number, args.join))
        else:
            desk.do(matters.become_case, desk.shelf.log, desk.today(), matter_id)
        line = _one(desk, matter_id)
    return Answer(line.file_no or in_words(line), **_facts(line))


def void(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """作废 with its reason."""
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        desk.do(matters.strike_out, matter_id, args.why)
    return Answer(say("cli.matter_void", number=args.number), id=matter_id)


def lists(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """收集清单, 交办清单, 反馈清单 of a period; with --out one of them as a paper or a workbook."""
    if args.since and args.until and args.since > args.until:
        raise Trouble("cli.period_order", since=args.since, until=args.until)
    with signed_in(data, settings, args) as desk, progress.watching(desk, args):
        where = desk.look(grid.by_words, desk.shelf.log, args.place) if args.place else ""
        period = Period(args.since, args.until, where)
        lists_ = desk.look(matter_registers.three_lists, desk.shelf.log, period)
        made = desk.look(
            matter_registers.of_lists,
            desk.shelf.log,
            lists_,
            period,
            desk.today(),
            whole=args.whole,
        )
        if args.out:
            listed.written(desk, made[args.which], args.out)
    counts = {
        "collected": len(lists_.collected), "handed": len(lists_.handed),
        "solved": len(lists_.solved), "tracked": len(lists_.tracked), "doubles": lists_.doubles,
        "maybe_same": lists_.maybe_same,
    }  # fmt: skip
    told = [say("cli.matter_lists", balance=lists_.balance, **counts)]
    told += [say("cli.lists_maybe_same", count=lists_.maybe_same)] if lists_.maybe_same else []
    tables = {which: listed.facts(one) for which, one in made.items()}
    return Answer(told, balance=lists_.balance, **counts, lists=tables)


def code(codes: str, text: str | None) -> str | None:
    """What somebody meant by a code, a label or an alias."""
    if not text:
        return None
    found = code_list(codes).find(text)
    if found is None:
        raise Trouble("cli.no_such_kind", name=text, known=choices(codes))
    return found.code


def _colour(text: str | None) -> str:
    """What somebody meant by 红, red."""
    named = {one: say(f"matters.colour.{one}") for one in COLOURS}
    found = next((one for one, word in named.items() if text in (one, word)), "")
    if text and not found:
        known = "、".join(say("cli.choice", label=word, code=one) for one, word in named.items())
        raise Trouble("cli.no_such_kind", name=text, known=known)
    return found


def in_words(line: Line, *, story: bool = True) -> str:
    """One matter on one line; names masked."""
    told = " ".join(line.masked_story.split())[:40] if story else ""
    state = say("matters.merged", number=line.into) if line.into else ""
    return say(
        "cli.matter_line", number=line.number, line=label("line", line.line) or "—",
        state=state or label("matter_step", line.standing.state), due=_minute(line.due) or "—",
        colour=say(f"matters.colour.{line.colour}"), who="、".join(line.holders) or "—",
        reporter=masked_name(line.reporter) if line.reporter else "—", told=told,
    ).rstrip()  # fmt: skip


def _about(line: Line) -> list[str]:
    """When it came, where, by whom and whom it is about."""
    told = (
        say("matters.received_at", at=_minute(line.came_at)) if line.came_at else "",
        line.place,
        say("matters.reporter", name=line.reporter) if line.reporter else "",
        say("matters.about", name=line.about) if line.about else "",
        say("matters.outside", number=line.outside_no) if line.outside_no else "",
        say("matters.in_case", number=line.file_no) if line.case_id else "",
    )
    return ["　".join(filter(None, told))] if any(told) else []


def label(codes: str, told: str) -> str:
    """The label of a code in the language of the person."""
    return code_list(codes).label(told, words.language())


def facts_of(desk: Desk, matter_id: str) -> dict[str, Any]:
    """One matter as every verb tells it."""
    return _facts(_one(desk, matter_id))


def _one(desk: Desk, matter_id: str) -> Line:
    return desk.look(matter_list.one, desk.shelf.log, clock.now(), desk.calendar(), matter_id)


def _step_words(facts: dict[str, Any]) -> str:
    to = say("matters.step_to", name=facts["to"]) if facts["to"] else ""
    back = say("matters.solved" if facts["solved"] else "matters.tracked") if facts["back"] else ""
    content = label("satisfaction", facts["satisfaction"]) if facts["satisfaction"] else ""
    told = "　".join(filter(None, (to, back, content, facts["told"])))
    return say("cli.matter_step", at=facts["at"], step=facts["step"], told=told)


def _step_facts(one: Any, to: str) -> dict[str, Any]:
    return {
        "to": to,
        "step": label("matter_step", one.step or ""), "at": _minute(one.at), "told": one.told or "",
        "due_on": one.due_on, "solved": one.solved, "id": one.id,
        "back": one.step == "feedback", "satisfaction": one.satisfaction,
    }  # fmt: skip


def _facts(line: Line) -> dict[str, Any]:
    standing = line.standing
    return {
        "id": line.id, "number": line.number, "line": line.line, "outside_no": line.outside_no,
        "came_at": line.came_at, "place": line.place, "room": line.room, "tier": line.tier,
        "state": standing.state, "solved": line.is_solved, "tracked": standing.tracked,
        "returned": standing.returned, "reopened": standing.reopened, "holders": list(line.holders),
        "since": standing.since, "due": line.due, "colour": line.colour,
        "mediation_first": line.mediation_first, "case": line.case_id, "file_no": line.file_no,
        "may": list(line.may), "merged_into": line.into,
    }  # fmt: skip


def _minute(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
