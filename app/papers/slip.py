"""U 盘交接单: what went onto the stick, for whom, and what each side is known to have; signed hand to hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from app.papers import phrases
from app.papers.block import Block
from app.papers.body import running, small
from app.papers.breaking import Piece
from app.papers.cells import Cell, Entries, Entry, Row
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.sheet import Drawn

WIDTHS = (88.0, 75.0, 112.0, 75.0, 0.0)  # points; the last takes what is left


@dataclass(frozen=True)
class Handed:
    """What goes to one place, and what stands between both sides."""

    place: str
    sent: int | None  # entries in the bundle; None: none was written
    sent_at: str
    mark: str  # the beginning of the bundle's hash
    received: int | None  # entries that came with its last bundle
    received_at: str
    shared: int
    confirmed: int | None  # None: no receipt ever came
    digest: str  # of both sides where they agree; empty: they do not, or not yet
    file: str = ""  # under which name the bundle lies on the stick


def draw_slip(
    office: str, room: str, computer: str, moment: datetime, handed: list[Handed], out: BinaryIO
) -> Drawn:
    """Write the slip of one visit of the stick."""
    sheet = Sheet("slip", official("slip", "title"), office, coded=False)
    sheet.heading()
    sheet.add(
        *running(official("slip", "intro"), 1),
        _entry("room", room),
        Entries([
            Entry(official("slip", "computer"), computer),
            Entry(official("slip", "day"), f"{phrases.day_words(moment.date())} {moment:%H:%M}", 1.4),
        ]),
        _row([official("slip", head) for head in ("place", "sent", "mark", "received", "state")], "bold"),
        *(_row(_told(one)) for one in handed),
        Paragraph([Piece(official("slip", "after"))], indent=2, before=8),
        Signatures(official("slip", "giver"), [""], before=6),
        Signatures(official("slip", "carrier"), [""]),
        Signatures(official("slip", "taker"), [""]),
    )  # fmt: skip
    return sheet.draw(out)


def _told(one: Handed) -> list[str]:
    return [
        one.place,
        _count(one.sent, one.sent_at),
        "\n".join(filter(None, [one.mark, one.file])) or official("slip", "nothing"),
        _count(one.received, one.received_at),
        _standing(one),
    ]


def _count(count: int | None, at: str) -> str:
    if count is None:
        return official("slip", "nothing")
    return official("slip", "entries", count=count) + "\n" + official("slip", "at", at=at)


def _standing(one: Handed) -> str:
    if one.confirmed is None:
        return official("slip", "no_receipt", shared=one.shared)
    if one.digest:
        return official("slip", "agreed", count=one.shared, digest=one.digest)
    return official("slip", "confirmed", shared=one.shared, confirmed=one.confirmed)


def _row(texts: list[str], hand: str = "body") -> Block:
    return Row([
        Cell([small(line, centred=True, hand=hand) for line in text.split("\n")], wide)
        for text, wide in zip(texts, WIDTHS, strict=True)
    ])  # fmt: skip


def _entry(place: str, value: str) -> Entries:
    return Entries([Entry(official("slip", place), value)])
