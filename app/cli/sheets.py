"""exchange formats, show, facts, take, drop."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import sheet_formats
from app.paths import DataDir
from app.rules.sheet_facts import FACTS
from app.rules.sheet_format import SheetColumn, shipped
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def formats(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every sheet known here."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(sheet_formats.known)
    own = {key for key, form in found.items() if shipped().get(key) is not form}
    told = [
        say(
            "cli.exchange_format", short=key, name=form.name, count=len(form.column),
            own=say("cli.exchange_own") if key in own else "",
        ).strip()
        for key, form in found.items()
    ]  # fmt: skip
    facts = [
        {"key": key, "name": form.name, "columns": len(form.column), "own": key in own}
        for key, form in found.items()
    ]
    return Answer(told, formats=facts)


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The columns of one sheet; with --out as a file."""
    with signed_in(data, settings, args) as desk:
        form = desk.look(sheet_formats.named, args.name)
    if args.out:
        try:
            with Path(args.out).open("x", encoding="utf-8") as out:
                out.write(sheet_formats.as_text(form))
        except OSError as why:
            raise Trouble("cli.cannot_write", file=args.out) from why
    told = [form.name, *(_line(place, one) for place, one in enumerate(form.column, 1))]
    return Answer(told, name=form.name, columns=msgspec.to_builtins(form.column))


def _line(place: int, column: SheetColumn) -> str:
    return say(
        "cli.exchange_column", place=place, heading=column.heading, code=column.code,
        fact=column.fact or say("cli.exchange_empty"),
        needed=say("cli.exchange_needed") if column.needed else "",
    ).rstrip()  # fmt: skip


def facts(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What a column can carry, with its code list and whether it comes in again."""
    told = [f"{name}  {fact.codes}  {fact.take}".rstrip() for name, fact in FACTS.items()]
    known = {name: {"codes": fact.codes, "comes_in": fact.take} for name, fact in FACTS.items()}
    return Answer(told, facts=known)


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Check a format strictly and keep it."""
    with signed_in(data, settings, args) as desk:
        key = sheet_formats.take(desk, Path(args.file))
        form = desk.look(sheet_formats.named, key)
    return Answer(say("cli.exchange_taken", name=form.name, short=key), key=key, name=form.name)


def drop(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take a format of one's own away."""
    with signed_in(data, settings, args) as desk:
        sheet_formats.drop(desk, args.name)
    return Answer(say("cli.exchange_dropped", short=args.name), key=args.name)
