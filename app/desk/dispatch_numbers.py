"""The one dispatch a person names: by its number as a list prints it, the plain figure in it, or its id's beginning."""

from __future__ import annotations

from collections.abc import Iterable

from app.desk.dispatches import Line
from app.trouble import Trouble
from app.words import say

SHORTEST_ID = 8  # characters; fewer would be mistaken for a number


def named(lines: Iterable[Line], told: str) -> Line:
    """The dispatch that is meant. What fits several is never guessed."""
    wanted = told.strip()
    listed = list(lines)
    found = [one for one in listed if _is_number(one, wanted)]
    if not found and len(wanted) >= SHORTEST_ID:
        found = [one for one in listed if one.id.startswith(wanted)]
    if not found:
        raise Trouble("dispatch.absent", number=told)
    if len(found) > 1:
        each = "；".join(_told_apart(one) for one in found)
        raise Trouble("dispatch.number_twice", number=told, each=each)
    return found[0]


def printed(line: Line) -> str:
    """收〔2026〕3号: the number with the way it went, as a list prints it."""
    return say("dispatch.way_in" if line.incoming else "dispatch.way_out") + line.number


def _is_number(line: Line, wanted: str) -> bool:
    """收〔2026〕3号 is meant by itself, by 〔2026〕3号, by 3号 and by 3."""
    tail = line.number.rpartition("〕")[2]
    meant = {printed(line), line.number, tail, tail.removesuffix("号")}
    return bool(wanted) and wanted in meant


def _told_apart(line: Line) -> str:
    other = line.from_ if line.incoming else line.to
    return f"{line.id[:SHORTEST_ID]} {printed(line)} {other} {line.title}"
