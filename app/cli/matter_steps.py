"""escalate of a matter, and the minutes of a 会商 over one."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import escalations, matter_steering, matters, practice
from app.desk.desk import Desk
from app.desk.edit import get
from app.paths import DataDir
from app.records import Escalation
from app.rules.hard_cases import Coded
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def escalate(desk: Desk, matter_id: str, args: argparse.Namespace) -> Answer:
    """上交 of a matter one level up; with --answered what came back."""
    if args.hand_over is not None:
        raise Trouble("escalation.only_cases")
    if args.answered is not None:
        up = desk.look(matter_steering.standing_up, matter_id)
        if up is None:
            raise Trouble("escalation.none")
        desk.do(escalations.answered, up.id, {"back_told": args.answered})
        return Answer(say("cli.escalation_back", number=args.number), id=up.id)
    told = {"to_level": code("solved_at", args.level), "to_name": args.to, "reason": args.reason}
    values = {name: value for name, value in told.items() if value}
    log = desk.shelf.log
    way = desk.look(practice.standing, log)
    made = desk.do(matter_steering.escalate, log, matter_id, way, values)
    up = desk.look(get, Escalation, made)
    level = str(Coded("solved_at", (up.to_level or "",)))
    sentence = say("cli.matter_up", number=args.number, level=level)
    return Answer(sentence, id=made, level=up.to_level, tries=up.tries)


def minutes(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """会商纪要 of a matter as PDF: of the last 会商 over it."""
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        held = desk.look(matter_steering.consultations, matter_id)
        if not held:
            raise Trouble("matter.no_consultation", number=args.number)
        drawn = desk.look(matter_steering.minutes, desk.shelf.log, matter_id, held[-1].id)
    Path(args.out).write_bytes(drawn)
    return Answer(say("cli.matter_minutes", file=args.out), file=args.out, id=held[-1].id)
