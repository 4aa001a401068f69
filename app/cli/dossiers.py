"""dossier check, dossier rules: the meter of a case file, and the 25 rules as this room weighs them."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import dossier, questions
from app.desk.room import own_room
from app.desk.today import lengths_of
from app.paths import DataDir
from app.rules.completeness import GOOD, LATER, Meter, Standing, meter
from app.rules.rule_book import OFF, book_of
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

SHIPPED = "shipped"


def check(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every rule that is not well, with its sentences. Exit 1 while something holds up closing."""
    with signed_in(data, settings, args) as desk:
        file = desk.look(questions.case_file, desk.look(questions.by_number, args.number))
        seen = desk.look(dossier.beside, file)
        found = meter(file, desk.today(), desk.calendar(), lengths_of(desk), seen)
    lines = [say("meter.title", good=found.good, asked=found.asked)]
    if found.aside:
        lines.append(say(found.aside))
    for one in () if found.aside else found.standings:
        if one.state not in (GOOD, LATER, OFF):
            lines += _lines(one)
    held_up = bool(found.count("stop")) and not found.aside
    return Answer(lines, 1 if held_up else 0, **_plain(found, file.case.file_no))


def rules(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The rules of the room; `--set 11=stop` weighs one otherwise, `--set 11=shipped` as it came."""
    with signed_in(data, settings, args) as desk:
        for told in args.set:
            number, weight = _asked(told)
            desk.do(dossier.weigh_rule, desk.shelf.log, number, weight)
        book = book_of(desk.look(own_room, desk.shelf.log))
    lines, plain = [], []
    for number, rule in book.rules.items():
        weight, own = book.severity_of(number), number in book.own
        name, weighs = say(f"dossier.rule.{number}"), say(f"dossier.weight.{weight}")
        told = say("cli.dossier_rule", number=number, rule=name, weight=weighs)
        lines.append(told + (say("cli.dossier_own") if own else ""))
        plain.append({"number": number, "severity": weight, "shipped": rule.severity, "own": own})
    return Answer(lines, rules=plain)


def _asked(told: str) -> tuple[int, str | None]:
    number, _, weight = told.partition("=")
    if not number.isdecimal():
        raise Trouble("dossier.no_such_rule", number=number)
    return int(number), None if weight == SHIPPED else weight


def _lines(one: Standing) -> list[str]:
    number = one.rule.number
    head = f"[{say(f'meter.state.{one.state}')}] "
    return [
        head
        + say("meter.line", number=number, rule=say(f"dossier.rule.{number}"), sentence=f.said(say))
        for f in one.findings
    ]


def _plain(found: Meter, file_no: str | None) -> dict[str, Any]:
    """The meter as plain JSON values: each finding with the field it jumps to."""
    return {
        "file_no": file_no, "good": found.good, "asked": found.asked, "aside": bool(found.aside),
        "rules": [
            {
                "number": one.rule.number, "state": one.state,
                "findings": [
                    {
                        "name": f.name, "severity": f.severity, "record": f.record, "id": f.record_id,
                        "field": f.field, "sentence": f.said(say),
                    }
                    for f in one.findings
                ],
            }
            for one in found.standings
        ],
    }  # fmt: skip
