"""Codes as a person writes them on a command line: the code itself, its label, another word for it."""

from __future__ import annotations

from app.codes import code_list
from app.trouble import Trouble
from app.words import language, say


def code(codes: str, told: str | None) -> str | None:
    """The code that is meant; a word of no line is refused with those that may be chosen."""
    if not told:
        return None
    found = code_list(codes).find(told)
    if found is None:
        raise Trouble("cli.no_such_code", told=told, known=choices(codes))
    return found.code


def choices(codes: str) -> str:
    """What may be chosen of a list: each by its label, with its code in brackets."""
    active = code_list(codes).active()
    told = (say("cli.choice", label=one.label(language()), code=one.code) for one in active)
    return "、".join(told)
