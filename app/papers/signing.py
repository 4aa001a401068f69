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
HEAD = 24.0  # the label
DATED = 14.0
LONGEST = 120  # characters under a line to sign on: a name with its role; no whole letter
SEAL = 42 * MM  # the diameter of a committee's seal


@dataclass
class Signatures(Block):
    """A label and a place for each person, two side by side; `fingers` adds a frame for the fingerprint.

    `dated` leaves each a place for the day. The small name under a line says whose it is; nothing is
    signed for anybody.
    """

    label: str
    names: list[str]
    fingers: bool = False
    size: float = style.BODY.size
    across: int = 2
    dated: bool = False

    @property
    def _line(self) -> float:
        """How deep under the head of its row a line to sign on lies."""
        return FINGER[1] - 4 if self.fingers else 24

    def _rows(self) -> list[list[str]]:
        places = self.names or [""]
        return [places[at : at + self.across] for at in range(0, len(places), self.across)]

    def _name(self, name: str) -> Paragraph:
        told = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        return Paragraph(
            [Piece(told, "label")], style.UNDER.size, style.UNDER.leading, align="left"
        )

    def _told(self, width: float) -> float:
        """How wide a name under its line may be."""
        return width / self.across - 10 - (FINGER[0] + 8 if self.fingers else 0)

    def _tall(self, row: list[str], width: float) -> float:
        """A long name takes the lines it needs."""
        names = max(self._name(name).height(self._told(width)) for name in row)
        return self._line + max(20.0, names) + (DATED if self.dated else 0)

    def height(self, width: float) -> float:
        return HEAD + sum(self._tall(row, width) for row in self._rows())

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """A crowd signs on several pages, row by row, under the same label."""
        room -= HEAD
        fit = 0
        for row in self._rows():
            room -= self._tall(row, width)
            if room < 0:
                break
            fit += len(row)
        if not 0 < fit < len(self.names):
            return None
        rest = replace(self, names=self.names[fit:], before=0)
        return replace(self, names=self.names[:fit]), rest

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        Paragraph([Piece(self.label, "label")], self.size, HEAD).draw(pen, x, top, width)
        wide = width / self.across
        top -= HEAD
        for row in self._rows():
            for along, name in enumerate(row):
                self._place(pen, name, x + along * wide, top, wide)
            top -= self._tall(row, width)

    def _place(self, pen: Pen, name: str, x: float, top: float, width: float) -> None:
        right = x + width - 10
        foot = top - self._line
        if self.fingers:
            right -= FINGER[0]
            pen.box(right, top - FINGER[1] - 2, *FINGER, dashed=True)
            pen.say(official("sheet", "finger"), right + FINGER[0] / 2, top - 14, 8, turn=0.5)
            right -= 8
        pen.rule(x, foot, right, foot, 0.5)
        if name:
            self._name(name).draw(pen, x, foot - 2, right - x)
        if self.dated:
            day = Paragraph(_day(), style.FINE.size, 10, align="right")
            deep = max(10.0, self._name(name).height(right - x))
            day.draw(pen, x, foot - 6 - deep, right - x)

    def texts(self) -> list[str]:
        return [self.label, *self.names]


def _day() -> list[Piece]:
    """____年__月__日, to be written by hand."""
    units = (("year", 4), ("month", 3), ("day", 3))
    return [
        piece
        for unit, ems in units
        for piece in (Piece("", ruled=True, blank=ems), Piece(official("sheet", unit), "label"))
    ]


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
