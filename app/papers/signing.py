"""Places to sign: a line for the hand, a frame for the finger, room for the seal of the committee."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Piece
from app.papers.paragraph import Paragraph
from app.papers.wording import official

if TYPE_CHECKING:
    from app.papers.pen import Pen

MM = 72 / 25.4
FINGER = 15 * MM, 18 * MM  # a right forefinger, rolled
SEAL = 42 * MM  # the diameter of a committee's seal


@dataclass
class Signatures(Block):
    """A label and a place for each person, two side by side; `fingers` adds a frame for the fingerprint.

    The small name under a line says whose it is; nothing is signed for anybody.
    """

    label: str
    names: list[str]
    fingers: bool = False
    size: float = style.BODY.size
    across: int = 2

    @property
    def _tall(self) -> float:
        return FINGER[1] + 16 if self.fingers else 44

    def _rows(self) -> int:
        return -(-len(self._places()) // self.across)

    def _places(self) -> list[str]:
        return self.names or [""]

    def height(self, width: float) -> float:
        del width
        return 24 + self._rows() * self._tall

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """A crowd signs on several pages, row by row, under the same label."""
        del width
        fit = int((room - 24) // self._tall) * self.across
        if not 0 < fit < len(self.names):
            return None
        rest = replace(self, names=self.names[fit:], before=0)
        return replace(self, names=self.names[:fit]), rest

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        Paragraph([Piece(self.label, "label")], self.size, 24).draw(pen, x, top, width)
        wide = width / self.across
        for number, name in enumerate(self._places()):
            down, along = divmod(number, self.across)
            self._place(pen, name, x + along * wide, top - 24 - down * self._tall, wide)

    def _place(self, pen: Pen, name: str, x: float, top: float, width: float) -> None:
        right = x + width - 10
        foot = top - self._tall + 20
        if self.fingers:
            right -= FINGER[0]
            pen.box(right, top - FINGER[1] - 2, *FINGER, dashed=True)
            pen.say(official("sheet", "finger"), right + FINGER[0] / 2, top - 14, 8, turn=0.5)
            right -= 8
        pen.rule(x, foot, right, foot, 0.5)
        if name:
            small = Paragraph([Piece(name, "label")], 9, 10, align="left")
            small.draw(pen, x, foot - 2, right - x)

    def texts(self) -> list[str]:
        return [self.label, *self.names]


@dataclass
class Seal(Block):
    """Room for the seal, with the committee's name and the date it covers."""

    committee: str
    date: list[Piece]
    tall: float = SEAL
    size: float = style.BODY.size

    def height(self, width: float) -> float:
        name = Paragraph([Piece(self.committee)], self.size, 26)
        return max(self.tall, name.height(width) + 52)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        lines = [[Piece(self.committee)]] if self.committee else []
        lines += [[Piece(official("sheet", "seal"), "label")], self.date]
        blocks = [Paragraph(pieces, self.size, 26, align="center") for pieces in lines]
        depth = top - max(0.0, self.tall - sum(b.height(width) for b in blocks)) * 0.6
        for block in blocks:
            block.draw(pen, x, depth, width)
            depth -= block.height(width)

    def texts(self) -> list[str]:
        return [
            self.committee,
            official("sheet", "seal"),
            "".join(piece.text for piece in self.date),
        ]
