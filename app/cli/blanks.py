"""blank make, again, list, use, spoil."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import blank_forms, cases, intake, reserved, told, tray, yaml_file
from app.desk.blank_forms import Sets
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def make(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Reserve numbers and write the sets to a file."""
    names = [name for name in re.split(r"[,，、\s]+", args.papers) if name]
    with signed_in(data, settings, args) as desk:
        made = blank_forms.make(
            desk, args.sets, names, large=args.large, two_sided=args.two_sided, year=args.year
        )
        try:
            _write(desk, made, args.out)
        except Trouble:
            desk.do(reserved.give_back, desk.shelf.log, made.numbers)
            raise
    return _answer(made, args.out)


def again(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The sets of a reserved number once more."""
    with signed_in(data, settings, args) as desk:
        made = blank_forms.again(desk, args.number, two_sided=args.two_sided)
        _write(desk, made, args.out)
    return _answer(made, args.out)


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every reserved number and what became of it."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(reserved.register, desk.shelf.log)
        old = {one.number for one in found if one.is_old(desk.today())}
    lines = [blank_forms.in_words(one) for one in found]
    lines += [say("blank.old", count=len(old), days=reserved.remind_days())] if old else []
    return Answer(
        lines or say("blank.none"), numbers=[{**_facts(one), "old": one.number in old} for one in found]
    )  # fmt: skip


def use(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Register a case under a reserved number; pages that waited for it are filed."""
    case = told.case_told(yaml_file.read_yaml(Path(args.source))) if args.source else None
    with signed_in(data, settings, args) as desk:
        known = desk.look(reserved.one, desk.shelf.log, args.number)
        if not known.is_free:
            raise Trouble("blank.not_free", number=known.number)
        if case is None:
            values = {"file_no": known.number}
            case_id = desk.do(cases.register_case, desk.shelf.log, desk.today(), values)
        else:
            case.case["file_no"] = known.number
            case_id = intake.take_case(desk, case)
        filed = tray.file_again(desk)
    lines = [known.number, *([say("blank.filed", count=filed)] if filed else [])]
    return Answer(lines, id=case_id, file_no=known.number, filed=filed)


def spoil(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Its forms were thrown away: the number stays out of use."""
    with signed_in(data, settings, args) as desk:
        desk.do(reserved.spoil_number, desk.shelf.log, args.number, args.why)
        known = desk.look(reserved.one, desk.shelf.log, args.number)
    return Answer(blank_forms.in_words(known), **_facts(known))


def _write(desk: Desk, made: Sets, out: str) -> None:
    try:
        Path(out).write_bytes(made.pdf)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=out) from why
    blank_forms.left(desk, made)


def _answer(made: Sets, out: str) -> Answer:
    lines = [say("blank.written", file=out, pages=made.pages), "、".join(made.numbers)]
    return Answer(lines, file=out, numbers=made.numbers, papers=made.papers, pages=made.pages)


def _facts(one: reserved.Reserved) -> dict[str, Any]:
    return {
        "number": one.number, "papers": one.papers, "state": one.state, "on": one.on, "case": one.case_id,
        "why": one.why, "large": one.large,
    }  # fmt: skip
