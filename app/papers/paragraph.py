"""A Chinese paragraph: set in lines, drawn, divided over pages. What a person typed is always literal text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Line, Piece, atoms_of, lines_of

if TYPE_CHECKING:
    from app.papers.pen import Pen

Align = Literal["justify", "left", "center", "right"]
_TURN = {"justify": 0.0, "left": 0.0, "center": 0.5, "right": 1.0}


@dataclass
class Paragraph(Block):
    """Text in one size. Indents are in ems, sizes and spaces in points."""

    pieces: list[Piece]
    size: float = style.BODY.size
    leading: float = style.BODY.leading
    indent: float = 0
    align: Align = "justify"
    hang: float = 0  # indent of every line but the first
    _set: dict[float, list[Line]] = field(default_factory=dict, repr=False)
    _only: list[Line] | None = field(default=None, repr=False)  # the part of a divided paragraph

    def lines(self, width: float) -> list[Line]:
        """The lines for a width in points."""
        if self._only is not None:
            return self._only
        if width not in self._set:
            self._set[width] = self._lines(width / self.size)
        return self._set[width]

    def _lines(self, ems: float) -> list[Line]:
        found: list[Line] = []
        for atoms in atoms_of(self.pieces):
            widths = ems - self.indent, ems - self.hang
            part = lines_of(atoms, *widths, justify=self.align == "justify")
            for number, line in enumerate(part):
                line.shift = self.hang if number else self.indent
            found += part
        return found

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.leading

    def split(self, width: float, room: float, least: int = 2) -> tuple[Block, Block] | None:
        """Never a single line alone at the foot or the head of a page."""
        lines = self.lines(width)
        fit = min(int((room + 0.01) // self.leading), len(lines) - least)
        if fit < least:
            return None
        return replace(self, _only=lines[:fit]), replace(self, _only=lines[fit:], before=0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        baseline = top - (self.leading + self.size * 0.76) / 2
        for line in self.lines(width):
            white = width - (line.shift + line.width) * self.size
            shift = line.shift * self.size + white * _TURN[self.align]
            pen.line(line, x + shift, baseline, self.size)
            baseline -= self.leading

    def texts(self) -> list[str]:
        return ["".join(piece.text for piece in self.pieces)]
