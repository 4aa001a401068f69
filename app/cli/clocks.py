"""clocks, escalate, consult; leaders add, progress, strike, list."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from app import clock
from app.cli import listed, matter_steps, progress
from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import consultations, escalations, leaders, matters, practice, questions, tier_clocks
from app.desk import room as rooms
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import CaseFile, LeaderCase
from app.rules import hard_cases, ladder
from app.rules.mechanism import Mechanism
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def clocks(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The tier clocks of this room, the most pressing first."""
    with signed_in(data, settings, args) as desk:
        told = (desk.shelf.log, args.on or clock.now(), desk.calendar(), _way(desk))
        found = desk.look(tier_clocks.running, *told)
        lines = listed.written(desk, desk.look(tier_clocks.listing, *told), args.out)
    return Answer(lines, clocks=[_facts(one) for one in found])


def escalate(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """上交 one level up; with --answered what came back of the one that stands."""
    with signed_in(data, settings, args) as desk:
        verb, matter_id = _case_or_matter(desk, args.number)
        if verb is consultations.consult_on_matter:
            return matter_steps.escalate(desk, matter_id, args)
        file = _file(desk, args.number)
        if args.answered is not None:
            up = ladder.standing(file)
            if up is None:
                raise Trouble("escalation.none")
            desk.do(escalations.answered, up.id, {"back_told": args.answered})
            return Answer(say("cli.escalation_back", number=args.number), id=up.id)
        told = {
            "to_level": code("solved_at", args.level),
            "to_name": args.to,
            "reason": args.reason,
        }
        case_id, way, asked = file.case.id, _way(desk), ""
        if args.hand_over is None:
            made = desk.do(escalations.escalate, case_id, way, _given(told, desk))
        else:
            act, values, to = escalations.up_and_over, _given(told, desk), args.hand_over
            made, asked = desk.do(act, desk.today(), case_id, way, values, to)
        up = next(one for one in _file(desk, args.number).escalations if one.id == made)
    level = str(hard_cases.Coded("solved_at", (up.to_level or "",)))
    sentence = say("cli.escalated", number=args.number, level=level, tries=up.tries or 0)
    lines = [sentence, *([say("cli.handover_asked")] if asked else [])]
    return Answer(lines, id=made, level=up.to_level, tries=up.tries, handover=asked)


def consult(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """会商 over a case or a matter; a unit that is not in the list yet is from now on."""
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        verb, about = _case_or_matter(desk, args.number)
        lead, *others = [
            desk.do(consultations.called, log, name) for name in (args.lead, *(args.units or ()))
        ]
        told = {
            "on_day": args.on, "place": args.place, "chair": args.chair, "present": args.present,
            "told": args.told, "decided": args.decided, "due_on": args.due, "lead_unit_id": lead,
            "unit_ids": others,
        }  # fmt: skip
        made = desk.do(verb, about, _given(told, desk))
    return Answer(say("cli.consulted", number=args.number, unit=args.lead), id=made)


def leaders_add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """包案, or further names of the one that stands."""
    people = [_named(told) for told in args.people or []]
    with signed_in(data, settings, args) as desk:
        file = _file(desk, args.number)
        one = hard_cases.leader_case(file)
        told = {name: value for name, value in (("plan", args.plan), ("due_on", args.due)) if value}
        standing = one is not None and one.struck_on is None and not told
        made = (
            one.id if one is not None and standing
            else desk.do(leaders.take_on, desk.shelf.log, file.case.id, told)
        )  # fmt: skip
        for person in people:
            desk.do(leaders.name_leader, made, person)
        file = _file(desk, args.number)
        kept = next(one for one in file.leader_cases if one.id == made)
        missing = hard_cases.open_roles(file, kept, _way(desk))
    lines = [say("cli.leaders_added", number=args.number, no=kept.number or "", count=len(people))]
    if missing:
        roles = hard_cases.Coded("leader_role", tuple(missing))
        lines.append(say("hard.open_roles", roles=roles))
    return Answer(lines, id=made, no=kept.number, open_roles=missing)


def leaders_progress(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """进展; answers the day the next is due."""
    told = {"told": args.told, "by_name": args.by, "on_day": args.on}
    with signed_in(data, settings, args) as desk:
        one = _standing(_file(desk, args.number))
        desk.do(leaders.tell_progress, one.id, {k: v for k, v in told.items() if v})
        due = hard_cases.progress_due(_file(desk, args.number), one, _way(desk))
    return Answer(say("cli.leaders_told", number=args.number, due=due or "—"), id=one.id, due=due)


def leaders_strike(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """销号."""
    told = {"struck_by": args.by, "struck_told": args.told}
    with signed_in(data, settings, args) as desk:
        one = _standing(_file(desk, args.number))
        desk.do(leaders.strike, one.id, {k: v for k, v in told.items() if v})
    return Answer(say("cli.leaders_struck", number=args.number, no=one.number or ""), id=one.id)


def leaders_list(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """包案台账, hard cases in nobody's hands among them."""
    with signed_in(data, settings, args) as desk, progress.watching(desk, args) as report:
        log, way = desk.shelf.log, _way(desk)
        everywhere = bool(desk.look(rooms.own_room, log).is_centre) or args.all
        found = desk.look(leaders.listing, log, way, everywhere=everywhere, report=report)
        found = found if args.out else leaders.masked(found)
        lines = listed.written(desk, found, args.out)
    return Answer(lines, **listed.facts(found))


def _way(desk: Desk) -> Mechanism:
    return desk.look(practice.standing, desk.shelf.log)


def _file(desk: Desk, number: str) -> CaseFile:
    return desk.look(questions.case_file, desk.look(questions.by_number, number))


def _case_or_matter(desk: Desk, number: str) -> tuple[Callable[..., str], str]:
    """What the number stands for, and how departments consult on it."""
    try:
        return consultations.consult, desk.look(questions.by_number, number)
    except Trouble:
        return consultations.consult_on_matter, desk.look(matters.by_number, number)


def _standing(file: CaseFile) -> LeaderCase:
    one = hard_cases.leader_case(file)
    if one is None:
        raise Trouble("leading.none")
    return one


def _given(told: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """What was told, and by whom it was written down."""
    return {**{name: value for name, value in told.items() if value}, "by_id": desk.user}


def _named(told: str) -> dict[str, Any]:
    """ROLE:NAME[:TITLE]."""
    role, _, rest = told.replace("：", ":").partition(":")
    name, _, title = rest.partition(":")
    if not name.strip():
        raise Trouble("leading.unreadable", told=told)
    return {"role": code("leader_role", role), "name": name.strip(), "title": title.strip() or None}


def _facts(one: tier_clocks.Running) -> dict[str, Any]:
    return {
        "kind": one.kind, "id": one.id, "number": one.number, "room": one.room, "tier": one.tier,
        "colour": one.colour,
        "start": one.clock.start, "soft": one.clock.soft.at, "hard": one.clock.hard.at,
        "exact": one.clock.exact, "missing_year": one.clock.missing_year,
    }  # fmt: skip
