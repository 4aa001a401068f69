"""What a form offers to the hand when it is printed blank: ruled lines that fill its pages, choices to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.codes import code_list
from app.papers import style
from app.papers.block import Block
from app.papers.body import running
from app.papers.cells import Lines
from app.papers.ticks import Tick, Ticks
from app.papers.wording import LANGUAGE

if TYPE_CHECKING:
    from app.records import CaseFile


CELL = 24.0  # points, 8.5 mm


def text(case_file: CaseFile, told: str | None, empty: int, lines: int) -> list[Block]:
    """Running text; on a blank form at least so many lines and what is left of the page."""
    return ruled(lines) if case_file.by_hand else running(told, empty)


def ruled(lines: int, *, cell: bool = False) -> list[Block]:
    """Lines to write on, as many as the page has room for, but at least so many; closer in the cell of a table."""
    leading = CELL if cell else style.ENTRY.leading
    return [Lines(lines, leading, fills=True)]


def choices(codes: str, type_: style.Type = style.SMALL, *, top: bool = False) -> Block:
    """Every line of a code list with a box to tick; `top`: only its first level."""
    told = [one for one in code_list(codes).active() if not (top and one.parent)]
    return Ticks([Tick(one.label(LANGUAGE)) for one in told], type_.size, type_.leading)
