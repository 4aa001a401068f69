"""台账导出: the room's cases as a workbook. What begins like a formula is written as text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.desk.ledger.sheets import KINDS, Kind, Value
from app.desk.questions import case_files
from app.records import Case, CaseFile
from app.trouble import Trouble

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_BATCH = 500
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767  # characters a cell can hold


def export(desk: Desk, path: Path, kind: str) -> int:
    """Write every case that stands to a new file; how many were written."""
    if kind not in KINDS:
        raise Trouble("ledger.export_kind", kind=kind, known="、".join(KINDS))
    if path.exists():
        raise Trouble("ledger.export_exists", name=path.name)
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as out:
            count = desk.look(write_cases, out, KINDS[kind], desk.today())
        fresh.replace(path)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise Trouble("ledger.export_failed", name=path.name) from fault
    return count


def write_cases(db: Session, out: BinaryIO, kind: Kind, today: dt.date) -> int:
    """The sheet of one kind, row by row, so that 20,000 cases need little memory."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("台账")
    if kind.title:
        sheet.append([_cell(sheet, kind.title)])
    sheet.append([_cell(sheet, heading) for heading, _ in kind.columns])
    count = 0
    for file in _files(db):
        sheet.append([_cell(sheet, told(file, today)) for _, told in kind.columns])
        count += 1
    book.save(out)
    return count


def _files(db: Session) -> Iterator[CaseFile]:
    """Every case that stands with all that belongs to it, by day of acceptance."""
    query = select(Case).where(Case.void.is_(None))
    cases = list(db.scalars(query.order_by(Case.accepted_on, Case.file_no, Case.id)))
    for start in range(0, len(cases), _BATCH):
        yield from case_files(db, cases[start : start + _BATCH])


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell | None:
    """Text stays text: `=1+1` in a remark must not begin to count in somebody's Excel."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    cell: Cell = WriteOnlyCell(sheet)
    if not isinstance(value, str):
        cell.value = value
        return cell
    cell.value = _FORBIDDEN.sub("", value)[:_LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
