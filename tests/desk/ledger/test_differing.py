"""A row whose number is here already changes nothing, and the preview says in which cells it differs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from app.desk import cases
from app.desk.desk import Desk
from app.desk.edit import edit
from app.desk.ledger.differing import DIFFERS, LONGEST, MOST, SAME
from app.desk.ledger.draft import PlanRow
from app.desk.ledger.export import export
from app.desk.ledger.known import note_known
from app.desk.ledger.plan import plan_import
from app.desk.ledger.telling import row_reason
from app.records import Case
from tests.desk.ledger.sheets import TODAY

FACTS: dict[str, Any] = {
    "accepted_on": dt.date(2026, 2, 3), "dispute_type": "02", "source": "applied", "difficulty": "ordinary",
    "summary": "两家因滴水沟争吵", "amount": Decimal("1000.00"), "deaths": False, "migrants": False,
    "attribute": "民间纠纷",
}  # fmt: skip


def a_sheet(desk: Desk, path: Path) -> str:
    """One case, gone out as the provincial sheet."""
    case = desk.do(cases.register_case, desk.shelf.log, TODAY, FACTS)
    for role, name in (("applicant", "谷满仓"), ("respondent", "孔有田")):
        desk.do(cases.add_party, case, {"role": role, "name": name})
    export(desk, path, "x25")
    return case


def write_over(path: Path, told: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for heading, value in told.items():
        sheet.cell(3, heads[heading], value)
    book.save(path)


def read(desk: Desk, path: Path) -> PlanRow:
    plan = desk.look(note_known, plan_import(path, today=TODAY))
    assert plan.cases == []
    (row,) = [row for row in plan.rows if row.reason in (SAME, DIFFERS)]
    return row


def test_what_the_sheet_says_otherwise_is_named_cell_by_cell(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "省表.xlsx"
    case = a_sheet(desk, path)
    assert read(desk, path).reason == SAME
    desk.do(edit, Case, case, {"difficulty": "complex", "amount": Decimal("3000.00")})
    row = read(desk, path)
    assert row.reason == DIFFERS
    told = row_reason(row)
    assert "案件难度级别（表里“一般”，本室“疑难复杂”）" in told
    write_over(path, {"案件难度级别": "疑难复杂", "受理时间": "2026年2月3日"})
    assert "受理时间" not in row_reason(read(desk, path))  # the same day in other words


def test_names_and_stories_are_not_repeated_and_the_list_is_bounded(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "省表.xlsx"
    a_sheet(desk, path)
    other = {
        "当事人": "申请人：谷满仓；被申请人：段长河", "纠纷简要情况": "另有隐情" * 40, "案件属性": "长" * 60,
        "受理时间": "2026-02-09", "有无死亡": "有", "纠纷类别": "婚姻家庭", "案件难度级别": "重大",
    }  # fmt: skip
    write_over(path, other)
    row = read(desk, path)
    told = row_reason(row)
    assert not any(word in told for word in ("段长河", "隐情", "长" * (LONGEST + 1)))
    assert f"另有{len(other) - MOST}处" in told
    assert told.count("；") == MOST + 1
