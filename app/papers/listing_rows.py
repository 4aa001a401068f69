"""Rows of a printed listing: cells in a box each, and headings of which groups share one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block
from app.papers.breaking import Piece
from app.papers.listing_columns import SHORT, Band, is_figure, said
from app.papers.paragraph import Align, Paragraph
from app.rules.listing import Column, Value

if TYPE_CHECKING:
    from app.papers.pen import Pen

PAD = style.LISTING_PAD
SIZE, LEADING = style.LISTING.size, style.LISTING.leading


@dataclass
class Line(Block):
    """One row; its height is that of its longest cell."""

    cells: list[Paragraph]
    widths: tuple[float, ...]
    _tall: float = field(default=0.0, repr=False)

    def height(self, width: float) -> float:
        del width
        if not self._tall:
            told = zip(self.cells, self.widths, strict=True)
            tallest = max(cell.height(wide - 2 * PAD) for cell, wide in told)
            self._tall = max(tallest + 2 * PAD, style.LISTING_LEAST)
        return self._tall

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Only of a row that no page could hold: each cell goes on overleaf."""
        del width
        heads: list[Paragraph] = []
        tails: list[Paragraph] = []
        for cell, wide in zip(self.cells, self.widths, strict=True):
            lines = cell.lines(wide - 2 * PAD)
            fit = max(1, int((room - 2 * PAD) // LEADING))
            heads.append(replace(cell, _only=lines[:fit]))
            tails.append(replace(cell, _only=lines[fit:]))
        if not any(cell.lines(0) for cell in tails):
            return None
        return Line(heads, self.widths), Line(tails, self.widths)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width)
        for cell, wide in zip(self.cells, self.widths, strict=True):
            _boxed(pen, cell, x, top, wide, tall)
            x += wide

    def texts(self) -> list[str]:
        return [text for cell in self.cells for text in cell.texts()]


@dataclass
class Heads(Block):
    """The headings: groups over their columns, a unit row below where a column has one."""

    cells: list[_Spot]
    levels: list[float]

    def height(self, width: float) -> float:
        del width
        return sum(self.levels)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        del width
        for spot in self.cells:
            above = sum(self.levels[: spot.level])
            tall = sum(self.levels[spot.level : spot.level + spot.deep])
            _boxed(pen, spot.told, x + spot.left, top - above, spot.wide, tall)

    def texts(self) -> list[str]:
        return [text for spot in self.cells for text in spot.told.texts()]


@dataclass
class _Spot:
    """One heading: where it begins, how wide it is, over how many levels it stands."""

    told: Paragraph
    left: float
    wide: float
    level: int
    deep: int


def line(values: Sequence[Value], band: Band, *, bold: bool, total: bool = False) -> Line:
    """A row of a band; figures and columns of short texts stand in the middle, other text at the left."""
    told = [
        _cell(values[at], bold=bold, left=_left(values[at], at, band, total)) for at in band.columns
    ]
    return Line(told, band.widths)


def _left(value: Value, at: int, band: Band, total: bool) -> bool:  # noqa: FBT001  one of a row's kinds
    """Whether a text begins at the left; what a sum is called stands in the middle."""
    return len(said(value)) > SHORT if total else at in band.flush or not at


def nothing(text: str, band: Band) -> Line:
    """The one row of a table without rows, across all its columns."""
    return Line([_told(text, "label", "center")], (sum(band.widths),))


def heads(columns: Sequence[Column], band: Band) -> Heads:
    """The headings of a band, merged where neighbours have the same one."""
    chosen = [columns[at] for at in band.columns]
    units = any(column.unit for column in chosen)
    deep = max(len(column.groups) for column in chosen) + 1
    found: list[_Spot] = []
    for level in range(deep):
        at = 0
        while at < len(chosen):
            end = at + 1
            column, left = chosen[at], sum(band.widths[:at])
            if level < len(column.groups):
                same = column.groups[: level + 1]
                while end < len(chosen) and chosen[end].groups[: level + 1] == same:
                    end += 1
                found.append(_spot(column.groups[level], left, sum(band.widths[at:end]), level, 1))
            elif level == len(column.groups):
                span = deep - level + (units and not column.unit)
                found.append(_spot(column.label, left, band.widths[at], level, span))
            at = end
    found += [
        _spot(column.unit, sum(band.widths[:at]), band.widths[at], deep, 1)
        for at, column in enumerate(chosen)
        if column.unit
    ]
    return Heads(found, _levels(found, deep + units))


def _levels(spots: list[_Spot], count: int) -> list[float]:
    """How tall each level is, so that every heading has room over the levels it stands on."""
    levels = [style.LISTING_LEAST] * count
    for spot in sorted(spots, key=lambda one: one.deep):
        wants = spot.told.height(spot.wide - 2 * PAD) + 2 * PAD
        has = sum(levels[spot.level : spot.level + spot.deep])
        if wants > has:
            levels[spot.level + spot.deep - 1] += wants - has
    return levels


def _spot(text: str, left: float, wide: float, level: int, deep: int) -> _Spot:
    return _Spot(_told(text, "bold", "center"), left, wide, level, deep)


def _cell(value: Value, *, bold: bool, left: bool) -> Paragraph:
    text = said(value)
    align: Align = "center"
    if isinstance(value, Decimal):
        align = "right"
    elif left and isinstance(value, str) and not is_figure(text):
        align = "left"
    return _told(text, "bold" if bold else "label", align)


def _told(text: str, hand: str, align: Align) -> Paragraph:
    return Paragraph([Piece(text, hand)], SIZE, LEADING, align=align)


def _boxed(pen: Pen, told: Paragraph, x: float, top: float, wide: float, tall: float) -> None:
    """A text half-way up its box."""
    pen.box(x, top - tall, wide, tall)
    inner = wide - 2 * PAD
    spare = tall - told.height(inner)
    told.draw(pen, x + PAD, top - spare / 2, inner)
