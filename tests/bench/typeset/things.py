"""What a sheet says, told to other programs: text, tables and white, with the sizes our own forms have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.papers import style
from app.papers.block import Beside, Block, Gap, Group
from app.papers.breaking import Piece
from app.papers.cells import Entries, Lines, Row
from app.papers.cut_off import CutLine
from app.papers.grid import Grid
from app.papers.identity import Place
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import FINGER, Seal, Signatures
from app.papers.ticks import STROKE, Ticks
from app.papers.wording import official


@dataclass
class Text:
    """A paragraph; a piece is its text, its hand and whether a line stands under it."""

    pieces: list[tuple[str, str, bool]]
    size: float
    leading: float
    align: str = "left"
    indent: float = 0.0  # ems
    before: float = 0.0


@dataclass
class White:
    tall: float


@dataclass
class Cell:
    things: list[Thing] = field(default_factory=list)
    lined: bool = False  # a line at its foot


@dataclass
class Table:
    widths: list[float]
    rows: list[list[Cell]]
    bordered: bool
    least: float = 0.0  # height of a row


Thing = Text | White | Table


def things(sheet: Sheet) -> list[Thing]:
    """All of a sheet, in order."""
    return _all(sheet.blocks, sheet.frame.wide)


def _all(blocks: list[Any], width: float) -> list[Thing]:
    found: list[Thing] = []
    for block in blocks:
        if block.before:
            found.append(White(block.before))
        for thing in _told(block, width):
            last = found[-1] if found else None
            alike = isinstance(last, Table) and isinstance(thing, Table) and last.bordered
            if alike and thing.bordered and last.widths == thing.widths:
                last.rows += thing.rows
            else:
                found.append(thing)
    return found


def _told(block: Block, width: float) -> list[Thing]:
    if isinstance(block, Paragraph):
        return [_text(block)]
    if isinstance(block, Group):
        return _all(block.blocks, width)
    if isinstance(block, Gap):
        return [White(block.tall)]
    if isinstance(block, Lines):
        lines = [[Cell([White(block.leading)], lined=True)] for _ in range(block.count)]
        return [Table([width], lines, bordered=False)]
    if isinstance(block, Row | Grid):
        rows = [block] if isinstance(block, Row) else [block.head, *block.rows]
        return _all_rows(rows, width)
    if isinstance(block, Beside):
        wide = [width * block.share, width * (1 - block.share)]
        cells = [
            Cell(_told(one, w)) for one, w in zip((block.left, block.right), wide, strict=True)
        ]
        return [Table(wide, [cells], bordered=False)]
    if isinstance(block, Entries):
        return _entries(block, width)
    if isinstance(block, Signatures):
        return _signatures(block, width)
    return _others(block, width)


def _others(block: Block, width: float) -> list[Thing]:
    if isinstance(block, Seal):
        texts = [text for text in block.texts() if text]
        lines = [Text([(text, "body", False)], block.size, 26, "center") for text in texts]
        return [White(max(0.0, block.tall - 26 * len(lines)) * 0.6), *lines]
    if isinstance(block, Ticks):
        return [
            Text([((STROKE if one.chosen else "□") + one.text, "body", False)], block.size, block.leading)
            for one in block.choices
        ]  # fmt: skip
    if isinstance(block, Place):
        caption = Text([(block.caption, "label", False)], style.FINE.size, 12, "center")
        return [Table([block.wide or width], [[Cell([caption])]], bordered=True, least=block.tall)]
    if isinstance(block, CutLine):
        return [Text([(block.told, "label", False)], 8, 22, "center")]
    raise TypeError(f"{type(block).__name__} is not known here")


def _text(block: Paragraph) -> Text:
    pieces = [_piece(one) for one in block.pieces]
    return Text(pieces, block.size, block.leading, block.align, block.indent)


def _piece(one: Piece) -> tuple[str, str, bool]:
    if one.blank and not one.text:
        return "\u3000" * round(one.blank), one.hand, True
    return one.text, one.hand, one.ruled


def _all_rows(rows: list[Row], width: float) -> list[Thing]:
    found: list[Thing] = []
    for row in rows:
        widths = row.widths(width)
        cells = [Cell(_all(one.blocks, w)) for one, w in zip(row.cells, widths, strict=True)]
        if found and isinstance(found[-1], Table) and found[-1].widths == widths:
            found[-1].rows.append(cells)
        else:
            found.append(Table(widths, [cells], bordered=True, least=row.least))
    return found


def _entries(block: Entries, width: float) -> list[Thing]:
    found: list[Thing] = []
    for row in block._rows(width):
        widths, cells = [], []
        for part in row:
            widths += [part.end - part.start - part.wide, part.wide]
            cells += [Cell([_text(part.label)]), Cell([_text(part.value)], lined=True)]
        found.append(Table(widths, [cells], bordered=False))
    return found


def _signatures(block: Signatures, width: float) -> list[Thing]:
    label = Text([(block.label, "label", False)], block.size, 24)
    names = block.names or [""]
    rows = []
    for at in range(0, len(names), block.across):
        part = names[at : at + block.across]
        part += [""] * (block.across - len(part))
        rows.append([_place(block, name) for name in part])
    return [label, Table([width / block.across] * block.across, rows, bordered=False)]


def _place(block: Signatures, name: str) -> Cell:
    found: list[Thing] = [White(FINGER[1] - 18 if block.fingers else 10)]
    if block.fingers:
        found.append(Text([(official("sheet", "finger"), "label", False)], 8, 14, "right"))
    found.append(Table([1], [[Cell([White(4)], lined=True)]], bordered=False))
    found.append(Text([(name, "label", False)], style.FINE.size, 10))
    return Cell(found)
