"""The one dispatch a person names: by its number, by the plain figure in it, or by the first characters of its id."""

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
    found = [one for one in listed if _is_number(one.number, wanted)]
    if not found and len(wanted) >= SHORTEST_ID:
        found = [one for one in listed if one.id.startswith(wanted)]
    if not found:
        raise Trouble("dispatch.absent", number=told)
    if len(found) > 1:
        each = "；".join(_told_apart(one) for one in found)
        raise Trouble("dispatch.number_twice", number=told, each=each)
    return found[0]


def _is_number(number: str, wanted: str) -> bool:
    """〔2026〕3号 is meant by itself, by 3号 and by 3."""
    tail = number.rpartition("〕")[2]
    return bool(wanted) and wanted in {number, tail, tail.removesuffix("号")}


def _told_apart(line: Line) -> str:
    way = say("dispatch.way_in" if line.incoming else "dispatch.way_out")
    other = line.from_ if line.incoming else line.to
    return f"{line.id[:SHORTEST_ID]} {way}{line.number} {other} {line.title}"
