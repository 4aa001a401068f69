"""卷内目录: what the volume holds and where, filled in by itself (domain 2.0: 序号 / 文书名称 / 页号 / 备注)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers.body import small
from app.papers.cells import Cell, Row
from app.papers.grid import Grid
from app.papers.sheet import Sheet
from app.papers.volume import plan
from app.papers.wording import official

if TYPE_CHECKING:
    from app.records import CaseFile

WIDTHS = (42.0, 0.0, 64.0, 116.0)  # points; what is 0 takes what is left
LEAST = 30.0


@dataclass(frozen=True)
class Line:
    """One line of the list; 0 as page: not bound yet, to be filled in by hand."""

    title: str
    first: int = 0
    last: int = 0
    remark: str = ""

    @property
    def pages(self) -> str:
        if not self.first:
            return ""
        if self.first == self.last:
            return str(self.first)
        return official("contents", "pages", first=self.first, last=self.last)


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    """The list before binding: the page numbers are left to be written."""
    del which
    return sheet(case_file, [Line(piece.title) for piece in plan(case_file).pieces])


def sheet(case_file: CaseFile, lines: list[Line]) -> Sheet:
    """The list over as many pages as it needs, its head on each, ruled to the end of the last."""
    made = Sheet(
        "contents", official("contents", "title"), file_no=case_file.case.file_no or "",
        coded=False, framed=False,
    )  # fmt: skip
    made.heading()
    made.space(16)
    head = _row(
        [official("contents", place) for place in ("number", "name", "page", "remark")], "label"
    )
    rows = [
        _row([str(number), line.title, line.pages, line.remark])
        for number, line in enumerate(lines, start=1)
    ]
    empty = _row([""] * 4)
    made.add(Grid(head, rows or [empty], empty, fills=True))
    return made


def _row(texts: list[str], hand: str = "body") -> Row:
    cells = [
        Cell([small(text, centred=place != 1 or hand == "label", hand=hand)], wide)
        for place, (text, wide) in enumerate(zip(texts, WIDTHS, strict=True))
    ]
    return Row(cells, least=LEAST)
