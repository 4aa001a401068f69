"""Every row has a verdict, every doubt a place, and the figures add up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from app.desk.ledger.draft import Plan
from app.desk.ledger.mapping import Mapping
from app.desk.ledger.plan import plan_import
from app.desk.ledger.workbook import Cell, Stamp
from tests.desk.ledger.sheets import HEADING, keys, plan, row, sheet
from tests.rooms import SHARED

LEDGER = SHARED / "ledger-2020.xlsx"


@cache
def of_2020() -> Plan:
    if not LEDGER.exists():
        pytest.skip("the shared ledger is not here")
    return plan_import(LEDGER, today=dt.date(2026, 3, 2))


def test_the_real_ledger_adds_up() -> None:
    tally = of_2020().tally()
    assert tally == {
        "rows": 665,
        "taken": 505,
        "doubtful": 135,
        "refused": 0,
        "skipped": 25,
        "joined": 0,
    }
    assert tally["rows"] == sum(count for name, count in tally.items() if name != "rows")


def test_the_real_ledger_says_why_rows_are_no_cases() -> None:
    assert Counter(row.reason for row in of_2020().rows if row.verdict == "skipped") == {
        "ledger.skipped.title": 2, "ledger.skipped.heading": 2, "ledger.skipped.blank": 14,
        "ledger.skipped.twice": 5, "ledger.skipped.total": 1, "ledger.skipped.notes": 1,
    }  # fmt: skip


def test_the_real_ledgers_total_agrees_with_the_cases_found() -> None:
    total = of_2020().rows[663]
    assert (total.reason, total.facts["told"], total.doubts) == ("ledger.skipped.total", "640", [])


def test_the_real_ledgers_doubts_are_counted_by_reason() -> None:
    doubts = {k: n for k, n in of_2020().reasons().items() if k.startswith("ledger.doubt.")}
    assert doubts == {
        "ledger.doubt.whose": 72, "ledger.doubt.persons_several": 62, "ledger.doubt.day_year_taken": 37,
        "ledger.doubt.day_short_year": 22, "ledger.doubt.id_invalid": 14, "ledger.doubt.amount_story": 9,
    }  # fmt: skip


def test_every_doubt_of_the_real_ledger_stands_at_a_cell_with_its_heading() -> None:
    for doubt in of_2020().doubts:
        assert (doubt.sheet, bool(doubt.row), bool(doubt.column), bool(doubt.heading)) == (
            "2020年台账",
            True,
            True,
            True,
        )


def test_no_case_of_the_real_ledger_lacks_a_day_a_party_or_a_story() -> None:
    for case in of_2020().cases:
        assert case.draft is not None
        assert isinstance(case.draft.case["accepted_on"], dt.date)
        assert case.draft.case["summary"]
        assert {party["role"] for party in case.draft.parties} == {"applicant", "respondent"}


def test_a_row_of_the_real_ledger_comes_out_whole() -> None:
    case = next(r for r in of_2020().cases if r.row == 8)
    assert case.draft is not None
    assert case.draft.case == {
        "accepted_on": dt.date(2020, 1, 2), "dispute_type": "08", "source": "own", "route": "people",
        "summary": "修路占地青苗补偿，郝新昌与村委会对棵数有争议，差额350元", "result": "agreed",
        "amount": Decimal("350.00"),
        "performance_told": "not_due",
    }  # fmt: skip
    assert case.draft.parties == [
        {
            "role": "applicant",
            "name": "郝新昌",
            "id_number": "370181199506194075",
            "phone": "14178108714",
        },
        {"role": "applicant", "name": "魏学强"},
        {"role": "respondent", "name": "李长"},
    ]
    assert (case.draft.lead, case.draft.place, case.draft.agreement) == (
        "杜守义",
        "茄庄村",
        {"form": "oral"},
    )
    assert case.draft.visit == {"note": "电话回访", "manner": "phone"}


def test_rows_that_are_no_cases_are_told_apart() -> None:
    empty: list[Cell] = [None] * 7
    made = plan(
        sheet(
            ["柳林镇2020年台账"], HEADING, row(1), empty, ["三月份"], row(2), HEADING, row(3), ["小计", "3件"],
            [4.0], row(5), ["合 计", None, None, None, None, "4件"], ["制表人：田立新", None, "2020年12月31日"],
            merged=[(1, 1, 1, 7)],
        )
    )  # fmt: skip
    assert [(r.verdict, r.reason.rpartition(".")[2]) for r in made.rows] == [
        ("skipped", "title"), ("skipped", "heading"), ("taken", ""), ("skipped", "blank"), ("skipped", "caption"),
        ("taken", ""), ("skipped", "heading"), ("taken", ""), ("skipped", "total"), ("skipped", "only_number"),
        ("taken", ""), ("skipped", "total"), ("skipped", "foot"),
    ]  # fmt: skip


def test_a_total_that_does_not_fit_is_named() -> None:
    made = plan(sheet(HEADING, row(1), row(2), ["合计", "3件"]))
    assert keys(made.rows[-1]) == {"doubt.total_differs"}


def test_a_row_without_people_and_story_is_refused_with_the_reason() -> None:
    made = plan(sheet(HEADING, row(1), [2.0, "2020-03-02", None, None, "邻里", None, "成功"]))
    assert (made.rows[-1].verdict, made.rows[-1].reason) == ("refused", "ledger.refused.nobody")
    assert made.rows[-1].raw["纠纷类型"] == "邻里"


def test_a_row_typed_twice_is_skipped_and_names_the_first() -> None:
    again = row(1, 序号=9.0, 纠纷类型=" 邻里 纠纷", 受理日期="2020-03-01")
    made = plan(sheet(HEADING, row(1), row(2), again))
    assert (made.rows[3].verdict, made.rows[3].reason) == ("skipped", "ledger.skipped.twice")
    assert made.rows[3].facts == {"first": "2"}


def test_a_row_nearly_typed_twice_is_taken_and_named() -> None:
    made = plan(sheet(HEADING, row(1), row(2), row(1, 调解结果="未调成")))
    assert made.rows[3].verdict == "doubtful"
    assert keys(made.rows[3]) == {"doubt.nearly_twice"}


def test_a_person_may_keep_a_row_typed_twice_and_leave_another_out() -> None:
    mapping = Mapping(keep=["台账!3"], leave_out=["台账!4"])
    made = plan(sheet(HEADING, row(1), row(1), row(2)), mapping=mapping)
    assert [(r.verdict, r.reason) for r in made.rows[1:]][1:] == [
        ("doubtful", ""),
        ("skipped", "ledger.skipped.left_out"),
    ]


def test_people_of_merged_rows_belong_to_one_case() -> None:
    more: list[Cell] = [None, None, "王小五", None, None, None, None]
    down = [(2, column, 3, column) for column in (1, 2, 4, 5, 6, 7)]
    made = plan(sheet(HEADING, row(1), more, row(2), merged=down))
    assert [r.verdict for r in made.rows] == ["skipped", "taken", "joined", "taken"]
    draft = made.rows[1].draft
    assert draft is not None
    assert [p["name"] for p in draft.parties] == ["张三丰", "李四海", "王小五"]


def test_people_below_without_merging_are_joined_and_named() -> None:
    made = plan(sheet(HEADING, row(1), [None, None, "王小五", None, None, None, None]))
    assert made.rows[2].verdict == "joined"
    assert "doubt.goes_on" in keys(made.rows[1])


def test_a_day_merged_over_several_cases_holds_for_all_of_them() -> None:
    made = plan(sheet(HEADING, row(1), row(2, "王小五", 受理日期=None), merged=[(2, 2, 3, 2)]))
    draft = made.rows[2].draft
    assert draft is not None
    assert draft.case["accepted_on"] == dt.date(2020, 3, 1)
    assert keys(made.rows[2]) == {"note.merged_down"}


def test_ditto_means_the_cell_above() -> None:
    made = plan(sheet(HEADING, row(1), row(2, 纠纷类型="同上"), row(3, 纠纷类型="〃")))
    assert [c.draft.case["dispute_type"] for c in made.cases if c.draft] == ["02", "02", "02"]
    assert keys(made.rows[3]) == {"note.ditto"}


def test_a_formula_is_named_with_or_without_a_result() -> None:
    made = plan(sheet(HEADING, row(1), row(2, 受理日期=None), formulas=[(2, 6), (3, 2)]))
    assert keys(made.rows[1]) == {"doubt.formula"}
    assert keys(made.rows[2]) == {"doubt.formula_empty"}


def test_an_error_cell_is_named() -> None:
    made = plan(sheet(HEADING, row(1, 受理日期=Stamp("error", "#"))))
    assert keys(made.rows[1]) == {"doubt.error_cell"}


@pytest.mark.parametrize(
    ("heading", "cell", "key"),
    [
        ("协议形式", "书面", "doubt.against_result"), ("履行情况", "已履行", "doubt.against_result"),
        ("结案日期", "2020-02-01", "doubt.day_before"), ("协议编号", "（2019）柳人调字第1号", "doubt.number_year"),
        ("申请人身份证号", "370181202011020035", "doubt.born_later"), ("发生日期", "2020-03-30", "doubt.day_before"),
    ],
)  # fmt: skip
def test_what_a_row_says_against_itself_is_named(heading: str, cell: str, key: str) -> None:
    made = plan(sheet([*HEADING, heading], [*row(1, 调解结果="未调成"), cell]))
    assert key in keys(made.rows[1])


def test_an_amount_that_differs_from_the_story_is_named() -> None:
    made = plan(
        sheet([*HEADING, "涉及金额"], [*row(1, 纠纷简要情况="要求赔偿医药费350元"), "壹万贰仟元整"])
    )
    assert "doubt.amount_story" in keys(made.rows[1])


def test_one_id_number_under_two_names_is_named() -> None:
    body = [[*row(n, name), "370181197511020038"] for n, name in ((1, "张三丰"), (2, "王小五"))]
    made = plan(sheet([*HEADING, "申请人身份证号"], *body))
    assert "doubt.id_shared" in keys(made.rows[2])


def test_a_day_out_of_order_in_an_ordered_ledger_is_named() -> None:
    rows = [row(n) for n in range(1, 20)]
    rows[9] = row(10, 受理日期="2020-12-10")
    made = plan(sheet(HEADING, *rows))
    assert [r.row for r in made.rows if "doubt.day_out_of_order" in keys(r)] == [11]


def test_nothing_typed_is_lost() -> None:
    made = plan(
        sheet([*HEADING, "备注", None], [*row(1, 受理日期="去年腊月"), "=1+1", "多出来的一格"])
    )
    assert made.rows[1].raw["受理日期"] == "去年腊月"
    assert made.rows[1].raw["备注"] == "=1+1"
    assert made.rows[1].raw["I"] == "多出来的一格"


def test_the_year_of_the_title_serves_days_without_one() -> None:
    made = plan(sheet(["柳林镇二〇二二年台账"], HEADING, row(1, 受理日期="3月1日")))
    draft = made.rows[2].draft
    assert draft is not None
    assert draft.case["accepted_on"] == dt.date(2022, 3, 1)
    assert keys(made.rows[2]) == {"doubt.day_year_taken"}


def test_a_year_a_person_gives_serves_too() -> None:
    made = plan(sheet(HEADING, row(1, 受理日期="3月1日")), mapping=Mapping(year=2018))
    draft = made.rows[1].draft
    assert draft is not None
    assert draft.case["accepted_on"] == dt.date(2018, 3, 1)
