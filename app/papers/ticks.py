"""What is ticked on a form: a box before each choice, drawn, with a stroke in those that were chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph

if TYPE_CHECKING:
    from app.papers.pen import Pen

STROKE = "√"
_GAP = 1.0  # ems between two choices on a line


@dataclass(frozen=True)
class Tick:
    """One choice."""

    text: str
    chosen: bool = False


@dataclass
class Ticks(Block):
    """Choices side by side, those too long for the rest of a line on the next; `each` gives every one its own."""

    choices: list[Tick]
    size: float = style.SMALL.size
    leading: float = style.SMALL.leading
    each: bool = False

    def _words(self, choice: Tick) -> Paragraph:
        return Paragraph([Piece(choice.text)], self.size, self.leading, align="left")

    def _rows(self, width: float) -> list[list[tuple[float, Tick]]]:
        """The choices of each line with the place where each begins."""
        rows: list[list[tuple[float, Tick]]] = []
        x = 0.0
        for choice in self.choices:
            wide = self._words(choice).lines(1e6)[0].width * self.size + self._box
            if not rows or self.each or x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, choice))
            x += wide + _GAP * self.size
        return rows

    @property
    def _box(self) -> float:
        return self.size * 1.3

    def _tall(self, row: list[tuple[float, Tick]], width: float) -> float:
        return max(self._words(choice).height(width - self._box) for _, choice in row)

    def height(self, width: float) -> float:
        return sum(self._tall(row, width) for row in self._rows(width))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two lines."""
        fit = 0
        for row in self._rows(width):
            room -= self._tall(row, width)
            if room < 0:
                break
            fit += len(row)
        if not 0 < fit < len(self.choices):
            return None
        head, tail = self.choices[:fit], self.choices[fit:]
        return replace(self, choices=head), replace(self, choices=tail, before=0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        side = self.size * 0.85
        for row in self._rows(width):
            for place, choice in row:
                foot = top - (self.leading + side) / 2
                pen.box(x + place, foot, side, side)
                if choice.chosen:
                    pen.say(STROKE, x + place + side / 2, foot + side * 0.15, self.size, turn=0.5)
                self._words(choice).draw(pen, x + place + self._box, top, width - self._box)
            top -= self._tall(row, width)

    def texts(self) -> list[str]:
        return [(STROKE if choice.chosen else "") + choice.text for choice in self.choices]
