"""三量: three lines over the months, and for how long all of them fell."""

from __future__ import annotations

from datetime import date, datetime

from app import clock
from app.desk import report_book
from app.desk.edit import add
from app.desk.report_book import Wanted
from app.desk.three_volumes import first_month
from app.records import Matter
from tests.machines import desk_in

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def test_three_volumes_fall_together(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 7, 2))
    desk = desk_in(tmp_path)
    for month, many in ((3, 1), (4, 3), (5, 2), (6, 1)):
        for line in ("hotline", "opinion", "petition"):
            for _ in range(many):
                desk.do(add, Matter, {"came_at": datetime(2026, month, 9, 9), "line": line})
    made = report_book.make(desk, Wanted("three_volumes", JUNE))
    assert [row[0] for row in made.listing.rows] == [f"2026年{m:02d}月" for m in range(1, 7)]
    assert made.listing.rows[-1][1:3] == (1, "−50.0%")
    assert "连续2个月" in made.listing.below[0]
    assert made.listing.total[-1] == 21
    assert dict(made.listing.chart[0][1])["2026年04月"] == 3
    desk.close()


def test_six_months_end_with_the_one_of_the_last_day():
    assert first_month(date(2026, 6, 30), 6) == date(2026, 1, 1)
    assert first_month(date(2026, 2, 28), 6) == date(2025, 9, 1)
