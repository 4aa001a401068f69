"""A register or report on A4, upright or across: merged headings said again on every page, rows never cut.

The same listing of the same room gives the same bytes (domain 4.2: 宋体 16 bold above, 10 in the table).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Piece, atoms_of, lines_of
from app.papers.document import Document
from app.papers.listing_chart import Trend
from app.papers.listing_columns import Band, bands, width
from app.papers.listing_rows import Heads, Line, heads, line, nothing
from app.papers.listing_text import paragraphs
from app.papers.paragraph import Paragraph
from app.papers.sheet import TALL, WIDE
from app.papers.signing import MM
from app.papers.wording import official
from app.rules.listing import Listing

if TYPE_CHECKING:
    from app.papers.pen import Pen
    from app.records import Room

FORM = "listing"
LEFT, RIGHT, TOP, FOOT = (
    style.LISTING_MARGINS[side] * MM for side in ("left", "right", "top", "foot")
)
SIZE, LEADING = style.LISTING.size, style.LISTING.leading
FINE, LEAST = style.FINE.size, 6.5  # points: a long profile is set smaller, then ends with its line
SIGN = 24.0  # points above a line to sign on
ABOVE = 30  # characters: what is longer has a line of its own above the table


@dataclass
class Leaf:
    """One page: what stands on it from the top down."""

    blocks: list[Block] = field(default_factory=list)
    signed: bool = False


def draw(listing: Listing, room: Room | None) -> bytes:
    """The listing as a PDF; every page says whose it is."""
    size = (TALL, WIDE) if listing.landscape else (WIDE, TALL)
    wide, tall = size[0] - LEFT - RIGHT, size[1] - TOP - FOOT
    leaves = [leaf for leaf in _leaves(listing, wide, tall) if leaf.blocks or leaf.signed]
    document = Document(size)
    document.about(listing.title, room.committee or "" if room else "", listing.title)
    profile = profile_of(room)
    for number, leaf in enumerate(leaves, start=1):
        _page(document.pen, leaf, profile, size, listing.signs)
        foot = official(FORM, "page", page=number, pages=len(leaves))
        document.pen.say(foot, size[0] / 2, 9 * MM, FINE, turn=0.5)
        document.end_page()
    return document.content()


def profile_of(room: Room | None) -> str:
    """Whose listing it is: committee, room, brand, head, phone; on one line above every page."""
    if room is None:
        return ""
    named = [room.committee, room.room_name, room.brand]
    told = [
        official(FORM, place, name=text)
        for place, text in (("head", room.head_name), ("phone", room.phone))
        if text
    ]
    return "  ".join([" · ".join(name for name in named if name), *told]).strip()


def _leaves(listing: Listing, wide: float, tall: float) -> list[Leaf]:
    """Every part of the table over its pages; what follows the table stands under the last of them."""
    leaves: list[Leaf] = []
    parts = bands(listing, wide, SIZE, style.LISTING_PAD) if listing.columns else []
    for number, band in enumerate(parts):
        title = listing.title + (official(FORM, "part", part=number) if number else "")
        leaves += _part(listing, band, title, wide, tall)
    if not parts:
        leaves = [Leaf(_above(listing, listing.title))]
    waiting = _below(listing)
    while waiting:
        told = waiting.pop(0)
        if (
            told.keep
            and waiting
            and _used(leaves[-1], wide) + told.height(wide) + style.BODY.leading * 2 > tall
        ):
            leaves.append(Leaf())
        _put(leaves, told, wide, tall)
    if listing.signs:
        if _used(leaves[-1], wide) + SIGN + LEADING > tall:
            leaves.append(Leaf())
            _bring(leaves)
        leaves[-1].signed = True
    return leaves


def _part(listing: Listing, band: Band, title: str, wide: float, tall: float) -> list[Leaf]:
    """One part of the table over its pages, the headings on each."""
    head = heads(listing.columns, band)
    leaf = Leaf([*_above(listing, title), head])
    leaves, used = [leaf], _used(leaf, wide)
    rows = chain(
        (line(row, band, bold=listing.bold) for row in listing.rows),
        [line(listing.total, band, bold=True, total=True)] if listing.total else [],
    )
    if not listing.rows:
        none = nothing(official(FORM, "none"), band)
        leaf.blocks.append(none)
        used += none.height(wide)
    for row in rows:
        waiting: Block | None = row
        while waiting is not None:
            high = waiting.height(wide)
            if used + high <= tall + 0.01:
                leaves[-1].blocks.append(waiting)
                used, waiting = used + high, None
                continue
            fresh = head.height(wide)
            if used > fresh and leaves[-1].blocks[-1] is not head:
                leaves.append(Leaf([head]))
                used = fresh
                continue
            parts = waiting.split(wide, tall - used)
            leaves[-1].blocks.append(parts[0] if parts else waiting)
            waiting, used = (parts[1] if parts else None), tall
    return leaves


def _above(listing: Listing, title: str) -> list[Block]:
    """Title and what stands between it and the table."""
    told: list[Block] = [
        Paragraph(
            [Piece(title, "bold")], style.LISTING_TITLE, style.LISTING_TITLE * 1.6, align="center"
        )
    ]
    lines: list[list[str]] = [[]]
    for label, text in listing.above:
        said = official(FORM, "above", label=label, text=text) if label else text
        if len(text) > ABOVE:
            lines += [[said], []]
        else:
            lines[-1].append(said)
    told += [
        Paragraph([Piece("    ".join(line), "label")], SIZE, LEADING * 1.3, align="left")
        for line in lines
        if line
    ]
    return told


def _below(listing: Listing) -> list[Block]:
    chart: list[Block] = [Trend(listing.chart, before=10)] if listing.chart else []
    if not listing.columns:
        return [*paragraphs(listing.below), *chart]
    return chart + [
        Paragraph([Piece(text, "label")], SIZE, LEADING * 1.2, align="left", before=2)
        for text in listing.below
        if text
    ]


def _put(leaves: list[Leaf], block: Block, wide: float, tall: float) -> None:
    """A note below the table, on a page of its own where there is no room."""
    waiting: Block | None = block
    while waiting is not None:
        room = tall - _used(leaves[-1], wide) - waiting.before
        if waiting.height(wide) <= room:
            leaves[-1].blocks.append(waiting)
            return
        parts = waiting.split(wide, room)
        if parts:
            leaves[-1].blocks.append(parts[0])
        waiting = parts[1] if parts else waiting
        leaves.append(Leaf())


def _bring(leaves: list[Leaf]) -> None:
    """What stands last comes along, a row under its headings, so that no page holds signatures alone."""
    before = leaves[-2].blocks
    rows = [block for block in before if isinstance(block, Line)]
    last = before[-1]
    if last not in rows and not isinstance(last, Heads):
        leaves[-1].blocks.append(before.pop())
    elif len(rows) > 1:
        head = next(block for block in before if isinstance(block, Heads))
        leaves[-1].blocks += [head, before.pop()]


def _used(leaf: Leaf, wide: float) -> float:
    return sum(block.height(wide) + block.before for block in leaf.blocks)


def _page(pen: Pen, leaf: Leaf, profile: str, size: tuple[float, float], signs: list[str]) -> None:
    wide, top = size[0] - LEFT - RIGHT, size[1] - TOP
    if profile:
        fitting = max(FINE * min(1.0, wide / (width(profile) * FINE)), LEAST)
        line = lines_of(atoms_of([Piece(profile, "label")])[0], wide / fitting, 1e6, justify=False)[
            0
        ]
        pen.line(line, LEFT, size[1] - 11 * MM, fitting)
    for block in leaf.blocks:
        top -= block.before
        block.draw(pen, LEFT, top, wide)
        top -= block.height(wide)
    if leaf.signed:
        share = wide / len(signs)
        for at, label in enumerate(signs):
            end = LEFT + (at + 1) * share
            start = pen.say(official(FORM, "sign", label=label), end - share, top - SIGN, SIZE)
            pen.rule(start, top - SIGN - 2, end - 14, top - SIGN - 2, 0.5)
