"""A drawn paper as it lies on its pages: every character and every stroke with its place, read back from the PDF."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from app.codes import table
from app.papers import paper
from app.papers.fonts import clean
from app.papers.sheet import FEET, FOOT, FORM, LEFT, LETTER, RIGHT, TALL, TOP, WIDE, Drawn
from app.papers.signing import MM
from app.papers.ticks import STROKE
from app.records import CaseFile

SLACK = 1.2  # points: ink that swings out of its own square
LETTERS = ("transfer", "reply", "risk_report", "letter_out")
SIGNED_EACH = ("inquiry",)  # at the foot of every page


class Area(NamedTuple):
    """A rectangle in points; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, other: Area, slack: float = SLACK) -> bool:
        return (
            self.x0 - slack <= other.x0
            and self.y0 - slack <= other.y0
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def common(self, other: Area) -> tuple[float, float]:
        """How wide and how tall what both cover is; negative where they lie apart."""
        return (
            min(self.x1, other.x1) - max(self.x0, other.x0),
            min(self.y1, other.y1) - max(self.y0, other.y0),
        )

    @property
    def size(self) -> float:
        return (self.x1 - self.x0) * (self.y1 - self.y0)

    @property
    def middle(self) -> Area:
        x, y = (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2
        return Area(x, y, x, y)


@dataclass(frozen=True)
class Char:
    """One character and the square its ink fills."""

    text: str
    at: Area


@dataclass
class Leaf:
    """One page."""

    chars: list[Char] = field(default_factory=list)
    cells: list[Area] = field(default_factory=list)  # drawn as a whole frame
    rules: list[Area] = field(default_factory=list)  # straight strokes
    codes: list[Area] = field(default_factory=list)  # filled: the code of the page

    def cell_of(self, char: Char) -> Area | None:
        """The smallest frame round the middle of a character."""
        x, y = char.at.middle[:2]
        around = [c for c in self.cells if c.x0 <= x <= c.x1 and c.y0 <= y <= c.y1]
        return min(around, key=lambda cell: cell.size, default=None)


@dataclass(frozen=True)
class Sheets:
    """A paper to be drawn: from which case file, for which entry, in which size."""

    story: str
    key: str
    which: str | None
    large: bool


def laid(one: Sheets, case_file: CaseFile) -> tuple[Drawn, list[Leaf]]:
    """A paper drawn, and its pages."""
    out = io.BytesIO()
    drawn = paper(one.key).draw(case_file, out, which=one.which, large=one.large)
    return drawn, leaves(out.getvalue())


def leaves(pdf: bytes) -> list[Leaf]:
    document = pypdfium2.PdfDocument(pdf)
    return [_leaf(page) for page in document]


def _leaf(page: pypdfium2.PdfPage) -> Leaf:
    leaf = Leaf(chars=list(_chars(page)))
    for thing in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        area = Area(*thing.get_bounds())
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, mode, stroked)
        if not stroked.value:
            leaf.codes.append(area)
        elif raw.FPDFPath_CountSegments(thing) > 2:
            leaf.cells.append(area)
        else:
            leaf.rules.append(area)
    return leaf


def _chars(page: pypdfium2.PdfPage) -> Iterator[Char]:
    text = page.get_textpage()
    high = ""
    for place in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, place))
        if "\ud800" <= char <= "\udbff":
            high = char
            continue
        if high:
            char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16")
            high = ""
        if char.isspace() or raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        left, low, right, top = text.get_charbox(place)
        yield Char(char, Area(left, low, right, top))


def body_of(key: str) -> Area:
    """Where the text of a paper may stand."""
    frame = LETTER if key in LETTERS else FORM
    foot = frame.foot + (FEET if key in SIGNED_EACH else 0)
    return Area(frame.left, foot, WIDE - frame.right, TALL - frame.top)


def flows(leaves: list[Leaf], key: str) -> list[str]:
    """All that stands between head and foot in the order it was drawn; and each column from page to page.

    A table says its labels again on every page: they are no part of what goes on overleaf in a column.
    """
    area = body_of(key)
    labels = {
        _bare(told) for told in table(f"papers/forms/{key}").values() if isinstance(told, str)
    }
    whole: list[str] = []
    columns: dict[tuple[int, int], list[str]] = defaultdict(list)
    for leaf in leaves:
        cells: dict[Area, str] = {}
        for char in leaf.chars:
            if area.holds(char.at.middle, 2):
                whole.append(char.text)
                cell = leaf.cell_of(char)
                if cell:
                    cells[cell] = cells.get(cell, "") + char.text
        for cell, told in cells.items():
            if told not in labels:
                columns[round(cell.x0), round(cell.x1)].append(told)
    return ["".join(whole), *("".join(told) for told in columns.values())]


