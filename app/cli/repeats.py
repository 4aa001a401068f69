"""matter repeats: what came before and may be the same; a person merges or sets apart."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import alike_told, matters, questions, repeats, visitors
from app.desk.desk import Desk
from app.paths import DataDir
from app.rules.repeats import Alike
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What may be the same with what speaks for it, after what was merged or set apart here."""
    if not args.number:
        return _newest(data, settings, args)
    with signed_in(data, settings, args) as desk:
        log, matter = desk.shelf.log, desk.look(matters.by_number, args.number)
        if args.merge:
            desk.do(repeats.merge, matter, _other(desk, args.merge))
        if args.apart:
            desk.do(repeats.part, matter, _other(desk, args.apart))
        found = desk.look(repeats.of_matter, log, matter)
        family = desk.look(repeats.family, log, matter)
    names = [x.number or x.id[:8] for x in family.matters]
    lines = [alike_told.sentence(one) for one in found] or [say("doubles.none")]
    lines += [text for text, _ in alike_told.of_family(family)]
    return Answer(
        lines, alike=[_facts(x) for x in found], times=family.times, alert=family.alert,
        family=names, lines=list(family.lines),
    )  # fmt: skip


def _newest(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The newest matters that most likely came before."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(repeats.newest, desk.shelf.log)
    lines = []
    for matter, alike in found:
        lines.append(matter.number or matter.id[:8])
        lines += [f"  {alike_told.sentence(one)}" for one in alike]
    told = [{"number": x.number, "alike": [_facts(one) for one in alike]} for x, alike in found]
    return Answer(lines or [say("doubles.none")], matters=told)


def _facts(one: Alike) -> dict[str, Any]:
    return {
        "kind": one.told.kind, "id": one.told.id, "number": one.told.number, "day": one.told.day,
        "line": one.told.line, "score": one.score, "points": one.points, "verdict": one.verdict,
        "same_number": one.same_number, "same_words": one.same_words, "sentence": alike_told.sentence(one),
    }  # fmt: skip


def _other(desk: Desk, number: str) -> str:
    """A matter, a case or a visitor by its number."""
    for find in (matters.by_number, questions.by_number):
        try:
            return desk.look(find, number)
        except Trouble:
            continue
    return desk.look(visitors.named, desk.shelf.log, number)
