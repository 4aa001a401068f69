"""码上办 placard of a grid: the code, whose grid it is, who answers. No page code: this one is for the residents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.papers import page_code
from app.papers.breaking import Line, Piece, atoms_of, lines_of
from app.papers.document import Document
from app.papers.pen import Pen
from app.papers.sheet import TALL, WIDE
from app.papers.signing import MM
from app.papers.wording import official

FORM = "placard"
SIDE = 105 * MM
FRAME, EDGE = 12 * MM, 18 * MM
PHOTO_WIDE, PHOTO_TALL = 76 * MM, 57 * MM
LEADING = 1.55
HIGH = 0.4  # of the white below the code that stands above the text
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
    kind: str = ""  # 室别
    hours: str = ""  # 接访时间
    photo: bytes = b""  # a JPEG of the room


def problem(template: str) -> str:
    """The words key of what is wrong with a text for codes, if anything."""
    if any(name not in TOKENS for name in TOKEN.findall(template)):
        return "placard.unknown_token"
    if "{" in TOKEN.sub("", template) or "}" in TOKEN.sub("", template):
        return "placard.unknown_token"
    return ""


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The text of one grid's code; the form's plain one where the room has none, or it would say nothing."""
    plain = official(FORM, "plain")
    texts = (TOKEN.sub(lambda found: facts.get(found[1], ""), x) for x in (template, plain))
    return next((text.strip() for text in texts if text.strip()), "")[:LONGEST]


def draw(placards: Iterable[Placard]) -> bytes:
    """One A4 page a placard."""
    document = Document((WIDE, TALL))
    document.about(official(FORM, "title"), "", official(FORM, "subtitle"))
    for one in placards:
        _page(document.pen, one)
        document.end_page()
    return document.content()


def _page(pen: Pen, one: Placard) -> None:
    pen.box(FRAME, FRAME, WIDE - 2 * FRAME, TALL - 2 * FRAME)
    y = TALL - 46 * MM
    _middle(pen, official(FORM, "title"), y, 64, "bold")
    _middle(pen, official(FORM, "subtitle"), y - 16 * MM, 24)
    top = y - 26 * MM
    pen.squares(page_code.squares(one.text), (WIDE - SIDE) / 2, top, SIDE)
    y, left = top - SIDE - 14 * MM, EDGE
    if one.photo:
        low = y - (y - FRAME) / 2 - PHOTO_TALL / 2
        pen.picture(one.photo, EDGE, low, PHOTO_WIDE, PHOTO_TALL)
        left += PHOTO_WIDE + 6 * MM
    space = WIDE - EDGE - left
    told = _fitting(one, space, y - FRAME)
    y -= max(y - FRAME - sum(size * LEADING for _, size in told), 0) * HIGH
    for line, size in told:
        pen.line(line, left + (space - line.width * size) / 2, y, size)
        y -= size * LEADING


def _fitting(one: Placard, wide: float, tall: float) -> list[tuple[Line, float]]:
    """What stands below the code, each line with its size: larger where it is little, never cut."""
    for times in (1.3, 1.15, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        told = [
            (line, size * times)
            for text, size, hand in _lines(one)
            for line in _set(text, wide / (size * times), hand)
        ]
        if sum(size * LEADING for _, size in told) <= tall:
            break
    return told


def _lines(one: Placard) -> list[tuple[str, float, str]]:
    told = [(official(FORM, "grid", name=one.grid), 26.0, "bold")] if one.grid else []
    told += [
        (official(FORM, role, name=name, phone=phone), 20.0, "body")
        for role, name, phone in one.people[:3]
    ]
    told += [
        (official(FORM, place, **{place: text}), 20.0, "body")
        for place, text in (
            ("room", one.room), ("kind", one.kind), ("hours", one.hours), ("phone", one.phone),
        )
        if text
    ]  # fmt: skip
    return [*told, (official(FORM, "here"), 16.0, "body"), (official(FORM, "free"), 16.0, "body")]


def _set(text: str, wide: float, hand: str) -> list[Line]:
    """A text on as many lines as it needs."""
    (atoms,) = atoms_of([Piece(text.replace("\n", " "), hand)])
    return lines_of(atoms, wide, wide, justify=False)


def _middle(pen: Pen, text: str, y: float, size: float, hand: str = "body") -> None:
    """One line in the middle of the page."""
    for line in _set(text, WIDE / size, hand):
        pen.line(line, (WIDE - line.width * size) / 2, y, size)
