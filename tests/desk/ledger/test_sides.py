"""Both sides in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.ledger.sides import read_sides


def sides(text: str) -> tuple[list[str], list[str], set[str]]:
    left, right = read_sides(text)
    keys = {remark.key.removeprefix("ledger.") for remark in (*left.remarks, *right.remarks)}
    return [p.name for p in left.people], [p.name for p in right.people], keys


@pytest.mark.parametrize(
    "text",
    ["张三诉李四", "张三与李四", "张三和李四", "张三-李四", "张三\n李四",
     "申请人：张三；被申请人：李四", "申请人张三，被申请人李四",
     "甲方：张三\n乙方：李四", "张三与李四邻里纠纷", "张三与李四之间的相邻关系纠纷一案",
     "张三诉李四民间借贷纠纷", "张三、李四", "张三 李四"],
)  # fmt: skip
def test_two_sides_are_parted(text: str) -> None:
    left, right, _ = sides(text)
    assert (left, right) == (["张三"], ["李四"])


@pytest.mark.parametrize(
    ("text", "key"), [("张三与李四", "doubt.sides_split"), ("张三、李四", "doubt.sides_guess")]
)
def test_who_applied_is_a_guess_and_is_named(text: str, key: str) -> None:
    assert key in sides(text)[2]


def test_labels_leave_no_doubt() -> None:
    assert sides("被申请人：李四 申请人：张三") == (["张三"], ["李四"], set())


def test_a_name_with_and_in_it_is_one_name() -> None:
    assert sides("李和平与王和") == (["李和平"], ["王和"], {"doubt.sides_split"})


def test_one_name_alone_is_left_without_a_side() -> None:
    assert sides("李和平") == (["李和平"], [], {"doubt.sides_unknown"})


@given(st.text(alphabet="张三李四与和诉、；：申请被人（） 纠纷\n", max_size=30))
def test_no_text_breaks_the_parting(text: str) -> None:
    sides(text)
