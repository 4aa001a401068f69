"""Capital amounts by the annex of 支付结算办法, and what people write in ledgers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.money_words import capital, read_money, says_no_money

AMOUNTS = st.decimals(0, 10**15, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("10500", "人民币壹万零伍佰元整"),
        ("5500", "人民币伍仟伍佰元整"),
        ("10", "人民币壹拾元整"),
        ("0", "人民币零元整"),
        ("0.50", "人民币伍角"),
        ("0.05", "人民币伍分"),
        ("11000", "人民币壹万壹仟元整"),
        ("110000000", "人民币壹亿壹仟万元整"),
        ("100500", "人民币壹拾万零伍佰元整"),
        ("1005000", "人民币壹佰万伍仟元整"),
        ("100070000", "人民币壹亿零柒万元整"),
        ("100000500", "人民币壹亿零伍佰元整"),
        ("1000000000000", "人民币壹万亿元整"),
    ],
)
def test_amounts_are_written_as_the_annex_writes_them(amount, words):
    assert capital(Decimal(amount)) == words
    assert read_money(words) == Decimal(amount)


@given(AMOUNTS)
def test_capital_words_read_back_to_the_same_amount(amount):
    words = capital(amount)
    assert read_money(words) == amount
    assert "零零" not in words
    assert words.startswith("人民币")
    assert words.endswith(("整", "角", "分"))


@given(AMOUNTS)
def test_figures_read_back_to_the_same_amount(amount):
    for written in (f"{amount}", f"¥{amount:,.2f}", f"{amount}元", f"人民币 {amount} 元整"):
        assert read_money(written) == amount


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "10000000000000000"])
def test_what_is_no_amount_has_no_words(amount):
    with pytest.raises(ValueError, match="two decimals"):
        capital(Decimal(amount))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12000", "12000"),
        (2600.0, "2600"),
        ("350元", "350"),
        ("¥1,200.00", "1200"),
        ("￥１，２００．００", "1200"),
        ("壹万贰仟元整", "12000"),
        ("0.02万", "200"),
        ("0.035万", "350"),
        ("1.2万元", "12000"),
        ("3千", "3000"),
        ("RMB 800", "800"),
        ("500块钱", "500"),
        ("两千", "2000"),
        ("一万零五百", "10500"),
        ("十二万", "120000"),
        ("三百五十元五角", "350.50"),
        ("五圆零五分", "5.05"),
        ("叁角", "0.30"),
        ("一亿二千万", "120000000"),
    ],
)
def test_what_ledgers_hold_is_read_exactly(written, amount):
    assert read_money(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    ["", "/", "无", "约5000元", "5000元/年", "-5", "1.234", "一万二", "二千三", "1万2千", "元", "整",
     "百", "百元", "千二百", "万元", "二百三百", "一二三", "五元某角", "nan", "十六位" * 3,
     "10000000000000000", "0.0000001万", "两头牛", "一二元", "零万元",
     "一亿一万万元", "一万二万", "一万亿亿亿", "百万", "一百万百"],
)  # fmt: skip
def test_what_is_no_single_exact_amount_is_not_guessed(written):
    assert read_money(written) is None


@pytest.mark.parametrize(
    ("written", "none"), [("/", True), (" 无 ", True), ("", True), ("5", False)]
)
def test_a_stroke_says_that_no_money_is_involved(written, none):
    assert says_no_money(written) is none
