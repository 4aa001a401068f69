"""恢复单: the recovery code on paper, printed once when the room is set up. No page code: a scan betrays it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from app.papers import phrases
from app.papers.block import Block
from app.papers.body import heading, running
from app.papers.breaking import Piece
from app.papers.cells import Cell, Entries, Entry, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import listed, official

if TYPE_CHECKING:
    from app.papers.sheet import Drawn
    from app.records import Room

IN_A_ROW = 4


def draw_recovery(room: Room, code: str, day: date, out: BinaryIO) -> Drawn:
    """Write the recovery sheet of a room; the code is shown in the groups it came in."""
    sheet = Sheet("recovery", official("recovery", "title"), coded=False)
    sheet.heading()
    sheet.space(8)
    sheet.add(
        *running(official("recovery", "intro"), 1),
        _entry("committee", room.committee or ""),
        _entry("room", room.room_name or ""),
        _entry("day", phrases.day_words(day)),
        heading(official("recovery", "code")),
        *_groups(code),
        heading(official("recovery", "how")),
        *_numbered("how"),
        heading(official("recovery", "keep")),
        *_numbered("keep"),
        Signatures(official("recovery", "keeper"), [""], before=10),
    )
    return sheet.draw(out)


def _entry(place: str, value: str) -> Entries:
    return Entries([Entry(official("recovery", place), value)])


def _groups(code: str) -> list[Block]:
    groups = re.split(r"[\s\-]+", code.strip())
    groups += [""] * (-len(groups) % IN_A_ROW)
    rows = [groups[i : i + IN_A_ROW] for i in range(0, len(groups), IN_A_ROW)]
    return [
        Row([
            Cell([Paragraph([Piece(group, "bold")], 20, 30, align="center")]) for group in row
        ])
        for row in rows
    ]  # fmt: skip


def _numbered(chapter: str) -> list[Block]:
    return [Paragraph([Piece(text)], hang=2, leading=24) for text in listed("recovery", chapter)]
