"""One table of a sheet: its cells as they are meant, merged and ditto cells filled, formulas known."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from app.desk.ledger.columns import Column, Layout
from app.desk.ledger.days import Years, read_day
from app.desk.ledger.places import column_letter, plain, shown
from app.desk.ledger.reading import Doubt, Remark
from app.desk.ledger.workbook import Cell, Sheet, Stamp

_DITTO = {"同上", "〃", "″", '"', "''", "“", "”", "上同", "同前", "ditto", "〞", "々"}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_JOINING = ("row.number", "case.file_no", "case.summary", "case.accepted_on")


@dataclass
class Notes:
    """Collects the doubts of one row at their places."""

    sheet: str
    row: int
    found: list[Doubt] = field(default_factory=list)

    def add(
        self, remark: Remark, column: Column | None = None, raw: str = "", taken: str = ""
    ) -> None:
        letter, heading = (column.letter, column.heading) if column else ("", "")
        doubt = Doubt(self.sheet, self.row, letter, heading, raw, remark.key, remark.facts, taken)
        if doubt not in self.found:
            self.found.append(doubt)

    def tell(self, key: str, **facts: str) -> None:
        """A doubt about the row as a whole."""
        self.add(Remark(key, facts))


class Table:
    """A sheet seen through a layout; asks for cells by row and target."""

    def __init__(
        self, sheet: Sheet, layout: Layout, *, year: int | None, file_name: str, from_1904: bool
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.from_1904 = from_1904
        self.columns = {c.take_as: n for n, c in enumerate(layout.columns, 1) if c.take_as}
        self.plain_headings = [plain(column.heading) for column in layout.columns]
        self.title_year = year or self._title_year(file_name)
        self._formulas = set(sheet.formulas)
        self._above = self._merged_down()
        self._years = self._years_by_row()

    def bare(self, row: int, column: int) -> Cell:
        """The cell itself, whatever is merged or meant."""
        cells = self.sheet.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def column(self, target: str) -> Column | None:
        number = self.columns.get(target)
        return self.layout.columns[number - 1] if number else None

    def cell(self, row: int, target: str, *, own: bool = False) -> tuple[Cell, list[Remark]]:
        """The cell of a target with what is to be said about the cell as such; `own`: never one merged down."""
        number = self.columns.get(target)
        if number is None:
            return None, []
        value = self.bare(row, number)
        if isinstance(value, Stamp) and value.kind == "error":
            return None, [Remark("ledger.doubt.error_cell")]
        if (row, number) in self._formulas:
            key = "ledger.doubt.formula_empty" if value is None else "ledger.doubt.formula"
            return value, [Remark(key)]
        if value is None and not own and (row, number) in self._above:
            top = self._above[row, number]
            return self.bare(top, number), [Remark("ledger.note.merged_down", {"first": str(top)})]
        if unicodedata.normalize("NFKC", shown(value)) in _DITTO and row > self.layout.last + 1:
            return self._from_above(row, target)
        return value, []

    def _from_above(self, row: int, target: str) -> tuple[Cell, list[Remark]]:
        above = row - 1
        while above > self.layout.last + 1 and not any(
            c is not None for c in self.sheet.rows[above - 1]
        ):
            above -= 1
        value, _ = self.cell(above, target)
        return value, [Remark("ledger.note.ditto", {"first": str(above)})]

    def joined_to(self, row: int) -> int | None:
        """The first row of the case a row belongs to, where a cell of the case is merged over both."""
        for target in _JOINING[:3]:
            number = self.columns.get(target)
            if number and (row, number) in self._above and self.bare(row, number) is None:
                return self._above[row, number]
        return None

    def years(self, row: int) -> Years:
        """Where a year for this row could come from."""
        before, after = self._years[row]
        return Years(self.title_year, before, after)

    def raw(self, row: int) -> dict[str, str]:
        """The row as it stands, by heading; a heading that comes twice gets its letter."""
        found: dict[str, str] = {}
        for number, cell in enumerate(self.sheet.rows[row - 1], 1):
            if cell is None:
                continue
            known = number <= len(self.layout.columns)
            heading = self.layout.columns[number - 1].heading if known else ""
            letter = column_letter(number)
            key = heading if heading and heading not in found else f"{letter} {heading}".strip()
            found[key] = cell if isinstance(cell, str) else shown(cell)
        return found

    def _merged_down(self) -> dict[tuple[int, int], int]:
        """Cells below the first of a merged stretch → the row of the first."""
        found = {}
        for top, left, bottom, right in self.sheet.merged:
            if left == right and top > self.layout.last:
                for row in range(top + 1, min(bottom, self.layout.end) + 1):
                    found[row, left] = top
        return found

    def _title_year(self, file_name: str) -> int | None:
        above = [shown(c) for row in self.sheet.rows[: max(self.layout.first - 1, 0)] for c in row]
        for text in (*reversed([t for t in above if t]), self.sheet.name, file_name):
            years = set(_YEAR.findall(unicodedata.normalize("NFKC", text).translate(_FIGURES)))
            if len(years) == 1:
                return int(years.pop())
        return None

    def _years_by_row(self) -> dict[int, tuple[int | None, int | None]]:
        """For every row the years of the nearest rows above and below that write theirs out."""
        number = self.columns.get("case.accepted_on")
        rows = range(self.layout.last + 1, self.layout.end + 1)
        own: dict[int, int] = {}
        if number:
            for row in rows:
                day = read_day(
                    self.bare(row, number), today=dt.date.max, from_1904=self.from_1904
                ).value
                if day is not None:
                    own[row] = day.year
        before: dict[int, int | None] = {}
        after: dict[int, int | None] = {}
        for sight, order in ((before, rows), (after, reversed(rows))):
            last: int | None = None
            for row in order:
                sight[row] = last
                last = own.get(row, last)
        return {row: (before[row], after[row]) for row in rows}
