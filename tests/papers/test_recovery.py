"""The recovery sheet."""

from __future__ import annotations

import io
from datetime import date

import pypdf

from app.papers.recovery import draw_recovery
from app.records import Room

CODE = "7KQ2-M9XW-TD4H-RPAV-6C3E-8BNY-F2JG-S5Z7"


def test_the_sheet_shows_room_day_and_code_on_one_page_without_a_page_code() -> None:
    out = io.BytesIO()
    room = Room(committee="刁镇街道人民调解委员会", room_name="老杜调解室")
    drawn = draw_recovery(room, CODE, date(2026, 9, 1), out)
    reader = pypdf.PdfReader(out)
    told = reader.pages[0].extract_text()
    assert drawn.pages == 1
    for fact in (
        "恢复单",
        "刁镇街道人民调解委员会",
        "老杜调解室",
        "2026年9月1日",
        *CODE.split("-"),
    ):
        assert fact in told
    assert b"MR1" not in out.getvalue()
    assert reader.metadata
    assert "7KQ2" not in str(reader.metadata)


def test_a_code_without_groups_is_shown_whole() -> None:
    out = io.BytesIO()
    draw_recovery(Room(), "ABCDEF", date(2026, 9, 1), out)
    assert "ABCDEF" in pypdf.PdfReader(out).pages[0].extract_text()
