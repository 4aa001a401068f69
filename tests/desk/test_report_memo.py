"""分析材料: every sentence is a figure, and what only a person knows stays blank."""

from __future__ import annotations

from datetime import date

from app import clock
from app.desk import report_book
from app.desk.edit import add
from app.desk.report_book import Wanted
from app.records import Case, Place
from tests.machines import desk_in

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def test_a_draft_is_made_of_figures_and_blanks(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 2))
    desk = desk_in(tmp_path, "柳林村")
    for month, kinds in ((2, ["02", "02", "02"]), (3, ["01", "01", "02", "06"])):
        for kind in kinds:
            told = {"accepted_on": date(2026, month, 5), "dispute_type": kind, "source": "applied"}
            desk.do(add, Case, told)
    listing = report_book.make(desk, Wanted("memo", MARCH)).listing
    told = "\n".join(listing.below)
    assert "2026年03月，柳林村委员会共受理各类矛盾纠纷4件，同比无可比数，环比上升33.3%" in told
    assert "婚姻家庭纠纷2件，占50.0%" in told
    assert "比上期减少最多的是邻里纠纷：3件降至1件。" in told
    assert "依申请调解4件，占100.0%" in told
    assert "2月3件、3月4件" in told
    assert told.count("____") >= 3
    assert [one[0] for one in listing.below if one[1:2] == "、"] == list("一二三四五六七")
    assert not listing.landscape
    desk.close()


def test_an_empty_month_says_so_and_invents_nothing(tmp_path):
    desk = desk_in(tmp_path)
    told = "\n".join(report_book.make(desk, Wanted("memo", MARCH)).listing.below)
    assert "本期没有受理案件。" in told
    assert "占" not in told.replace("类型占比", "")
    assert told.count("本期无。") == 3
    desk.close()


def test_a_month_that_is_not_over_says_so_and_is_set_beside_as_many_days(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 10))
    desk = desk_in(tmp_path, "柳林村")
    for month, day in ((2, 9), (2, 11), (3, 9)):
        desk.do(add, Case, {"accepted_on": date(2026, month, day), "dispute_type": "02"})
    for name in ("memo", "situation", "monthly"):
        told = "\n".join(report_book.make(desk, Wanted(name, MARCH)).listing.below)
        assert "本期还没有结束，数字到2026年3月10日为止" in told
        assert "环比下降50" not in told
        assert "环比持平" in told or "环比0.0%" in told
    other = Wanted(
        "memo",
        (date(2026, 3, 1), date(2026, 4, 30)),
        place_id=desk.do(add, Place, {"name": "东村"}),
    )
    told = "\n".join(report_book.make(desk, other).listing.below)
    assert "没有受理案件" in told
    assert "数字到2026年3月10日为止" in told
    desk.close()
