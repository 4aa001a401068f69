"""helper list, ask, answer, invite, register."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli import listed
from app.cli.door import signed_in
from app.cli.duty import span
from app.cli.run import Answer
from app.desk import grid, help_registers, helpers, questions, staff
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def pool(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Who may be asked."""
    with signed_in(data, settings, args) as desk:
        log, today = desk.shelf.log, desk.today()
        place = desk.look(grid.by_words, log, args.place) if args.place else None
        found = desk.look(helpers.pool, log, today, place)
        lines = listed.written(
            desk, desk.look(help_registers.contact_listing, log, today, place), args.out
        )
    return Answer(lines, helpers=[asdict(one) for one in found])


def ask(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """请助."""
    with signed_in(data, settings, args) as desk:
        case = desk.look(questions.by_number, args.number)
        who = desk.look(staff.named, desk.shelf.log, desk.today(), args.who, "person", "unit")
        told = {"help_kind": args.help_kind, "asked": args.told}
        asked = desk.do(helpers.ask, case, desk.today(), who.key, told)
    return Answer(say("help.asked", name=who.name, number=args.number), id=asked)


def answer(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What he said."""
    with signed_in(data, settings, args) as desk:
        one = _asked(desk, args)
        desk.do(helpers.answer, one.id, desk.today(), args.told)
    return Answer(say("help.answered", name=one.name, number=args.number), id=one.id)


def invite(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """请来参加调解."""
    with signed_in(data, settings, args) as desk:
        one = _asked(desk, args)
        session = desk.do(helpers.invite, one.id)
    return Answer(say("help.invited", name=one.name, number=args.number), session=session)


def register(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """请人相助登记簿."""
    with signed_in(data, settings, args) as desk:
        since, until = span(args, desk.today())
        found = desk.look(helpers.register, desk.shelf.log, since, until)
        made = desk.look(help_registers.help_listing, desk.shelf.log, since, until)
        lines = listed.written(desk, made, args.out)
    return Answer(lines, assistance=[asdict(one) for one in found])


def _asked(desk: Desk, args: argparse.Namespace) -> helpers.Help:
    """The latest that was asked of somebody in a case; who did not answer yet before all."""
    case = desk.look(questions.by_number, args.number)
    found = [x for x in desk.look(helpers.of_case, case) if x.name == args.who]
    if not found:
        raise Trouble("help.not_asked", name=args.who, number=args.number)
    return next((x for x in found if x.answered_on is None), found[-1])
