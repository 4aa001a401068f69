"""Workbooks made in memory for the tests of the ledger."""

from __future__ import annotations

import datetime as dt

from app.desk.ledger.draft import Plan, PlanRow
from app.desk.ledger.mapping import Mapping
from app.desk.ledger.plan import make_plan
from app.desk.ledger.workbook import Cell, Sheet, Workbook

TODAY = dt.date(2026, 3, 2)
HEADING: list[Cell] = [
    "序号",
    "受理日期",
    "申请人",
    "被申请人",
    "纠纷类型",
    "纠纷简要情况",
    "调解结果",
]


def row(number: int, name: str = "张三丰", **cells: Cell) -> list[Cell]:
    """A row under HEADING, with some cells told otherwise."""
    told: dict[str, Cell] = {
        "序号": float(number), "受理日期": f"2020-03-{number:02d}", "申请人": name, "被申请人": "李四海",
        "纠纷类型": "邻里纠纷", "纠纷简要情况": f"两家因第{number}条滴水沟发生争吵", "调解结果": "调解成功",
    }  # fmt: skip
    return [{**told, **cells}[str(heading)] for heading in HEADING]


def sheet(*rows: list[Cell], name: str = "台账", **more: object) -> Sheet:
    return Sheet(name, list(rows), **more)  # type: ignore[arg-type]


def plan(*sheets: Sheet, mapping: Mapping | None = None) -> Plan:
    """What an import of these sheets would do."""
    book = Workbook("xlsx", list(sheets))
    return make_plan(book, "台账.xlsx", "0" * 64, today=TODAY, mapping=mapping)


def keys(row_: PlanRow) -> set[str]:
    """The doubts and notes of a row."""
    return {doubt.key.removeprefix("ledger.") for doubt in row_.doubts}
