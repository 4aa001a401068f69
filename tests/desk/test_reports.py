"""Reports of a period, and the papers of a case in one file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.desk import binding, cases, intake, reports, told
from app.desk.desk import Desk
from app.trouble import Trouble
from tests.rooms import make_room, reference


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


def test_every_paper_of_a_case_lies_in_one_file(tmp_path: Path) -> None:
    diao = make_room(tmp_path / "room", told.room_told(reference()))
    bound = binding.bind(diao, intake.take_case(diao, told.case_told(reference())))
    assert bound.papers == [
        "人民调解申请书", "人民调解受理登记表", "人民调解当事人权利义务告知书", "当事人身份证明", "当事人身份证明",
        "人民调解调查记录", "人民调解记录", "人民调解记录", "人民调解协议书", "人民调解回访记录", "人民调解结案报告表",
    ]  # fmt: skip
    pages = PdfReader(io.BytesIO(bound.pdf)).pages
    assert len(pages) == bound.pages
    text = "".join(page.extract_text() for page in pages)
    assert "陈㛃喆" in text
    assert "欧阳𬭎" in text
    assert bound.missing == ""
    diao.close()
