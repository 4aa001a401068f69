"""Reports of a period, and the papers of a case in one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.desk import cases, reports
from app.desk.desk import Desk
from app.trouble import Trouble


def test_a_period_counts_what_was_accepted_in_it(desk: Desk, tmp_path: Path) -> None:
    for day, kind in (
        (date(2026, 1, 5), "02"),
        (date(2026, 1, 31), "02"),
        (date(2026, 2, 1), "03"),
    ):
        desk.do(
            cases.register_case, desk.shelf.log, day,
            {"accepted_on": day, "dispute_type": kind, "source": "applied"},
        )  # fmt: skip
    figures = desk.look(
        reports.situation, desk.shelf.log, date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 1)
    )
    assert figures.total == 2
    assert dict(figures.by_type) == {"02": 2}
    assert reports.facts(figures)["imbalances"] == []
    reports.write(figures, "一月", tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None
    told_ = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert told_["调解案件总数（件）"] == "2"
    assert told_["案件分类：邻里纠纷"] == "2"


def test_a_report_that_cannot_be_written_says_so(desk: Desk, tmp_path: Path) -> None:
    figures = desk.look(
        reports.situation, desk.shelf.log, date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 1)
    )
    with pytest.raises(Trouble) as trouble:
        reports.write(figures, "一月", tmp_path / "none" / "r.xlsx")
    assert trouble.value.key == "cli.cannot_write"
