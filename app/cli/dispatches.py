"""dispatch send, list, accept and the answers that follow; handover ask, grant, refuse, end."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import (
    case_told,
    dispatch_numbers,
    dispatches,
    handovers,
    passing_on,
    questions,
    yaml_file,
)
from app.desk.desk import Desk
from app.desk.dispatch_story import detail_lines
from app.desk.dispatches import Line
from app.desk.told import CaseTold
from app.desk.told import case_told as read_case
from app.paths import DataDir
from app.records import Dispatch
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say


def send(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Hand a matter to a place below this centre: from a file, or told on the line."""
    matter: dict[str, Any] = {}
    if args.source:
        told = read_case(yaml_file.read_yaml(Path(args.source)))
        matter = {"case": _case(told), "parties": told.parties, "place": told.place}
    values = {"title": args.title, "instruction": args.told, "due_on": args.due}
    with signed_in(data, settings, args) as desk:
        to = desk.look(dispatches.place_named, args.to)
        dispatch_id = dispatches.send(desk, to.room, values, matter)
        number = desk.look(lambda db: _row(db.get(Dispatch, dispatch_id)).number)
    return Answer(say("cli.dispatch_sent", number=number), id=dispatch_id, number=number)


def _case(told: CaseTold) -> dict[str, Any]:
    """What of a told case a dispatch carries; the rest belongs to whoever mediates."""
    return {n: v for n, v in told.case.items() if n != "lead" and n not in case_told.LEFT_BEHIND}


def _row(row: Dispatch | None) -> Dispatch:
    assert row is not None
    return row


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every dispatch here, incoming and outgoing, and the handovers that were asked for."""
    with signed_in(data, settings, args) as desk:
        lines = _lines(desk)
        asked = desk.look(handovers.listing)
    told = [text for line in lines for text in _told(line)] or [say("cli.dispatch_none")]
    told += [
        say(
            "cli.handover_line", number=one.file_no, to=one.to, reason=one.reason,
            answer=_answered(one), outcome=one.taken_up,
        )
        for one in asked
    ]  # fmt: skip
    return Answer(told, dispatches=[asdict(x) for x in lines], handovers=[asdict(x) for x in asked])


def _answered(one: handovers.Asked) -> str:
    if one.withdrawn:
        return say("cli.handover_withdrawn")
    label = (
        code_list("handover_answer").label(one.answer, language())
        if one.answer
        else say("cli.handover_open")
    )
    return f"{label} {one.answer_told}".strip()


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One dispatch whole: what is asked, what is known of the matter, every answer."""
    with signed_in(data, settings, args) as desk:
        line = _numbered(desk, args.number)
        story = detail_lines(desk, line)
        steps = desk.look(dispatches.whole, line.id)[1]
    answers = [
        {"step": x.step, "told": x.told or "", "on": x.on_day, "by": x.by_name or ""} for x in steps
    ]
    state = f"{say('dispatches.state')}: {say(f'dispatch_state.{line.state}')}"
    told = [text for text, _ in story]
    return Answer([told[0], state, *told[1:]], **asdict(line), steps=answers)


def _told(line: Line) -> list[str]:
    marks = say("cli.dispatch_late") if line.late else ""
    marks += "" if line.arrived else say("cli.dispatch_not_arrived")
    first = say(
        "cli.dispatch_line", number=dispatch_numbers.printed(line), state=say(f"dispatch_state.{line.state}"),
        title=line.title, where=line.from_ if line.incoming else line.to, due=line.due_on or "—",
        marks=marks,
    )  # fmt: skip
    besides = {
        "dispatches.passed_to": line.passed_to,
        "dispatches.passes": line.passes,
        "dispatch.instruction": line.instruction,
        "dispatches.why_back": line.returned,
    }
    return [first, *(f"    {say(key)}: {text}" for key, text in besides.items() if text)]


def accept(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take a matter up: it is registered here under a number of ours."""
    with signed_in(data, settings, args) as desk:
        case_id = dispatches.accept(desk, _numbered(desk, args.number).id)
        number = desk.look(questions.case_file, case_id).case.file_no
    return Answer(say("cli.dispatch_accepted", number=number), case=case_id, file_no=number)


def pass_on(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A centre passes on to a place of its own what came from above."""
    with signed_in(data, settings, args) as desk:
        line = _numbered(desk, args.number)
        to = desk.look(dispatches.place_named, args.to)
        fresh = passing_on.pass_on(desk, line.id, to.room, args.told or "")
        number = desk.look(lambda db: _row(db.get(Dispatch, fresh)).number)
    told = say("cli.dispatch_passed", number=line.number, title=line.title, to=to.name, own=number)
    return Answer(told, id=fresh, number=number, passes=line.id)


def step(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One answer to a dispatch; which can follow depends on how it stands."""
    with signed_in(data, settings, args) as desk:
        line = _numbered(desk, args.number)
        dispatches.step(desk, line.id, args.step, args.told or "")
    done = code_list("dispatch_step").label(args.step, language())
    told = say("cli.dispatch_stepped", number=line.number, title=line.title, step=done)
    return Answer(told, step=args.step, id=line.id, number=line.number, title=line.title)


def _numbered(desk: Desk, number: str) -> Line:
    return dispatch_numbers.named(_lines(desk), number)


def _lines(desk: Desk) -> list[Line]:
    return desk.look(dispatches.listing, desk.shelf.log, desk.today())


def hand_over(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Ask the centre that a case go to another room."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        asked = desk.do(handovers.ask, desk.today(), case_id, args.to, args.told)
    return Answer(say("cli.handover_asked"), id=asked)


def withdraw_handover(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The room takes its request back."""
    with signed_in(data, settings, args) as desk:
        asked = _asked(desk, args.number)
        desk.do(handovers.withdraw, desk.today(), asked.id)
    return Answer(say("dispatches.withdrawn", to=asked.to), id=asked.id)


def _asked(desk: Desk, number: str) -> handovers.Asked:
    """The request meant by this number: the one that waits, else the newest."""
    found = [x for x in desk.look(handovers.listing) if number in {x.id, x.file_no}]
    if not found:
        raise Trouble("handover.absent")
    return found[0] if found[0].waits else found[-1]


def answer_handover(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Grant a handover to a named room, or refuse it with the reason."""
    with signed_in(data, settings, args) as desk:
        asked = _asked(desk, args.number)
        if not args.grant:
            handovers.refuse(desk, asked.id, args.told or "")
            return Answer(say("cli.dispatch_answered"), answer="refused")
        to = desk.look(dispatches.place_named, args.to or asked.to)
        values = {"instruction": args.told, "due_on": args.due}
        dispatch_id = handovers.grant(desk, asked.id, to.room, values)
    return Answer(say("cli.dispatch_answered"), answer="granted", id=dispatch_id)


def end_handed_over(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The case that went to another room ends here."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        desk.do(handovers.end, args.on or desk.today(), case_id)
    return Answer(say("cli.dispatch_answered"), case=case_id)
