"""Reports of a period, and the papers of a case in one file."""

from __future__ import annotations

from datetime import date

from app.desk import cases, reports
from app.desk.desk import Desk


def test_a_period_counts_what_was_accepted_in_it(desk: Desk) -> None:
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
    told_ = dict(reports.lines(figures))
    assert told_["调解案件总数（件）"] == "2"
    assert told_["案件分类：邻里纠纷"] == "2"
