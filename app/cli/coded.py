"""Codes as a person writes them on a command line: the code itself, its label, another word for it."""

from __future__ import annotations

from app.codes import code_list
from app.trouble import Trouble


def code(codes: str, told: str | None) -> str | None:
    """The code that is meant; a word of no line is refused with those that may be chosen."""
    if not told:
        return None
    found = code_list(codes).find(told)
    if found is None:
        known = "、".join(one.zh for one in code_list(codes).active())
        raise Trouble("cli.no_such_code", told=told, known=known)
    return found.code