def lacking(facts: Iterable[str], leaves: list[Leaf], key: str) -> list[str]:
    """Facts that do not come back whole and in one piece."""
    told = flows(leaves, key)
    return [fact for fact in facts if not any(_bare(fact) in flow for flow in told)]


def _bare(text: str) -> str:
    return "".join(clean(text).split())


def faults(leaves: list[Leaf], key: str) -> list[str]:
    """Everything that lies where it must not, a sentence each."""
    found: list[str] = []
    for number, leaf in enumerate(leaves, start=1):
        found += [f"page {number}: {told}" for told in _faults(leaf, key)]
    return found


def _faults(leaf: Leaf, key: str) -> Iterator[str]:
    yield from _beyond(leaf, key)
    yield from _out_of_cells(leaf)
    yield from _on_each_other(leaf)
    yield from _struck(leaf)
    yield from _crossing(leaf.cells)


HEAD = Area(LEFT, TALL - TOP, WIDE - RIGHT, TALL - 6 * MM)
BOTTOM = Area(LEFT, 10 * MM, WIDE - RIGHT, FOOT + FEET)


def _beyond(leaf: Leaf, key: str) -> Iterator[str]:
    """Text outside of the body, the head and the foot; text on the code; frames over the edge."""
    areas = (body_of(key), HEAD, BOTTOM)
    for char in leaf.chars:
        if not any(area.holds(char.at, 2) for area in areas):
            yield f"{char.text} beyond the margins at {_at(char.at)}"
        if any(min(code.common(char.at)) > 0 for code in leaf.codes):
            yield f"{char.text} on the code"
    for cell in (*leaf.cells, *leaf.rules):
        if not any(area.holds(cell, 2) for area in areas):
            yield f"a stroke beyond the margins at {_at(cell)}"


def _out_of_cells(leaf: Leaf) -> Iterator[str]:
    for char in leaf.chars:
        cell = leaf.cell_of(char)
        if cell and not cell.holds(char.at) and char.text != STROKE:
            yield f"{char.text} out of its cell at {_at(char.at)}"


def _on_each_other(leaf: Leaf) -> Iterator[str]:
    """Two characters of which one covers a good part of the other."""
    near: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for char in leaf.chars:
        left, low, right, high = char.at
        x, y = int(left // 40), int(low // 40)
        seen: set[int] = set()
        for across in (x - 1, x, x + 1):
            for down in (y - 1, y, y + 1):
                for other in near[across, down]:
                    x0, y0, x1, y1 = other.at
                    if x0 >= right or left >= x1 or y0 >= high or low >= y1:
                        continue  # lie apart, as nearly all do
                    wide, tall = char.at.common(other.at)
                    least = min(char.at.size, other.at.size)
                    if wide * tall > 0.2 * least and id(other) not in seen:
                        seen.add(id(other))
                        yield f"{char.text} on {other.text} at {_at(char.at)}"
        near[x, y].append(char)


def _struck(leaf: Leaf) -> Iterator[str]:
    """A level stroke, or the side of a frame, through the middle of a character."""
    inner = [(char, _inner(char.at)) for char in leaf.chars]
    for rule in [*leaf.rules, *(side for cell in leaf.cells for side in _sides(cell))]:
        left, low, right, high = rule
        for char, (x0, y0, x1, y1) in inner:
            if x0 >= right or left >= x1 or y0 >= high or low >= y1:
                continue  # lie apart, as nearly all do
            if min(rule.common(Area(x0, y0, x1, y1))) > 0:
                yield f"a stroke through {char.text} at {_at(char.at)}"


def _inner(at: Area) -> Area:
    """The middle of a character, where nothing may pass."""
    quarter = 0.25 * (at.y1 - at.y0)
    return Area(at.x0 + 1, at.y0 + quarter, at.x1 - 1, at.y1 - quarter)


def _sides(cell: Area) -> list[Area]:
    return [
        Area(cell.x0, cell.y0, cell.x1, cell.y0 + 0.5),
        Area(cell.x0, cell.y1 - 0.5, cell.x1, cell.y1),
        Area(cell.x0, cell.y0, cell.x0 + 0.5, cell.y1),
        Area(cell.x1 - 0.5, cell.y0, cell.x1, cell.y1),
    ]


def _crossing(cells: list[Area]) -> Iterator[str]:
    """Two frames that cover a part of each other, neither within the other."""
    for number, cell in enumerate(cells):
        for other in cells[:number]:
            apart = min(cell.common(other)) < SLACK + 0.8
            if not apart and not cell.holds(other) and not other.holds(cell):
                yield f"frames cross at {_at(cell)} and {_at(other)}"


def _at(area: Area) -> str:
    return f"({area.x0:.0f}, {area.y0:.0f}, {area.x1:.0f}, {area.y1:.0f})"
