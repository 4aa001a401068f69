"""From a workbook and a mapping to a Plan: every row of every sheet has its verdict and its reason."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.desk.ledger.across import check_totals, look_across
from app.desk.ledger.columns import Layout
from app.desk.ledger.contradictions import contradictions
from app.desk.ledger.draft import Plan, PlanRow
from app.desk.ledger.mapping import Mapping, apply_mapping
from app.desk.ledger.people import read_parties
from app.desk.ledger.places import column_letter, shown
from app.desk.ledger.reading import Doubt
from app.desk.ledger.row_facts import drop_denied, read_draft
from app.desk.ledger.row_kinds import filled, goes_on, not_a_case, total_told
from app.desk.ledger.table import Notes, Table
from app.desk.ledger.workbook import Cell, Sheet, Workbook, read_workbook
from app.rules.sheet_format import SheetFormat

UNSURE = 0.75


def plan_import(
    path: Path,
    *,
    today: dt.date,
    mapping: Mapping | None = None,
    formats: Iterable[SheetFormat] | None = None,
) -> Plan:
    """Read a file and say what an import would do. Changes nothing.

    `formats`: the sheets that are known here; those that came with the program where nothing is said.
    """
    workbook = read_workbook(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return make_plan(workbook, path.name, digest, today=today, mapping=mapping, formats=formats)


def make_plan(
    workbook: Workbook,
    file_name: str,
    digest: str,
    *,
    today: dt.date,
    mapping: Mapping | None = None,
    formats: Iterable[SheetFormat] | None = None,
) -> Plan:
    """The plan of a workbook that was read."""
    mapping = mapping or Mapping()
    layouts = apply_mapping(workbook, mapping, formats)
    plan = Plan(file_name, digest, layouts, [])
    plan.notices += [Doubt("", 0, "", "", "", key) for key in workbook.notices]
    for sheet in workbook.sheets:
        if sheet.hidden:
            plan.notices.append(Doubt(sheet.name, 0, "", "", "", "ledger.doubt.hidden_sheet"))
        own = [layout for layout in layouts if layout.sheet == sheet.name]
        plan.rows += _sheet_rows(sheet, own)
        for layout in own:
            table = Table(
                sheet, layout, year=mapping.year, file_name=file_name, from_1904=workbook.from_1904
            )
            plan.rows += _table_rows(table, today)
            plan.notices += _columns_to_check(layout)
    _leave_out(plan, mapping)
    look_across(plan.rows, keep=lambda row: f"{row.sheet}!{row.row}" in mapping.keep)
    order = {sheet.name: place for place, sheet in enumerate(workbook.sheets)}
    plan.rows.sort(key=lambda row: (order[row.sheet], row.row))
    check_totals(plan.rows)
    return plan


def _sheet_rows(sheet: Sheet, layouts: list[Layout]) -> list[PlanRow]:
    """The rows that belong to no table's body: titles, headings, sheets of notes."""
    body: set[int] = set()
    headings: set[int] = set()
    for layout in layouts:
        body.update(range(layout.last + 1, layout.end + 1))
        headings.update(range(layout.first, layout.last + 1))
    found = []
    for row, cells in enumerate(sheet.rows, 1):
        if row in body:
            continue
        reason = _outside(cells, is_heading=row in headings, has_table=bool(layouts))
        found.append(PlanRow(sheet.name, row, "skipped", reason, raw=_raw(cells)))
    return found


def _outside(cells: list[Cell], *, is_heading: bool, has_table: bool) -> str:
    if not filled(cells):
        return "ledger.skipped.blank"
    if is_heading:
        return "ledger.skipped.heading"
    return "ledger.skipped.title" if has_table else "ledger.skipped.notes"


def _raw(cells: list[Cell]) -> dict[str, str]:
    return {
        column_letter(number): shown(cell) for number, cell in enumerate(cells, 1) if shown(cell)
    }


def _table_rows(table: Table, today: dt.date) -> list[PlanRow]:
    found: list[PlanRow] = []
    last_case: PlanRow | None = None
    for number in range(table.layout.last + 1, table.layout.end + 1):
        row = PlanRow(table.sheet.name, number, "skipped", raw=table.raw(number))
        found.append(row)
        row.reason = not_a_case(table, number)
        if row.reason == "ledger.skipped.total":
            told = total_told(filled(table.sheet.rows[number - 1]))
            row.facts = {"told": str(told)} if told is not None else {}
        if row.reason:
            continue
        if last_case is not None and _joins(table, row, last_case, today):
            continue
        _judge(table, row, today)
        last_case = row if row.is_case else None
    return found


def _joins(table: Table, row: PlanRow, case: PlanRow, today: dt.date) -> bool:
    """More people of the case above, by merged cells or because only names are there."""
    merged = table.joined_to(row.row)
    if case.draft is None or (merged is None and not goes_on(table, row.row)):
        return False
    notes = Notes(row.sheet, row.row)
    case.draft.parties += read_parties(table, row.row, notes, today, own=True)
    if merged is None:
        notes.tell("ledger.doubt.goes_on", first=str(case.row))
    row.verdict, row.reason, row.facts = "joined", "ledger.joined", {"first": str(case.row)}
    row.doubts = notes.found
    if any(doubt.asks for doubt in notes.found):
        case.doubts += notes.found
        case.verdict = "doubtful"
    return True


def _judge(table: Table, row: PlanRow, today: dt.date) -> None:
    """Take the row as a case, or refuse it with the reason."""
    notes = Notes(row.sheet, row.row)
    draft = read_draft(table, row.row, notes, today)
    serial = table.column("row.number")
    row.facts = {"serial": serial.heading} if serial else {}
    known = table.layout.format and draft.case.get("file_no")
    if not draft.parties and not draft.case.get("summary") and not known:
        row.verdict, row.reason = "refused", "ledger.refused.nobody"
        row.doubts = notes.found
        return
    if not draft.parties and has_names(table.layout):
        notes.tell("ledger.doubt.no_party")
    for target, remark in contradictions(draft):
        column = table.column(target)
        text = shown(table.cell(row.row, target)[0])
        notes.add(remark, column, text, text)
    drop_denied(draft)
    row.draft, row.reason, row.doubts = draft, "", notes.found
    row.verdict = "doubtful" if any(doubt.asks for doubt in notes.found) else "taken"


def _columns_to_check(layout: Layout) -> list[Doubt]:
    """Columns whose meaning is not sure, or that say something our records have no place for."""
    found: list[Doubt] = []
    if not layout.format and not has_names(layout):
        found.append(Doubt(layout.sheet, 0, "", "", "", "ledger.doubt.no_party_column"))
    for column in layout.columns:
        if not column.samples and not column.heading:
            continue
        if not column.take_as or column.sure < UNSURE:
            key = "ledger.doubt.column_unsure" if column.take_as else "ledger.note.column_kept"
            found.append(
                Doubt(layout.sheet, 0, column.letter, column.heading, "、".join(column.samples),
                      key, {"reason": column.reason, "target": column.take_as}, column.take_as)
            )  # fmt: skip
    return found


def has_names(layout: Layout) -> bool:
    """Whether any column names parties."""
    return any(column.take_as.endswith(".name") for column in layout.columns)


def _leave_out(plan: Plan, mapping: Mapping) -> None:
    for row in plan.rows:
        if f"{row.sheet}!{row.row}" in mapping.leave_out and row.is_case:
            row.verdict, row.reason, row.draft = "skipped", "ledger.skipped.left_out", None
            row.doubts = []
