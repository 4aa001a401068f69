"""One cell in the words, the unit and the days of the other system."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.records import Case, CaseFile, Room
from app.rules.sheet_cells import Value, cell, row_of
from app.rules.sheet_facts import Line
from app.rules.sheet_format import SheetColumn, shipped

CASE = Case(
    file_no="柳1", accepted_on=dt.date(2026, 3, 2), amount=Decimal("12345.60"), deaths=False,
    difficulty="major", special_groups=["elderly", "women"],
)  # fmt: skip
LINE = Line(CaseFile(CASE, Room(committee="柳林镇人民调解委员会")), dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (SheetColumn("编号", "file_no"), "柳1"),
        (SheetColumn("受理", "accepted_on"), dt.date(2026, 3, 2)),
        (SheetColumn("受理", "accepted_on", days="%Y年%m月%d日"), "2026年03月02日"),
        (SheetColumn("金额", "amount"), 12345.6),
        (SheetColumn("金额(万元)", "amount", unit="万元"), 1.23456),
        (SheetColumn("死亡", "deaths"), "否"),
        (SheetColumn("死亡", "deaths", words={"yes": "有", "no": "无"}), "无"),
        (SheetColumn("难度", "difficulty", words={"major": "特大"}), "特大"),
        (SheetColumn("群体", "special_groups"), "老年人、妇女"),
        (SheetColumn("农民工", "migrants"), None),
        (SheetColumn("申请人编码"), None),
    ],
)
def test_a_cell_says_our_fact_their_way(column: SheetColumn, value: Value) -> None:
    assert cell(column, LINE) == value


def test_a_row_has_as_many_cells_as_the_sheet_has_columns() -> None:
    for form in shipped().values():
        assert len(row_of(form, LINE)) == len(form.column)
