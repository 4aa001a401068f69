"""码上办 placard of a grid: the code, whose grid it is, who answers. No page code: this one is for the residents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.papers import page_code
from app.papers.breaking import Piece, atoms_of, lines_of
from app.papers.document import Document
from app.papers.pen import Pen
from app.papers.sheet import TALL, WIDE
from app.papers.signing import MM
from app.papers.wording import official

FORM = "placard"
SIDE = 105 * MM
TOKENS = ("room", "phone", "grid", "path", "code")
TOKEN = re.compile(r"\{(\w+)\}")
LONGEST = 300  # characters a code of this size is still read with from an arm's length


@dataclass(frozen=True)
class Placard:
    """What stands on one placard; `people` are (role, name, phone), the role a place of the form."""

    room: str
    phone: str
    grid: str
    text: str  # of the code
    people: tuple[tuple[str, str, str], ...] = ()


def problem(template: str) -> str:
    """The words key of what is wrong with a text for codes, if anything."""
    if any(name not in TOKENS for name in TOKEN.findall(template)):
        return "placard.unknown_token"
    if "{" in TOKEN.sub("", template) or "}" in TOKEN.sub("", template):
        return "placard.unknown_token"
    return ""


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The text of one grid's code; the form's plain one where the room has none."""
    told = template.strip() or official(FORM, "plain")
    return TOKEN.sub(lambda found: facts.get(found[1], ""), told)[:LONGEST]


def draw(placards: Iterable[Placard]) -> bytes:
    """One A4 page a placard."""
    document = Document((WIDE, TALL))
    document.about(official(FORM, "title"), "", official(FORM, "subtitle"))
    for one in placards:
        _page(document.pen, one)
        document.end_page()
    return document.content()


def _page(pen: Pen, one: Placard) -> None:
    pen.box(12 * MM, 12 * MM, WIDE - 24 * MM, TALL - 24 * MM)
    y = TALL - 46 * MM
    _middle(pen, official(FORM, "title"), y, 64, "bold")
    _middle(pen, official(FORM, "subtitle"), y - 16 * MM, 24)
    top = y - 26 * MM
    pen.squares(page_code.squares(one.text), (WIDE - SIDE) / 2, top, SIDE)
    y = top - SIDE - 14 * MM
    for text, size, hand in _lines(one):
        y = _middle(pen, text, y, size, hand)


def _lines(one: Placard) -> list[tuple[str, float, str]]:
    told = [(official(FORM, "grid", name=one.grid), 26.0, "bold")] if one.grid else []
    told += [
        (official(FORM, role, name=name, phone=phone), 20.0, "body")
        for role, name, phone in one.people[:3]
    ]
    told.append((official(FORM, "room", room=one.room), 20.0, "body"))
    if one.phone:
        told.append((official(FORM, "call", phone=one.phone), 20.0, "body"))
    return [*told, (official(FORM, "here"), 16.0, "body"), (official(FORM, "free"), 16.0, "body")]


def _middle(pen: Pen, text: str, y: float, size: float, hand: str = "body") -> float:
    """A text in the middle, on further lines where it is long; answers where the next one stands."""
    (atoms,) = atoms_of([Piece(text.replace("\n", " "), hand)])
    wide = (WIDE - 36 * MM) / size
    for line in lines_of(atoms, wide, wide, justify=False):
        pen.line(line, (WIDE - line.width * size) / 2, y, size)
        y -= size * 1.55
    return y
