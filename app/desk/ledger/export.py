"""台账导出: cases as a workbook of any known sheet. What begins like a formula is written as text."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import list_log, sheet_formats
from app.desk.desk import Desk
from app.desk.ledger import scope as scopes
from app.desk.ledger.scope import Scope
from app.records import CaseFile, Subsidy
from app.rules.sheet_cells import Value, row_of
from app.rules.sheet_facts import Line
from app.rules.sheet_format import SheetFormat
from app.trouble import Trouble

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767  # characters a cell can hold


@dataclass
class Exported:
    """What went out: how many cases, by heading how many lack what the sheet must have, and what stayed empty."""

    count: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    empty: list[str] = field(default_factory=list)  # headings under which nothing stands at all
    given_there: list[str] = field(default_factory=list)  # and those only the other system fills


def export(desk: Desk, path: Path, kind: str, scope: Scope = Scope()) -> Exported:  # noqa: B008  frozen
    """Write the cases of a scope to a new file."""
    form = desk.look(sheet_formats.named, kind)
    if path.exists():
        raise Trouble("ledger.export_exists", name=path.name)
    fresh = path.with_name(f"{path.name}.new")
    have = desk.look(scopes.have_now)
    try:
        with fresh.open("wb") as out:
            done = desk.look(write_cases, desk.shelf.log, out, kind, form, desk.today(), scope)
        fresh.replace(path)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise Trouble("ledger.export_failed", name=path.name) from fault
    scopes.remember(desk, kind, have)
    list_log.keep_sheet(desk, form.name, (scope.since, scope.until), done.count)
    return done


def write_cases(
    db: Session, log: str, out: BinaryIO, kind: str, form: SheetFormat, today: dt.date, scope: Scope
) -> Exported:
    """The sheet, row by row, so that 20,000 cases need little memory."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(form.sheet)
    if form.title:
        sheet.append([_cell(sheet, form.title)])
    sheet.append([_cell(sheet, heading) for heading in form.headings()])
    done, filled = Exported(), [False] * len(form.column)
    for line in lines(db, scopes.files(db, log, kind, scope), today):
        row = row_of(form, line)
        sheet.append([_cell(sheet, value) for value in row])
        done.count += 1
        for at, (column, value) in enumerate(zip(form.column, row, strict=True)):
            filled[at] |= value is not None
            if column.needed and value is None:
                done.lacking[column.heading] += 1
    for column, some in zip(form.column, filled, strict=True):
        if done.count and not some and not column.needed:
            (done.empty if column.fact else done.given_there).append(column.heading)
    book.save(out)
    return done


def lines(db: Session, files: Iterable[CaseFile], today: dt.date) -> Iterator[Line]:
    """Files with what was claimed for them, some at a time."""
    some: list[CaseFile] = []
    for file in files:
        some.append(file)
        if len(some) == scopes.BATCH:
            yield from _lines(db, some, today)
            some = []
    yield from _lines(db, some, today)


def _lines(db: Session, files: list[CaseFile], today: dt.date) -> Iterator[Line]:
    claimed: dict[str, list[Subsidy]] = {}
    ids = [file.case.id for file in files]
    query = select(Subsidy).where(Subsidy.case_id.in_(ids), Subsidy.void.is_(None))
    for one in db.scalars(query.order_by(Subsidy.claimed_on, Subsidy.id)):
        claimed.setdefault(one.case_id or "", []).append(one)
    for file in files:
        yield Line(file, today, claimed.get(file.case.id, ()))


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
