"""A table with a head that is said again on every page; its rows are not cut, unless one fills most of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.papers.block import Block
from app.papers.cells import MOST, Row, cut_anywhere

if TYPE_CHECKING:
    from app.papers.pen import Pen


@dataclass
class Grid(Block):
    """A head and rows."""

    head: Row
    rows: list[Row]
    empty: Row | None = None  # of a table that fills its last page

    def filling(self, spare: float) -> Grid:
        """Empty rows to the end of the page."""
        if self.empty is None:
            return self
        return replace(self, rows=[*self.rows, *[self.empty] * int(spare // self.empty.least)])

    def height(self, width: float) -> float:
        return sum(row.height(width) for row in (self.head, *self.rows))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        room -= self.head.height(width)
        rows = list(self.rows)
        for number, row in enumerate(rows):
            tall = row.height(width)
            if tall > room + 0.01:
                parts = cut_anywhere(row, width, room) if tall > MOST else None
                head, tail = rows[:number], rows[number:]
                if parts:
                    head, tail = [*head, parts[0]], [parts[1], *tail[1:]]
                return self._divided(head, tail)
            room -= tall
        return None

    def _divided(self, head: list[Row], tail: list[Row]) -> tuple[Block, Block] | None:
        if not head or not tail:
            return None
        return replace(self, rows=head, fills=False), replace(self, rows=tail, before=0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for row in (self.head, *self.rows):
            row.draw(pen, x, top, width)
            top -= row.height(width)

    def texts(self) -> list[str]:
        return [text for row in (self.head, *self.rows) for text in row.texts()]
