"""Verbs of writing help: `wording phrases`, `wording tidy`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import dictation
from app.desk import phrases as kept
from app.paths import DataDir
from app.rules import amounts_said, dictated
from app.rules.phrase_book import OWN, Ready, shipped
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def phrases(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """常用语 of one field or of all, those of the room first."""
    places = sorted({place for one in shipped() for place in one.at})
    if args.place and args.place not in places:
        raise Trouble("phrases.no_such_place", place=args.place, known="、".join(places))
    with signed_in(data, settings, args) as desk:
        log = desk.shelf.log
        told = desk.look(kept.listed, log, args.place or "")
    if not args.place:
        told = [*(one for one in told if one.moment == OWN), *shipped()]
    found = [one for one in told if not args.find or args.find in one.text]
    lines, moment = [], ""
    for one in found:
        if one.moment != moment:
            moment = one.moment
            lines.append(f"— {say(f'phrases.moment.{moment}')}")
        lines.append("  " + one.text.replace("\n", "\n  "))
    return Answer(lines or [say("phrases.none")], phrases=[_plain(one) for one in found])


def tidy(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A dictated text made tidy; the file itself stays as it is."""
    text = dictation.read(Path(args.file).expanduser())
    told = dictated.tidy(text)
    sums = [(one.said, one.figures) for one in amounts_said.sums_said(told)]
    if args.figures:
        told = amounts_said.in_figures(told)
    return Answer(told.split("\n"), text=told, changed=told != text, sums=sums)


def _plain(one: Ready) -> dict[str, object]:
    return {
        "text": one.text, "moment": one.moment, "fields": list(one.at), "types": list(one.types), "id": one.id,
    }  # fmt: skip
