"""Columns under any name and in any order; several heading rows; several sheets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.ledger.columns import Layout, guess_layouts
from app.desk.ledger.workbook import Cell, Workbook
from app.rules.sheet_format import shipped
from tests.desk.ledger.sheets import HEADING, plan, row, sheet

WAYS: dict[str, tuple[list[str], list[Cell]]] = {
    "case.accepted_on": (
        ["受理日期", "受理时间", "登记日期", "时间", "日 期", "收案日期"],
        ["2020-03-01", "2020.3.2", "2020年3月3日"],
    ),
    "applicant.name": (
        ["申请人", "甲方", "申请人姓名", "当事人（甲方）", "当事人1", "原告"],
        ["张三丰", "王小二", "欧阳𬭎"],
    ),
    "applicant.phone": (
        ["申请人电话", "甲方联系方式", "电话（申请人）", "申请人手机"],
        [13800000001.0, "13800000002", None],
    ),
    "applicant.id_number": (
        ["申请人身份证号", "甲方身份证", "申请人证件号码"],
        ["370181197511020038", None, "370181196803154527"],
    ),
    "respondent.name": (
        ["被申请人", "乙方", "被申请人姓名", "当事人（乙方）", "当事人2", "被告"],
        ["李四海", "赵小三", "陈㛃喆"],
    ),
    "respondent.phone": (
        ["被申请人电话", "乙方联系方式", "对方当事人电话"],
        ["13900000001", None, None],
    ),
    "case.dispute_type": (
        ["纠纷类型", "纠纷类别", "案由", "案件类型", "纠纷性质"],
        ["邻里纠纷", "宅基地", "合同纠纷"],
    ),
    "case.summary": (
        ["纠纷简要情况", "案情", "主要内容", "简要案情", "纠纷简介"],
        ["两家因院墙滴水发生争吵", "宅基地东西相邻，滴水超出界石", "买玉米尾款拖欠半年未付"],
    ),
    "case.source": (["来源", "案件来源", "纠纷来源"], ["当事人申请", "12345热线", "派出所移交"]),
    "case.result": (["调解结果", "处理结果", "是否成功", "结果"], ["调解成功", "未调成", "成功"]),
    "case.amount": (["涉及金额", "涉案金额（元）", "标的额", "金额"], [1200.0, "350元", "/"]),
    "case.lead_id": (
        ["调解员", "主办调解员", "承办人", "调解人"],
        ["孟广田", "苗秀兰", "孟广田、苗秀兰"],
    ),
    "agreement.form": (["协议形式", "协议类型"], ["书面", None, "口头协议"]),
    "case.remark": (["备注", "附注"], [None, "转司法所", None]),
}


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[str], list[list[Cell]]]:
    """One and the same ledger, its columns in any order and under any of their names."""
    targets = draw(st.permutations(list(WAYS)))
    headings: list[Cell] = [draw(st.sampled_from(WAYS[target][0])) for target in targets]
    body = [[WAYS[target][1][n] for target in targets] for n in range(3)]
    return list(targets), [headings, *body]


@given(ledgers())
@settings(max_examples=150, deadline=None)
def test_names_and_order_of_columns_do_not_matter(made: tuple[list[str], list[list[Cell]]]) -> None:
    targets, rows = made
    layout = guess_layouts(Workbook("xlsx", [sheet(*rows)]))[0]
    assert [column.take_as for column in layout.columns] == targets


@given(ledgers())
@settings(max_examples=40, deadline=None)
def test_the_same_cases_come_out_of_every_order(made: tuple[list[str], list[list[Cell]]]) -> None:
    usual = [
        [WAYS[target][0][0] for target in WAYS],
        *[[WAYS[t][1][n] for t in WAYS] for n in range(3)],
    ]
    drafts = [case.draft for case in plan(sheet(*made[1])).cases]
    assert drafts == [case.draft for case in plan(sheet(*usual)).cases]


def take_as(layout: Layout) -> dict[str, str]:
    return {column.heading: column.take_as for column in layout.columns}


@pytest.mark.parametrize(("kind", "count"), [("x25", 25), ("ajbl", 28)])
def test_every_column_of_the_provincial_sheets_is_known(kind: str, count: int) -> None:
    headings: list[Cell] = list(shipped()[kind].headings())
    layout = guess_layouts(Workbook("xlsx", [sheet(headings)]))[0]
    assert len(layout.columns) == count
    assert [c.heading for c in layout.columns if not c.take_as] == []


def test_a_number_belongs_to_the_name_before_it() -> None:
    heading: list[Cell] = ["申请人", "身份证号", "联系电话", "被申请人", "联系电话", "案情"]
    found = guess_layouts(Workbook("xlsx", [sheet(heading)]))[0]
    assert [c.take_as for c in found.columns][:5] == [
        "applicant.name", "applicant.id_number", "applicant.phone", "respondent.name", "respondent.phone",
    ]  # fmt: skip


def test_two_equal_columns_behind_both_names_go_in_order() -> None:
    heading: list[Cell] = ["申请人", "被申请人", "电话", "电话", "案情"]
    found = guess_layouts(Workbook("xlsx", [sheet(heading)]))[0]
    assert [c.take_as for c in found.columns][2:4] == ["applicant.phone", "respondent.phone"]
    assert found.columns[2].reason == "ledger.column.by_order"


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    top: list[Cell] = ["编号", "登记时间", "甲方", None, None, "乙方", None, None, "案由", "案情"]
    below: list[Cell] = [None, None, "姓名", "年龄", "手机", "姓名", "年龄", "手机", None, None]
    body: list[Cell] = [
        1.0,
        "2022-1-3",
        "王大一",
        40.0,
        13800000000.0,
        "赵小一",
        "30岁",
        "13900000000",
        "邻里",
        "因出路问题发生争吵",
    ]
    for merged in ([(1, 3, 1, 5), (1, 6, 1, 8), (1, 1, 2, 1)], []):
        found = guess_layouts(Workbook("xlsx", [sheet(top, below, body, merged=merged)]))[0]
        assert (found.first, found.last) == (1, 2)
        assert [c.take_as for c in found.columns] == [
            "row.number", "case.accepted_on", "applicant.name", "applicant.age_told", "applicant.phone",
            "respondent.name", "respondent.age_told", "respondent.phone", "case.dispute_type", "case.summary",
        ]  # fmt: skip


def test_an_unknown_heading_is_kept_word_for_word_and_never_guessed_over_names() -> None:
    body = [[*row(n), "赵德柱"] for n in range(1, 4)]
    made = plan(sheet([*HEADING, "微信群主"], *body))
    assert take_as(made.layouts[0])["微信群主"] == ""
    assert made.cases[0].raw["微信群主"] == "赵德柱"


def test_numbers_under_an_unknown_heading_are_told_by_their_form_and_named_unsure() -> None:
    body = [[*row(n), f"3701811975110200{n}8"] for n in range(1, 4)]
    made = plan(sheet([*HEADING, "证号码"], *body))
    column = made.layouts[0].columns[-1]
    assert (column.take_as, column.sure < 0.75) == ("respondent.id_number", True)
    assert any(
        n.key == "ledger.doubt.column_unsure" and n.heading == "证号码" for n in made.notices
    )


def test_a_heading_that_the_cells_deny_is_not_believed() -> None:
    body = [[*row(n), "已办"] for n in range(1, 4)]
    column = plan(sheet([*HEADING, "涉及金额"], *body)).layouts[0].columns[-1]
    assert (column.take_as, column.reason) == ("", "ledger.column.unfit")


def test_a_sheet_without_heading_goes_on_as_the_one_before_and_says_so() -> None:
    first = sheet(HEADING, *[row(n) for n in range(1, 5)], name="一月")
    second = sheet(*[row(n) for n in range(5, 9)], name="二月")
    made = plan(first, second)
    assert len(made.cases) == 8
    assert any(n.sheet == "二月" and n.key == "ledger.doubt.column_unsure" for n in made.notices)


def test_two_tables_in_one_sheet_each_have_their_own_columns() -> None:
    other: list[Cell] = ["申请人", "案情", "被申请人", "时间"]
    line: list[Cell] = ["孙七", "因出路问题发生争吵多年", "周八", "2020-05-01"]
    made = plan(sheet(HEADING, row(1), other, line))
    drafts: list[Any] = [case.draft for case in made.cases]
    assert [d.parties[0]["name"] for d in drafts] == ["张三丰", "孙七"]


def test_a_heading_in_words_nobody_knows_is_not_taken_for_a_case() -> None:
    heading: list[Cell] = ["哪天来的", "谁来找的", "找的谁", "为了啥事", "调成没"]
    body: list[list[Cell]] = [
        [f"2020-03-{n:02d}", f"张三{c}", f"李四{c}", "两家因滴水沟发生争吵多年", "成功"]
        for n, c in enumerate("甲乙丙丁戊己", 1)
    ]
    made = plan(sheet(["老孟的本子"], heading, *body))
    assert [row_.verdict for row_ in made.rows] == ["skipped", "skipped", *["taken"] * 6]
    assert [c.take_as for c in made.layouts[0].columns] == [
        "case.accepted_on", "applicant.name", "respondent.name", "case.summary", "case.result",
    ]  # fmt: skip
    assert sum(n.key == "ledger.doubt.column_unsure" for n in made.notices) == 5


def test_a_sheet_of_figures_is_no_ledger() -> None:
    figures = sheet(
        ["月份", "受理件数", "成功件数"], ["一月", 12.0, 10.0], ["二月", 9.0, 9.0], name="汇总"
    )
    made = plan(sheet(HEADING, row(1), row(2)), figures)
    assert len(made.cases) == 2
    assert {r.reason for r in made.rows if r.sheet == "汇总"} == {"ledger.skipped.notes"}


def test_a_hidden_sheet_is_read_and_named() -> None:
    made = plan(sheet(HEADING, row(1), hidden=True))
    assert [n.key for n in made.notices] == ["ledger.doubt.hidden_sheet"]
