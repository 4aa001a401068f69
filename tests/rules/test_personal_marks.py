"""What tells by its form who somebody is goes out of a text; what a dispute is about stays in."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.rules.personal_marks import days, digits, marks, masked


def shown(text: str) -> str:
    return marks().sub(masked, text)


@pytest.mark.parametrize(
    "told",
    [
        "370181196803154527", "37018119680315452x", "370181680315452", "91370181MA3C12345X", "13800000001",
        "138 0000 0001", "138-0000-0001", "+8613800000001", "１３８００００００００１", "0531-83500000", "83500000",
        "6222021234567890123", "6222 0212 3456 7890 123", "一三八零零零零零零零一", "鲁A12345", "鲁A·D12345",
        "chen@example.com", "1 3 8 0 0 0 0 0 0 0 1",
    ],
)  # fmt: skip
def test_numbers_of_people_go(told: str) -> None:
    assert shown(f"他说是{told}，请记下") == "他说是××××，请记下"


@pytest.mark.parametrize(
    "told",
    [
        "2026年10月8日9时30分", "2026-10-08", "¥10,500.00", "人民币壹万零伍佰元整", "99999999.99元", "1200000元",
        "拆除矮墙4米", "间距18厘米", "第1号", "三间北屋", "约6平方米", "10月5号前付清", "下个月十五号", "本月5号",
    ],
)  # fmt: skip
def test_days_sums_and_measures_stay(told: str) -> None:
    assert shown(told) == told


def test_houses_and_roads_lose_their_numbers_and_names() -> None:
    assert (
        shown("在府前街12号，27号、28号之间，3号楼2单元301室")
        == "在某街×号，×号、×号之间，×号楼×单元×室"
    )


def test_the_number_of_a_matter_goes() -> None:
    assert shown("见（2026）鲁0114诉前调1234号函") == "见（2026）鲁0114诉前调××××号函"


def test_an_account_of_a_messenger_goes() -> None:
    assert shown("微信号：wxid_abc123，QQ 12345") == "微信××××，QQ××××"


@pytest.mark.parametrize(
    "text", ["出生日期：1968年3月15日", "生于1968-03-15", "1968年3月15日出生，"]
)
def test_a_birthday_goes(text: str) -> None:
    assert "3月15" not in shown(text)
    assert "03-15" not in shown(text)


@pytest.mark.parametrize(
    "told",
    [
        "1968年3月15日",
        "1968年03月15日",
        "1968-03-15",
        "1968.3.15",
        "19680315",
        "一九六八年三月十五日",
    ],
)
def test_a_known_birthday_is_found_however_it_is_written(told: str) -> None:
    assert re.fullmatch(days(date(1968, 3, 15)), told)


def test_another_day_is_none() -> None:
    assert not re.fullmatch(days(date(1968, 3, 1)), "1968年3月15日")


def test_a_known_number_is_found_with_blanks_and_strokes_in_it() -> None:
    assert re.fullmatch(digits("138-0000-0001"), "138 00000001")
