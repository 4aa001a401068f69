"""数额: beyond doubt or left alone; capital characters that the agreement check agrees with."""

from __future__ import annotations

import pytest

from app.records import CaseFile
from app.rules.agreement_check import words_and_figures
from app.rules.amounts_said import in_figures, sums_said, with_capital


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("赔三千五百块钱，分两次", "赔3500元，分两次"),
        ("一共两万三千元", "一共23000元"),
        ("医药费八百六十元五角", "医药费860.50元"),
        ("给一百块。", "给100元。"),
        ("一万零五百元钱", "10500元"),
    ],
)
def test_a_sum_in_words_is_offered_in_figures(said: str, written: str) -> None:
    assert in_figures(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "一块地",
        "两块石头",
        "给一块。",
        "三千五",
        "两三百块钱",
        "十几块钱",
        "一百块砖",
        "三分之一",
        "第一元",
        "三千五块钱",
    ],
)
def test_what_is_no_sum_or_not_beyond_doubt_is_left(said: str) -> None:
    assert sums_said(said) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("赔偿3500", "赔偿3500元（大写：人民币叁仟伍佰元整）"),
        ("赔偿3500元", "赔偿3500元（大写：人民币叁仟伍佰元整）"),
        ("赔偿¥1,200.50", "赔偿¥1,200.50元（大写：人民币壹仟贰佰元零伍角）"),
        ("赔偿1.2万元", "赔偿1.2万元（大写：人民币壹万贰仟元整）"),
        ("赔偿800块钱", "赔偿800元（大写：人民币捌佰元整）"),
    ],
)
def test_the_sum_before_the_caret_gets_its_capital_characters(text: str, written: str) -> None:
    found = with_capital(text, len(text), len(text))
    assert found is not None
    assert text[: found.start] + found.figures + text[found.end :] == written


def test_a_marked_sum_in_words_is_written_in_both() -> None:
    text = "赔偿三千五百元，今天"
    found = with_capital(text, 2, 7)
    assert found is not None
    assert found.figures == "3500元（大写：人民币叁仟伍佰元整）"


@pytest.mark.parametrize("text", ["没有钱", "", "0元", "3500.555", "99999999999999999999", "第3条"])
def test_where_no_sum_stands_nothing_is_done(text: str) -> None:
    assert with_capital(text, len(text), len(text)) is None


def test_what_has_capital_characters_already_gets_none_again() -> None:
    text = "3500元（大写：人民币叁仟伍佰元整）"
    assert with_capital(text, 5, 5) is None


def test_the_check_agrees_with_it_and_tells_a_misfit(reference: CaseFile) -> None:
    text = "赔偿3500"
    found = with_capital(text, len(text), len(text))
    assert found is not None
    reference.case.summary = "赔偿" + found.figures
    assert list(words_and_figures(reference)) == []
    reference.case.summary = "赔偿" + found.figures.replace("3500", "3600")
    assert [one.name for one in words_and_figures(reference)] == ["amount_words"]
