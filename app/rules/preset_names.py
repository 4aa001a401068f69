"""做法 by the words of a person: its name in the list, what it is called, or its place."""

from __future__ import annotations

from app.rules.mechanism import presets
from app.trouble import Trouble
from app.words import say

SHORTEST = 2
"""Characters of a place's name that may stand for it."""


def called(text: str) -> str:
    """The preset that is meant: diaozhen, 刁镇做法, 刁镇."""
    wanted, all_ = text.strip(), presets()
    if wanted in all_:
        return wanted
    found = [name for name, way in all_.items() if wanted and wanted in (way.name, way.place)]
    if not found and len(wanted) >= SHORTEST:
        found = [
            name for name, way in all_.items()
            if way.name.startswith(wanted) or way.place.startswith(wanted)
        ]  # fmt: skip
    if len(found) != 1:
        known = (say("cli.choice", label=way.name, code=name) for name, way in all_.items())
        raise Trouble("practice.no_such_preset", name=text, known="、".join(known))
    return found[0]
