"""The parts official forms are made of: bordered rows, underlined entries, lines to write on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block, Group
from app.papers.breaking import Piece
from app.papers.paragraph import Align, Paragraph

if TYPE_CHECKING:
    from app.papers.pen import Pen

PAD = 5.0
MOST = 330.0  # points; a taller row goes on overleaf, where a page of large type still holds it
NARROW, MOST_LINES = 1.2, 2  # ems and lines of a value beside others
SHORT = 12  # characters: a value of so few is not cut into lines
LEAST = 58.0  # four characters of a table and the white beside them


@dataclass
class Cell:
    """A part of a row: its width in points (0: what is left) and what stands in it."""

    blocks: list[Block]
    wide: float = 0
    middle: bool = True  # stands half-way up; otherwise begins at the top

    def tall(self, width: float) -> float:
        return Group(self.blocks).height(width - 2 * PAD) + 2 * PAD


@dataclass
class Row(Block):
    """A bordered row of a form. It is not cut, unless `grows` names the cell whose text may go on overleaf,

    or it would fill most of a page.
    """

    cells: list[Cell]
    least: float = 0
    grows: int = -1

    def filling(self, spare: float) -> Row:
        """Lines to write on in one of its cells grow with it."""
        takers = max(sum(b.fills for b in cell.blocks) for cell in self.cells)
        share = spare / max(takers, 1)
        cells = [
            replace(c, blocks=[b.filling(share) if b.fills else b for b in c.blocks])
            for c in self.cells
        ]
        return replace(self, cells=cells, least=0)

    def widths(self, width: float) -> list[float]:
        """Where the row is narrow the told widths give way: what is left keeps room for a few characters."""
        loose = sum(not cell.wide for cell in self.cells)
        told = sum(cell.wide for cell in self.cells)
        share = min(1.0, (width - loose * LEAST) / told) if told else 1.0
        left = width - told * share
        return [cell.wide * share or left / loose for cell in self.cells]

    def height(self, width: float) -> float:
        widths = self.widths(width)
        return max(self.least, *(c.tall(w) for c, w in zip(self.cells, widths, strict=True)))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        widths = self.widths(width)
        others = [
            cell.tall(wide)
            for i, (cell, wide) in enumerate(zip(self.cells, widths, strict=True))
            if i != self.grows
        ]
        if self.grows < 0 or any(tall > room for tall in others):
            return cut_anywhere(self, width, room) if max(others) > MOST else None
        cell, inner = self.cells[self.grows], widths[self.grows] - 2 * PAD
        parts = _divide(cell.blocks, inner, room - 2 * PAD)
        if parts is None:
            return None
        head, tail = (
            replace(self, cells=[replace(c) for c in self.cells], least=least, before=0)
            for least in (room, 0.0)
        )
        head.before = self.before
        head.cells[self.grows] = replace(cell, blocks=parts[0])
        tail.cells[self.grows] = replace(cell, blocks=parts[1])
        return head, tail

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width)
        for cell, wide in zip(self.cells, self.widths(width), strict=True):
            pen.box(x, top - tall, wide, tall)
            spare = tall - cell.tall(wide)
            Group(cell.blocks).draw(
                pen, x + PAD, top - PAD - (spare / 2 if cell.middle else 0), wide - 2 * PAD
            )
            x += wide

    def texts(self) -> list[str]:
        return [text for cell in self.cells for block in cell.blocks for text in block.texts()]


def cut_anywhere(row: Row, width: float, room: float) -> tuple[Row, Row] | None:
    """A row that no page could hold: the text of each cell goes on overleaf where it is too long."""
    heads: list[Cell] = []
    tails: list[Cell] = []
    for cell, wide in zip(row.cells, row.widths(width), strict=True):
        inner, free = wide - 2 * PAD, room - 2 * PAD
        whole = Group(cell.blocks).height(inner) <= free + 0.01
        parts = (cell.blocks, []) if whole else _divide(cell.blocks, inner, free)
        if parts is None:
            return None
        heads.append(replace(cell, blocks=parts[0]))
        tails.append(replace(cell, blocks=parts[1]))
    return replace(row, cells=heads, least=room), replace(row, cells=tails, least=0, before=0)


def _divide(
    blocks: list[Block], width: float, room: float
) -> tuple[list[Block], list[Block]] | None:
    """The blocks that fit into the room and those that go on."""
    for number, block in enumerate(blocks):
        room -= block.before
        tall = block.height(width)
        if tall > room + 0.01:
            parts = block.split(width, room)
            head, tail = (blocks[:number], blocks[number:])
            if parts:
                head, tail = [*head, parts[0]], [parts[1], *tail[1:]]
            return (head, tail) if head else None
        room -= tall
    return None


@dataclass
class Entry:
    """A label and what is written behind it on a line; `share` is its part of the width."""

    label: str
    value: str | list[Piece] = ""
    share: float = 1
    middle: bool = False

    @property
    def pieces(self) -> list[Piece]:
        return [Piece(self.value)] if isinstance(self.value, str) else self.value


@dataclass
class Entries(Block):
    """Labelled lines side by side, as official forms underline them. A long value takes more lines.

    Where one beside others would be squeezed, fewer of them share a line.
    """

    entries: list[Entry]
    size: float = style.ENTRY.size
    leading: float = style.ENTRY.leading
    gap: float = 10
    _only: Paragraph | None = field(default=None, repr=False)  # the part of a value gone overleaf

    def _parts(self, width: float, entries: list[Entry]) -> list[_Part]:
        whole = sum(entry.share for entry in entries)
        free = width - self.gap * (len(entries) - 1)
        found, x = [], 0.0
        for entry in entries:
            wide = free * entry.share / whole
            label = self._text([Piece(entry.label, "label")])
            told = label.lines(1e6)[0].width * self.size + 4
            value = self._only or self._text(entry.pieces, "center" if entry.middle else "left")
            found.append(_Part(x, x + wide, label, wide - told - 2, value))
            x += wide + self.gap
        return found

    def _text(self, pieces: list[Piece], align: Align = "left") -> Paragraph:
        return Paragraph(pieces, self.size, self.leading, align=align)

    def _rows(self, width: float) -> list[list[_Part]]:
        """All side by side; otherwise half of them, a third …, so that none is squeezed."""
        count = len(self.entries)
        for many in range(1, count):
            least = -(-count // many)
            rows = [
                self._parts(width, self.entries[at : at + least]) for at in range(0, count, least)
            ]
            if not any(part.squeezed(self.size) for row in rows for part in row):
                return rows
        return [self._parts(width, [entry]) for entry in self.entries]

    def height(self, width: float) -> float:
        return sum(_tall(row) for row in self._rows(width))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two of those that stand alone, or between two lines of one."""
        rows = self._rows(width)
        above = 0
        for row in rows[:-1]:
            room -= _tall(row)
            if room < -0.01:
                break
            above += len(row)
        if above:
            head, tail = self.entries[:above], self.entries[above:]
            return replace(self, entries=head), replace(self, entries=tail, before=0)
        return self._overleaf(rows[0][0], room) if len(self.entries) == 1 else None

    def _overleaf(self, part: _Part, room: float) -> tuple[Block, Block] | None:
        parts = part.value.split(part.wide, room, least=1)
        if parts is None:
            return None
        head, tail = (one for one in parts if isinstance(one, Paragraph))
        rest = [replace(self.entries[0], label="")]
        return replace(self, _only=head), replace(self, entries=rest, _only=tail, before=0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for row in self._rows(width):
            for part in row:
                part.label.draw(pen, x + part.start, top, width)
                end = x + part.end
                part.value.draw(pen, end - part.wide, top, part.wide)
                for line in range(1, round(part.value.height(part.wide) / self.leading) + 1):
                    depth = top - line * self.leading + (self.leading - self.size) / 2 - 2
                    pen.rule(end - part.wide - 2, depth, end, depth, 0.5)
            top -= _tall(row)

    def texts(self) -> list[str]:
        return [
            text
            for entry in self.entries
            for text in (entry.label, "".join(piece.text for piece in entry.pieces))
        ]


@dataclass(frozen=True)
class _Part:
    """One labelled line laid out: where it begins and ends, how wide its value may be."""

    start: float
    end: float
    label: Paragraph
    wide: float
    value: Paragraph

    def squeezed(self, size: float) -> bool:
        """Whether the value has no room beside the label, or stands in more lines than it should."""
        lines = self.value.lines(self.wide)
        most = 1 if sum(len(line.text) for line in lines) <= SHORT else MOST_LINES
        return self.wide < NARROW * size or len(lines) > most


def _tall(row: list[_Part]) -> float:
    return max(part.value.height(part.wide) for part in row)


@dataclass
class Lines(Block):
    """Empty ruled lines to be filled by hand."""

    count: int
    leading: float = style.ENTRY.leading

    def height(self, width: float) -> float:
        del width
        return self.count * self.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        del width
        fit = min(int((room + 0.01) // self.leading), self.count - 2)
        if fit < 2:
            return None
        return replace(self, count=fit), replace(self, count=self.count - fit, before=0)

    def filling(self, spare: float) -> Lines:
        return replace(self, count=self.count + int(spare // self.leading))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for line in range(1, self.count + 1):
            depth = top - line * self.leading + 5
            pen.rule(x, depth, x + width, depth, 0.5)
