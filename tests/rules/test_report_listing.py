"""A report as a table of texts."""

from __future__ import annotations

from decimal import Decimal

from app.rules.report_form import form
from app.rules.report_listing import listing
from tests.rules.test_report_table import line, table


def test_a_report_says_whose_it_is_of_when_and_by_which_day():
    told = listing(form("situation"), table("situation", [line(amount=2873_80)]))
    assert told.title == "2026年03月 矛盾纠纷排查调处情况表"
    assert ("统计口径", "按受理日期") in told.above
    assert told.total[:6] == ("合计", 1, 2, 1, 0, Decimal("0.29"))
    assert told.columns[13].groups == ("案件来源",)
    assert "成功率100.0%（1/1）" in told.below
