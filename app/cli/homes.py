"""household join, part: who lives in which household, of the mediators and of the parties of a case."""

from __future__ import annotations

import argparse

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import edit, households, questions
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.grid_people import not_one
from app.paths import DataDir
from app.records import Mediator, Party, Record
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def join(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """He lives there: who of one household quarrels, and who mediates, is told apart from then on."""
    with signed_in(data, settings, args) as desk:
        home = desk.look(households.meant, desk.shelf.log, args.household)
        record, who = _who(desk, args)
        desk.do(edit.edit, record, who, {"household_id": home})
        told = desk.look(households.label, home)
    return Answer(say("households.joined", name=_name(args), home=told), id=who, household=home)


def part(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """He is of no household that is known."""
    with signed_in(data, settings, args) as desk:
        record, who = _who(desk, args)
        desk.do(edit.edit, record, who, {"household_id": None})
    return Answer(say("households.parted", name=_name(args)), id=who)


def _name(args: argparse.Namespace) -> str:
    return str(args.mediator or args.party)


def _who(desk: Desk, args: argparse.Namespace) -> tuple[type[Record], str]:
    """The mediator, or the party of a case, of that name."""
    if bool(args.mediator) == bool(args.case and args.party):
        raise Trouble("households.who")
    if args.mediator:
        own = desk.look(rooms.own_room, desk.shelf.log)
        staff = desk.look(rooms.mediators, own.id)
        record: type[Record] = Mediator
        found = [one.id for one in staff if one.name == args.mediator]
    else:
        case_id = desk.look(questions.by_number, args.case)
        record = Party
        parties = desk.look(questions.case_file, case_id).parties
        found = [one.id for one in parties if one.name == args.party]
    if len(found) != 1:
        raise not_one(_name(args), len(found))
    return record, found[0]
