"""The reading process: it alone touches the file's content, within limits, and then ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.desk.ledger import text_table, xml_guard, zip_guard
from app.desk.ledger.limits import Limits
from app.desk.ledger.workbook import Answer, Cell, Question, Refusal, Sheet, Stamp, Workbook
from app.trouble import Trouble

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main() -> int:
    """Read the question from standard input, write the answer to standard output, end."""
    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    _hold_back(question.limits)
    sys.stdout.buffer.write(msgspec.json.encode(_answer(question)))
    sys.stdout.buffer.flush()
    return 0


def _answer(question: Question) -> Answer:
    try:
        return Answer(workbook=read_here(Path(question.path), question.limits))
    except Trouble as trouble:
        facts = {k: v for k, v in trouble.facts.items() if isinstance(v, str | int)}
        return Answer(refusal=Refusal(trouble.key, facts))
    except MemoryError:
        return Answer(refusal=Refusal("ledger.reader_stopped"))


def _hold_back(limits: Limits) -> None:
    """Take memory, time and files away from this process before it looks at anything."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows: the parent's patience is the limit there
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit already holds
            resource.setrlimit(what, (most, most))


def read_here(path: Path, limits: Limits) -> Workbook:
    """Read by what the content is; the name's ending proves nothing."""
    with path.open("rb") as file:
        head = file.read(8192)
    if head.startswith(b"PK"):
        return _zipped(path, limits)
    if head.startswith(_OLE):
        return _old(path, limits)
    return Workbook("csv", [text_table.read_text_table(path, limits)])


def _zipped(path: Path, limits: Limits) -> Workbook:
    with zip_guard.open_zip(path, limits) as archive:
        look = xml_guard.look_over(archive, limits)
    sheets = _calamine_sheets(path, limits)
    for sheet in sheets:
        seen = look.sheets.get(sheet.name, xml_guard.SheetLook())
        sheet.formulas = seen.formulas
        _mark_errors(sheet, seen.errors)
    return Workbook("xlsx", sheets, look.notices, from_1904=look.from_1904)


def _mark_errors(sheet: Sheet, errors: list[tuple[int, int]]) -> None:
    """The reader gives an error cell as an empty one; here it is made visible again."""
    for row, column in errors:
        while len(sheet.rows) < row:
            sheet.rows.append([])
        cells = sheet.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = Stamp("error", "#")


def _old(path: Path, limits: Limits) -> Workbook:
    """A .xls of Excel 97 and WPS; its container holds no compressed parts, so the file's size bounds it."""
    content = path.read_bytes()

    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has_stream("EncryptedPackage"):
        raise Trouble("ledger.encrypted")
    if not (has_stream("Workbook\0") or has_stream("Book\0")):
        raise Trouble("ledger.not_a_workbook")
    notices = ["ledger.notice.old_format"]
    if has_stream("_VBA_PROJECT"):
        notices.append("ledger.notice.macros")
    return Workbook("xls", _calamine_sheets(path, limits), notices)


def _calamine_sheets(path: Path, limits: Limits) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with path.open("rb") as file:
            book = calamine.CalamineWorkbook.from_filelike(file)
            return [
                _sheet(
                    book.get_sheet_by_name(meta.name),
                    limits,
                    hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
                )
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as fault:
        raise Trouble("ledger.encrypted") from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise Trouble("ledger.unreadable") from fault


def _sheet(sheet: CalamineSheet, limits: Limits, *, hidden: bool) -> Sheet:
    if sheet.end is not None:
        _check_extent(sheet.end[0] + 1, sheet.end[1] + 1, limits)
    rows = [_row(cells) for cells in sheet.to_python(skip_empty_area=False)]
    while rows and not rows[-1]:
        rows.pop()
    merged = [(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, merged, hidden=hidden)


def _check_extent(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Trouble("ledger.too_many_rows", limit=limits.rows)
    if columns > limits.columns:
        raise Trouble("ledger.too_many_columns", limit=limits.columns)
    if rows * columns > limits.area:
        raise Trouble("ledger.too_many_cells", limit=limits.area)


def _row(cells: Sequence[object]) -> list[Cell]:
    row = [_cell(cell) for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, dt.datetime | dt.date):
        return Stamp("date", value.isoformat())
    if isinstance(value, dt.time):
        return Stamp("time", value.isoformat())
    if isinstance(value, dt.timedelta):
        return Stamp("span", str(value))
    return str(value) if value not in (None, "") else None


if __name__ == "__main__":
    sys.exit(main())
