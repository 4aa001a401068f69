"""A listing as a workbook: headings merged, text never counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from app.desk.listing_sheet import write
from app.rules.listing import Column, Listing
from app.trouble import Trouble


@pytest.fixture
def listing():
    columns = [
        Column("单位"), Column("日期"), Column("主动", 1, "件", ("来源",)),
        Column("法院", 1, "件", ("来源", "委托")), Column("金额", 1, "万元"),
    ]  # fmt: skip
    rows = [
        ("=1+1", date(2026, 3, 1), 3, 4, Decimal("2873.80")),
        ("+乙\x01村", None, 0, None, None),
    ]
    return Listing("表[1]: 月报", columns, rows, above=[("期间", "三月")], total=("合计", None, 3, 4, None),
                   below=["@注"], signs=["填表人"])  # fmt: skip


def test_headings_are_merged_over_their_columns(listing, tmp_path):
    write(listing, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert {"C3:D3", "A3:A6", "E3:E5", "C4:C5"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["C3"].value == "来源"
    assert (sheet["D4"].value, sheet["D5"].value, sheet["D6"].value) == ("委托", "法院", "件")


def test_text_stays_text_and_figures_stay_figures(listing, tmp_path):
    write(listing, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet["A7"].value, sheet["A7"].data_type) == ("=1+1", "s")
    assert sheet["A8"].value == "+乙村"
    assert (sheet["C7"].value, sheet["E7"].value, sheet["E7"].number_format) == (3, 2873.8, "0.00")
    assert sheet["B7"].value.date() == date(2026, 3, 1)
    assert sheet["A9"].value == "合计"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_a_place_nobody_can_write_to_is_told(listing, tmp_path):
    with pytest.raises(Trouble) as told:
        write(listing, tmp_path / "nowhere" / "a.xlsx")
    assert told.value.key == "cli.cannot_write"
