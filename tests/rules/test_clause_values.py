"""What was typed in a blank, as the clause writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.papers import phrases
from app.rules.clause_book import Blank
from app.rules.clause_values import names_of, numeral, read
from app.words import say


@pytest.mark.parametrize(
    ("kind", "typed", "words", "value"),
    [
        ("money", "1.05万元", "人民币壹万零伍佰元整（¥10,500.00）", Decimal(10500)),
        ("money", Decimal("0.07"), "人民币柒分（¥0.07）", Decimal("0.07")),
        ("day", "2026-3-9", "2026年3月9日", date(2026, 3, 9)),
        ("day", "2026年12月31日", "2026年12月31日", date(2026, 12, 31)),
        ("day", date(2027, 1, 1), "2027年1月1日", date(2027, 1, 1)),
        ("count", "３个", "3", 3),
        ("manner", "转账", "银行转账", "bank"),
        ("manner", "粮食两袋", "粮食两袋", "other"),
        ("text", " 北屋\n东墙 ", "北屋 东墙", "北屋 东墙"),
        ("party", "赵一、钱二", "赵一、钱二", "赵一、钱二"),
    ],
)  # fmt: skip
def test_a_blank_is_read_by_its_kind(kind: str, typed: object, words: str, value: object) -> None:
    found = read(Blank("空", kind), typed)
    assert (found.words, found.value, found.doubt) == (words, value, None)


@pytest.mark.parametrize(
    ("kind", "typed", "name"),
    [
        ("money", "一万二", "bad_money"), ("money", "0", "bad_money"), ("money", "-5", "bad_money"),
        ("money", "12.345", "bad_money"), ("day", "年底", "bad_day"), ("day", "2026-2-30", "bad_day"),
        ("count", "几个", "bad_count"), ("count", "0", "bad_count"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays_as_typed_and_is_said(kind: str, typed: str, name: str) -> None:
    found = read(Blank("金额", kind), typed)
    assert (found.words, found.value) == (typed, None)
    assert found.doubt is not None
    assert found.doubt.name == name
    sentence = found.doubt.said(say)
    assert typed in sentence
    assert "金额" in sentence


def test_an_empty_blank_is_no_fault() -> None:
    assert read(Blank("金额", "money"), "  ").doubt is None
    assert read(Blank("金额", "money"), None).words == ""


def test_names_are_parted_as_people_part_them() -> None:
    assert names_of("赵一、钱二，孙三") == ["赵一", "钱二", "孙三"]


def test_clauses_are_counted_as_the_papers_count_them() -> None:
    assert [numeral(n) for n in range(1, 100)] == [phrases.numeral(n) for n in range(1, 100)]
    assert [numeral(n) for n in (100, 101, 110, 120)] == [
        "一百",
        "一百零一",
        "一百一十",
        "一百二十",
    ]
