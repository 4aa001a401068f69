"""mediator cases, mediator leave, relapse, case reopen, case exempt."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app import clock
from app.cli import listed
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import exemptions, questions, relapses, relief, reopening, roster
from app.desk.desk import Desk
from app.desk.room import mediators, own_room
from app.desk.today import lengths_of
from app.paths import DataDir
from app.records import CaseFile, Mediator
from app.rules.results import is_success, result_of
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def his(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The open cases of a mediator, each by its number."""
    with signed_in(data, settings, args) as desk:
        who = _named(desk, args.name)
        files = desk.look(relief.open_cases, desk.shelf.log, who.id, desk.today())
    told = [_line(one) for one in files] or [say("relief.no_cases", name=who.name or "")]
    return Answer(told, cases=[_plain(one) for one in files])


def leave(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One action: every case named, the list to be signed afterwards."""
    with signed_in(data, settings, args) as desk:
        log, on = desk.shelf.log, args.on or desk.today()
        if on > desk.today():
            raise Trouble("relief.in_future", day=on)
        who, to = _named(desk, args.name), _named(desk, args.to)
        wanted = {desk.look(questions.by_number, number) for number in args.case}
        files = desk.look(relief.open_cases, log, who.id, dt.date.max)
        chosen = wanted or {file.case.id for file in files}
        named = [file for file in files if file.case.id in chosen]
        ids = [*(file.case.id for file in named), *(chosen - {file.case.id for file in named})]
        told = desk.do(
            relief.hand_over, log, on, who.id, to.id, ids, args.why, leaves=not args.stays
        )
        listing = desk.look(relief.listing, told, lengths_of(desk))
        lines = [say("relief.done", who=who.name or "", to=to.name or "", count=len(ids))]
        lines += listed.written(desk, listing, args.out) if args.out else map(_line, named)
        kept = [file for file in named if file.case.lead_id == who.id and _is_settled(file)]
        if kept:
            lines.append(say("relief.lead_stays", count=len(kept), who=who.name or ""))
        duty = [] if args.stays else desk.look(roster.of_who_left, log, who.id, on, clock.now())
        if duty:
            days = "、".join(str(one.day) for one in duty)
            facts = {"name": who.name or "", "count": len(duty), "days": days}
            lines.append(say("duty.left_still_put", **facts))
    return Answer(
        lines, id=told, cases=[_plain(one) for one in named], duty=[one.day for one in duty]
    )


def relapse(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """反复件数 and 反复率 of a period, with the cases behind them."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(relapses.of_period, args.since, args.until)
        lines = desk.look(questions.register, ids=list(found.cases))
    rate = "—" if found.rate is None else f"{found.rate}%"
    told = say(
        "relapse.told", total=found.total, settled=found.settled, burnt=found.burnt, older=found.older, rate=rate
    )  # fmt: skip
    return Answer(
        [told, *(one.file_no for one in lines)], settled=found.settled, relapses=found.total,
        burnt=found.burnt, older=found.older, rate=found.rate, cases=[one.file_no for one in lines],
    )  # fmt: skip


def reopen(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A closed case goes on; the day it was closed is kept."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        told = desk.do(reopening.reopen, case_id, desk.today(), args.why, by_id=desk.user)
    return Answer([say("reopening.done", number=args.number)], id=told, number=args.number)


def exempt(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """No visit is needed; the reason stays in the file."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        told = desk.do(exemptions.exempt, case_id, desk.today(), args.why, desk.user)
    return Answer([say("exemption.done", number=args.number)], id=told, number=args.number)


def _named(desk: Desk, name: str) -> Mediator:
    staff = desk.look(mediators, desk.look(own_room, desk.shelf.log).id)
    found = [one for one in staff if one.name == name.strip()]
    if not found:
        raise Trouble("practice.no_such_mediator", name=name)
    return found[0]


def _is_settled(file: CaseFile) -> bool:
    return is_success(result_of(file))


def _line(file: CaseFile) -> str:
    return f"{file.case.file_no or ''}\t{'、'.join(one.name or '' for one in file.parties)}"


def _plain(file: CaseFile) -> dict[str, Any]:
    return {"id": file.case.id, "file_no": file.case.file_no, "accepted_on": file.case.accepted_on}
