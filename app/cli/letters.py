"""letter add, list, answer; notice add."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from app.cli.coded import choices
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import paperwork, questions
from app.desk.desk import Desk
from app.holidays import Calendar
from app.paths import DataDir
from app.records import CaseFile, Letter
from app.rules import docking
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A letter under its case; answers the days it asks for."""
    values = {
        "letter_kind": _code("letter_kind", args.kind), "organ": args.organ, "number": args.letter_number,
        "dated_on": args.dated, "received_on": args.received, "due_on": args.due, "told": args.told,
        "enclosures": args.enclosures,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        made = desk.do(paperwork.add_letter, case_id, _told(values))
        file = desk.look(questions.case_file, case_id)
        letter = next(one for one in file.letters if one.id == made)
        line = _facts(file, letter, desk.calendar())
        ahead = [one for one in (args.dated, args.received) if one and one > desk.today()]
    told = [say("cli.letter_ahead", day=one) for one in dict.fromkeys(ahead)]
    return Answer([_line(len(file.letters), line), *told], **line, ahead=ahead)


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The letters of a case in the order of their days, numbered for `letter answer`."""
    with signed_in(data, settings, args) as desk:
        file = desk.look(questions.case_file, desk.look(questions.by_number, args.number))
        lines = [_facts(file, one, desk.calendar()) for one in file.letters]
    told = [_line(number, line) for number, line in enumerate(lines, 1)]
    return Answer(told or [say("cli.letter_none")], letters=lines)


def answer(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """复函, or 不接受委托复函, to one letter; `paper reply NO` draws it."""
    kind = docking.DECLINED if args.decline else docking.REPLY
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        letter = _which(desk, case_id, args.which)
        made = desk.do(paperwork.answer_letter, letter.id, kind, _told({"told": args.told}))
    label = code_list("letter_kind").label(kind, language())
    told = say("cli.letter_answered", kind=label, organ=letter.organ or "", number=args.number)
    return Answer(told, id=made, answers=letter.id, kind=kind)


def notice(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A notice under its case; the paper that belongs to it is named."""
    kind = code_list("notice_kind")[_code("notice_kind", args.kind)]
    values: dict[str, Any] = {
        "notice_kind": kind.code, "to_name": args.to, "at": args.at, "place": args.place, "until": args.until,
        "told": args.told, "go_to": args.go_to, "bring": args.bring,
    }  # fmt: skip
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        values["party_ids"] = _parties(desk.look(questions.case_file, case_id), args.parties or [])
        made = desk.do(paperwork.add_notice, case_id, _told(values))
    paper = str(kind.facts["paper"])
    told = say("cli.notice_made", kind=kind.label(language()), paper=paper, number=args.number)
    return Answer(told, id=made, paper=paper)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _code(codes: str, text: str) -> str:
    found = code_list(codes).find(text)
    if found is None:
        raise Trouble("cli.no_such_kind", name=text, known=choices(codes))
    return found.code


def _parties(file: CaseFile, names: list[str]) -> list[str]:
    known = {party.name: party.id for party in file.parties}
    for name in names:
        if name not in known:
            raise Trouble("told.no_such_party", name=name)
    return [known[name] for name in names]


def _which(desk: Desk, case_id: str, which: int | None) -> Letter:
    file = desk.look(questions.case_file, case_id)
    if which is not None:
        if not 0 < which <= len(file.letters):
            raise Trouble("cli.no_such_which", which=which)
        return file.letters[which - 1]
    waits = [
        one for one in file.letters if docking.is_incoming(one) and not docking.answer_to(file, one)
    ]
    if len(waits) != 1:
        raise Trouble("cli.letter_which", count=len(waits))
    return waits[0]


def _facts(file: CaseFile, letter: Letter, calendar: Calendar) -> dict[str, Any]:
    incoming = docking.is_incoming(letter)
    confirm = docking.confirm_by(letter, calendar) if incoming else None
    due = docking.answer_by(letter, calendar) if incoming else None
    reply = docking.answer_to(file, letter)
    return {
        "id": letter.id, "direction": docking.IN if incoming else docking.OUT, "kind": letter.letter_kind,
        "organ": letter.organ, "number": letter.number, "day": docking.day_of(letter),
        "confirm_by": confirm.day if confirm else None, "due_on": due.day if due else None,
        "answered_on": reply.dated_on if reply else None, "receipt_on": letter.receipt_on,
    }  # fmt: skip


def _line(number: int, line: dict[str, Any]) -> str:
    def shown(day: dt.date | None) -> str:
        return str(day) if day else "—"

    return say(
        "cli.letter_line", place=number, day=shown(line["day"]),
        way=code_list("letter_direction").label(line["direction"], language()),
        kind=code_list("letter_kind").label(line["kind"], language()), organ=line["organ"] or "",
        number=line["number"] or "", confirm=shown(line["confirm_by"]), due=shown(line["due_on"]),
        answered=shown(line["answered_on"]), receipt=shown(line["receipt_on"]),
    )  # fmt: skip
