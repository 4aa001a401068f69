"""Draws set lines, rules and codes on a PDF page; remembers what has no glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.papers.breaking import Atom, Line, Piece, atoms_of, lines_of
from app.papers.fonts import Glyph

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BLACK = re.compile(b"\x01+")
_RULE_DEPTH = 0.2  # ems under the baseline


class Pen:
    """A canvas as papers use it: y grows upwards, all measures are points."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def line(self, line: Line, x: float, y: float, size: float) -> None:
        """One set line with its baseline at y."""
        text = _Runs(self.canvas, x, y, size)
        rules: list[tuple[float, float]] = []
        for atom, place in zip(line.atoms, line.places, strict=True):
            text.add(atom, place, line.spread)
            if atom.ruled:
                _stretch(rules, place, place + atom.width + line.spread)
            rules += _blanks(atom, place)
        text.end()
        for start, stop in rules:
            end = min(stop, max(line.width, start))
            depth = y - _RULE_DEPTH * size
            self.rule(x + start * size, depth, x + end * size, depth, 0.5)

    def say(self, text: str, x: float, y: float, size: float, *, turn: float = 0) -> float:
        """A short text on one line, held at its left (0), middle (0.5) or right (1); tells where it ends."""
        (atoms,) = atoms_of([Piece(text.replace("\n", " "), "label")])
        line = lines_of(atoms, 1e6, 1e6, justify=False)[0]
        start = x - line.width * size * turn
        self.line(line, start, y, size)
        return start + line.width * size

    @contextmanager
    def zoomed(self, x: float, y: float, times: float) -> Iterator[None]:
        """Meanwhile everything is drawn from x, y and so many times larger."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(times, times)
        yield
        self.canvas.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.75) -> None:
        """A straight stroke."""
        self.canvas.setLineWidth(thick)
        self.canvas.line(x0, y0, x1, y1)

    def box(self, x: float, y: float, wide: float, tall: float, *, dashed: bool = False) -> None:
        """A frame with its lower left corner at x, y."""
        self.canvas.setLineWidth(0.5 if dashed else 0.75)
        if dashed:
            self.canvas.setDash(2, 2)
        self.canvas.rect(x, y, wide, tall)
        if dashed:
            self.canvas.setDash()

    def squares(self, rows: tuple[bytes, ...], x: float, top: float, side: float) -> None:
        """A matrix of black and white squares as one path, `side` wide."""
        step = side / len(rows)
        runs = [
            f"{black.start()} {down} {black.end() - black.start()} 1 re"
            for down, row in enumerate(rows)
            for black in _BLACK.finditer(row)
        ]
        self.canvas.addLiteral(f"q {step:.5f} 0 0 {-step:.5f} {x:.3f} {top:.3f} cm")
        self.canvas.addLiteral("\n".join([*runs, "f Q"]))


def _stretch(rules: list[tuple[float, float]], start: float, end: float) -> None:
    if rules and start - rules[-1][1] < 0.6:
        rules[-1] = (rules[-1][0], end)
    else:
        rules.append((start, end))


def _blanks(atom: Atom, place: float) -> list[tuple[float, float]]:
    """Where a character has no glyph: a line to write it on."""
    found = []
    for shape in atom.glyphs:
        if shape.face is None:
            found.append((place + 0.06, place + shape.width - 0.06))
        place += shape.width
    return found


class _Runs:
    """Gathers glyphs that one PDF operator can show: same face, same space between."""

    def __init__(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        self.canvas, self.x, self.y, self.size = canvas, x, y, size
        self.text = canvas.beginText()
        self.face = ""
        self.space = 0.0
        self.chars: list[str] = []
        self.start = self.at = 0.0
        self.set_face = ""
        self.set_space = 0.0

    def add(self, atom: Atom, place: float, spread: float) -> None:
        inner = spread if len(atom.glyphs) == 1 else 0.0
        for shape in atom.glyphs:
            self._glyph(shape, place, inner)
            place += shape.width

    def _glyph(self, shape: Glyph, place: float, space: float) -> None:
        if not shape.face:
            return
        continues = abs(place - self.at) < 1e-4 and shape.face == self.face and space == self.space
        if not continues:
            self._show()
            self.face, self.space, self.start = shape.face, space, place
        self.chars.append(shape.char)
        self.at = place + shape.width + space

    def _show(self) -> None:
        if not self.chars:
            return
        if self.face != self.set_face:
            self.text.setFont(self.face, self.size)
            self.set_face = self.face
        if self.space != self.set_space:
            self.text.setCharSpace(self.space * self.size)
            self.set_space = self.space
        self.text.setTextOrigin(self.x + self.start * self.size, self.y)
        self.text.textOut("".join(self.chars))
        self.chars = []

    def end(self) -> None:
        self._show()
        if self.set_space:
            self.text.setCharSpace(0)
        self.canvas.drawText(self.text)
