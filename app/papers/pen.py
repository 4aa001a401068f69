"""Draws set lines, rules and codes on a PDF page; remembers what has no glyph.

The operators are written out here (PDF 32000-1, 8.4 and 9.4): reportlab's own text objects ask for every piece
how wide it is and which font comes before it, and a page has hundreds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.papers.breaking import Line, Piece, atoms_of, lines_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BLACK = re.compile(b"\x01+")
_RULE_DEPTH = 0.2  # ems under the baseline
_SAME = 1e-4  # ems
_DASHED = "[2 2] 0 d {} [] 0 d"


class Pen:
    """A canvas as papers use it: y grows upwards, all measures are points."""

    def __init__(self, canvas: Canvas) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        self.canvas = canvas
        inner: Any = canvas
        self._document = inner._doc  # noqa: SLF001  the characters of a font are numbered by document
        self._font: Callable[[str], Any] = getFont

    def line(self, line: Line, x: float, y: float, size: float) -> None:
        """One set line with its baseline at y."""
        told = ["BT 1 0 0 1 0 0 Tm"]  # some readers would go on from the last line otherwise
        last_face, last_space = "", 0.0
        for face, space, start, text in _runs(line):
            if face != last_face:
                font = self._font(face)
                told.append(f"{font.getSubsetInternalName(0, self._document)} {size:g} Tf")
                last_face = face
            if space != last_space:
                told.append(f"{space * size:.4f} Tc")
                last_space = space
            codes: bytes = font.splitString(text, self._document)[0][1]
            told.append(f"1 0 0 1 {x + start * size:.2f} {y:.2f} Tm <{codes.hex()}> Tj")
        if last_face:
            told.append("0 Tc ET" if last_space else "ET")
            self.canvas.addLiteral(" ".join(told))
        self._underline(line, x, y - _RULE_DEPTH * size, size)

    def _underline(self, line: Line, x: float, y: float, size: float) -> None:
        """What is ruled, and a line to write on where a character has no glyph."""
        rules: list[tuple[float, float]] = []
        for atom, place in zip(line.atoms, line.places, strict=True):
            if atom.ruled:
                _stretch(rules, place, place + atom.width + line.spread)
            rules += [
                (place + at + 0.06, place + at + wide - 0.06)
                for face, _, at, wide in atom.runs
                if face is None
            ]
        for start, stop in rules:
            end = min(stop, max(line.width, start))
            self.rule(x + start * size, y, x + end * size, y, 0.5)

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
        self.canvas.addLiteral(f"{thick:g} w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def box(self, x: float, y: float, wide: float, tall: float, *, dashed: bool = False) -> None:
        """A frame with its lower left corner at x, y."""
        frame = f"{0.5 if dashed else 0.75} w {x:.2f} {y:.2f} {wide:.2f} {tall:.2f} re S"
        self.canvas.addLiteral(_DASHED.format(frame) if dashed else frame)

    def picture(self, jpeg: bytes, x: float, y: float, wide: float, tall: float) -> None:
        """A photo within a frame, whole and in its middle."""
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(
            ImageReader(io.BytesIO(jpeg)), x, y, wide, tall, preserveAspectRatio=True
        )

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


def _runs(line: Line) -> Iterator[tuple[str, float, float, str]]:
    """What one operator can show: its face, the space after each character, its place, its characters."""
    face, space, start, at = "", 0.0, 0.0, 0.0
    chars: list[str] = []
    for atom, place in zip(line.atoms, line.places, strict=True):
        inner = line.spread if len(atom.glyphs) == 1 else 0.0
        for own, text, offset, width in atom.runs:
            if not own:
                continue
            here = place + offset
            if own != face or inner != space or not -_SAME < here - at < _SAME:
                if chars:
                    yield face, space, start, "".join(chars)
                face, space, start, chars = own, inner, here, []
            chars.append(text)
            at = here + width + inner
    if chars:
        yield face, space, start, "".join(chars)
