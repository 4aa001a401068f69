"""A trend in lines: a few series over the months, drawn with strokes alone so that it prints on anything."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import style
from app.papers.block import Block

if TYPE_CHECKING:
    from app.papers.pen import Pen

TALL, FOOT, HEAD, LEFT, MARK = 120.0, 26.0, 22.0, 34.0, 2.5
STEPS = 4
BESIDE = 2.5  # so far from one another two lines run that would hide each other
SIZE = style.FINE.size
Chart = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
DASHES = ("", "[5 2] 0 d", "[1 2] 0 d", "[7 2 1 2] 0 d")


@dataclass
class Trend(Block):
    """The picture of a chart, as wide as the page."""

    chart: Chart = ()

    def height(self, width: float) -> float:
        del width
        return TALL + FOOT + HEAD

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        floor, left, wide = top - HEAD - TALL, x + LEFT, width - LEFT - 20
        most = ceiling(self.chart)
        for step in range(STEPS + 1):
            y = floor + TALL * step / STEPS
            pen.rule(left, y, left + wide, y, 0.5 if step == 0 else 0.15)
            pen.say(str(most * step // STEPS), left - 4, y - SIZE / 3, SIZE, turn=1)
        at, hidden = x + LEFT, coinciding(self.chart)
        for number, (name, points) in enumerate(self.chart):
            dash = DASHES[number % len(DASHES)]
            lifted = hidden[number]
            places = [
                (px, py + BESIDE * over)
                for (px, py), over in zip(
                    _places(points, most, left, wide, floor), lifted, strict=True
                )
            ]
            _line(pen, places, dash)
            for (px, py), (_, value), over in zip(places, points, lifted, strict=True):
                pen.box(px - MARK / 2, py - MARK / 2, MARK, MARK)
                if not over:
                    pen.say(str(value), px, py + 4, SIZE - 1, turn=0.5)
            _line(pen, [(at, top - 8), (at + 26, top - 8)], dash)
            at = pen.say(name, at + 30, top - 11, SIZE) + 18
        for px, label in _labels(self.chart, left, wide):
            pen.say(label, px, floor - 14, SIZE - 1, turn=0.5)

    def texts(self) -> list[str]:
        return [name for name, _ in self.chart]


def ceiling(chart: Chart) -> int:
    """A round figure no smaller than any in the chart, that four divides."""
    most = max((value for _, points in chart for _, value in points), default=0)
    steps = (one * int(10**power) for power in range(12) for one in (1, 2, 5))
    return STEPS * next(step for step in steps if step * STEPS >= most)


def coinciding(chart: Chart) -> list[list[int]]:
    """At each point of each line: how many lines before it stand at the very same place and would hide it."""
    return [
        [
            sum(n < len(before) and before[n][1] == value for _, before in chart[:number])
            for n, (_, value) in enumerate(points)
        ]
        for number, (_, points) in enumerate(chart)
    ]


def labelled(many: int, every: int) -> set[int]:
    """Which of so many places have their label, every so manieth: the newest always."""
    return set(range(many - 1, -1, -max(every, 1)))


def _places(
    points: tuple[tuple[str, int], ...], most: int, left: float, wide: float, floor: float
) -> list[tuple[float, float]]:
    each = wide / max(len(points), 1)
    return [
        (left + each * (place + 0.5), floor + TALL * value / most)
        for place, (_, value) in enumerate(points)
    ]


def _labels(chart: Chart, left: float, wide: float) -> list[tuple[float, str]]:
    points = chart[0][1] if chart else ()
    each = wide / max(len(points), 1)
    shown = labelled(len(points), -(-len(points) // 12))
    return [
        (left + each * (place + 0.5), label)
        for place, (label, _) in enumerate(points)
        if place in shown
    ]


def _line(pen: Pen, places: list[tuple[float, float]], dash: str) -> None:
    if dash:
        pen.canvas.addLiteral(dash)
    for (x0, y0), (x1, y1) in itertools.pairwise(places):
        pen.rule(x0, y0, x1, y1, 1.1)
    if dash:
        pen.canvas.addLiteral("[] 0 d")
