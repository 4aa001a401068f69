"""A listing as a workbook: merged headings, figures as figures, text never as a formula."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.listing import Column, Listing, Value
from app.trouble import Trouble

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 32_767  # characters a cell can hold
_WIDEST, _NARROWEST = 48, 8
SONG = "宋体"


def write(listing: Listing, path: Path) -> None:
    """Write the workbook beside, then put it in its place: a broken one never stands there."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as out:
            _book(listing).save(out)
        fresh.replace(path)
    except OSError as why:
        fresh.unlink(missing_ok=True)
        raise Trouble("cli.cannot_write", file=str(path)) from why


def _book(listing: Listing) -> Workbook:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet()
    sheet.title = (_NO_NAME.sub(" ", listing.title).strip() or "1")[:31]
    across = max(len(listing.columns), 1)
    at = _whole_line(sheet, 1, listing.title, across, size=16, centred=True)
    told = "    ".join(f"{label}：{text}" if label else text for label, text in listing.above)
    if told:
        at = _whole_line(sheet, at, told, across)
    if listing.columns:
        first, at = at, _heads(sheet, at, listing.columns)
        sheet.freeze_panes = f"B{at}"
        sheet.print_title_rows = f"{first}:{at - 1}"
    for row in listing.rows:
        at = _row(sheet, at, row, bold=listing.bold)
    if listing.total:
        at = _row(sheet, at, listing.total, bold=True)
    for note in listing.below:
        at = _whole_line(sheet, at, note, across)
    if listing.signs:
        _whole_line(sheet, at + 1, "        ".join(f"{one}：" for one in listing.signs), across)
    _widths(sheet, listing)
    sheet.page_setup.orientation = "landscape" if listing.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for line in sheet.iter_rows():
        for cell in line:
            if cell.font.name != SONG:
                cell.font = Font(name=SONG, size=10)
    return book


def _heads(sheet: Worksheet, at: int, columns: list[Column]) -> int:
    """Headings, each over the columns and levels that are its own; the row after them."""
    units = any(column.unit for column in columns)
    deep = max(len(column.groups) for column in columns) + 1
    for level in range(deep):
        begin = 0
        while begin < len(columns):
            column, end = columns[begin], begin + 1
            if level < len(column.groups):
                same = column.groups[: level + 1]
                while end < len(columns) and columns[end].groups[: level + 1] == same:
                    end += 1
                _head(sheet, at + level, begin, column.groups[level], end - begin, 1)
            elif level == len(column.groups):
                down = deep - level + (1 if units and not column.unit else 0)
                _head(sheet, at + level, begin, column.label, 1, down)
            begin = end
    for place, column in enumerate(columns):
        if column.unit:
            _head(sheet, at + deep, place, column.unit, 1, 1)
    return at + deep + units


def _head(sheet: Worksheet, row: int, place: int, text: str, wide: int, deep: int) -> None:
    if wide > 1 or deep > 1:
        sheet.merge_cells(None, row, place + 1, row + deep - 1, place + wide)
    for down in range(deep):
        for along in range(wide):
            _dress(sheet.cell(row + down, place + 1 + along), bold=True, centred=True)
    _put(sheet.cell(row, place + 1), text)


def _row(sheet: Worksheet, at: int, values: tuple[Value, ...], *, bold: bool) -> int:
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(at, place)
        _put(cell, value)
        _dress(cell, bold=bold, centred=not isinstance(value, str))
    return at + 1


def _whole_line(
    sheet: Worksheet, at: int, text: str, across: int, *, size: int = 10, centred: bool = False
) -> int:
    """A text over the whole width; the row after it."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(at, 1)
    _put(cell, text)
    cell.font = Font(name=SONG, size=size, bold=centred)
    cell.alignment = Alignment(
        horizontal="center" if centred else "left", vertical="center", wrap_text=True
    )
    if across > 1:
        sheet.merge_cells(None, at, 1, at, across)
    return at + 1


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Text stays text: `=1+1` must not begin to count in somebody's Excel."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.value = _FORBIDDEN.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        cell.number_format = "@"
        return
    cell.value = value
    if isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        cell.number_format = "0." + "0" * places if places else "0"


def _dress(cell: Cell | MergedCell, *, bold: bool, centred: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    cell.font = Font(name=SONG, size=10, bold=bold)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(
        horizontal="center" if centred else "left", vertical="center", wrap_text=True
    )


def _widths(sheet: Worksheet, listing: Listing) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(listing.columns):
        texts = (str(row[place]) for row in listing.rows[:200] if row[place] is not None)
        longest = max((sum(2 if ord(c) > 255 else 1 for c in text) for text in texts), default=0)
        wide = min(max(longest + 2, len(column.label) + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = wide
