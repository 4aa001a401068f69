"""Instalments come to the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Agreement, Case, CaseFile, Room
from app.rules.instalments import instalments_add_up, parts_of
from app.rules.money_words import capital


def said(text: str) -> list[dict[str, object]]:
    case_file = CaseFile(Case(), Room(), agreements=[Agreement(terms=[text])])
    return [dict(one.facts) for one in instalments_add_up(case_file)]


@pytest.mark.parametrize(
    "text",
    ["共计12000元，分三期付清，每期4000元", "合计人民币壹万贰仟元整，分12个月付清，每月付1000元",
     "共计9000元，第一期付5000元，第二期付4000元", "共计12000元，首付2000元，余款分五期，每期2000元",
     "共3人，每人500元", "共计9000元，分三年付清，每月250元", "共计5000元，第一次调解未成，第二次调解达成协议",
     "分两期付清甲等人工资，合计人民币5000元"],
)  # fmt: skip
def test_what_adds_up_or_cannot_be_added_is_let_be(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("共计12000元，分三期付清，每期3000元", "9,000.00"),
        ("总额为1.2万元，分十二期，每期900元", "10,800.00"),
        ("合计9000元：第一期5000元于2026年11月1日前付，第二期3000元于12月1日前付", "8,000.00"),
    ],
)
def test_what_does_not_add_up_is_told_with_both_sums(text, parts):
    (found,) = said(text)
    assert found["parts"] == parts


@given(st.integers(2, 99), st.integers(1, 90000))
def test_equal_parts_are_multiplied_in_figures_and_in_capitals(times, each):
    told = f"共计{times * each}元，分{times}期，每期"
    assert said(f"{told}{each}元") == []
    assert said(f"{told}{capital(Decimal(each))}") == []
    assert parts_of(f"{told}{each}元") == times * each
