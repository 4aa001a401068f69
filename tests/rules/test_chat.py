"""Chat lines in their usual shapes become messages; hostile ones cost nothing."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules import chat

ON = dt.date(2026, 3, 6)  # a Friday

SHAPES = {
    "head with a day": "田立新 2026/3/5 星期四 18:05:21\n12号和13号又为滴水檐吵起来了\n来个人看看\n\n苗秀兰 2026-03-05 18:07\n收到",
    "forwarded": "—————  2026-03-05  —————\n\n\n田立新  18:05\n\n12号和13号又为滴水檐吵起来了\n来个人看看\n\n苗秀兰  18:07\n\n收到",
    "copied": "田立新:\n12号和13号又为滴水檐吵起来了\n来个人看看\n \n苗秀兰:\n收到",
    "on one line": "田立新：12号和13号又为滴水檐吵起来了 来个人看看\n苗秀兰：收到",
    "exported": "[2026-03-05 18:05:21] 田立新: 12号和13号又为滴水檐吵起来了 来个人看看\n[2026-03-05 18:07:00] 苗秀兰: 收到",
    "in brackets": "田立新(2026-03-05 18:05): 12号和13号又为滴水檐吵起来了 来个人看看\n苗秀兰(2026-03-05 18:07): 收到",
    "day first": "2026-03-05 18:05:21 田立新\n12号和13号又为滴水檐吵起来了\n来个人看看\n2026-03-05 18:07:11 苗秀兰\n收到",
    "yesterday": "田立新 昨天 下午6:05\n12号和13号又为滴水檐吵起来了\n来个人看看\n苗秀兰 昨天 18:07\n收到",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_usual_shapes_are_split(shape: str) -> None:
    first, second = chat.split(SHAPES[shape], ON)
    assert (first.who, second.who) == ("田立新", "苗秀兰")
    assert first.text.replace("\n", " ") == "12号和13号又为滴水檐吵起来了 来个人看看"
    assert (first.asks, second.asks) == (True, False)
    if shape not in {"copied", "on one line"}:
        assert first.at == dt.datetime(2026, 3, 5, 18, 5)


def test_a_label_in_a_message_is_no_person() -> None:
    told = "田立新 18:05\n有人反映路灯不亮\n地址：上河村12号\n电话：19900000101"
    (message,) = chat.split(told, ON)
    assert "地址：上河村12号" in message.text
    assert message.at == dt.datetime(2026, 3, 6, 18, 5)


def test_a_time_alone_is_of_the_last_day_and_other_heads_are_messages_too() -> None:
    told = (
        "2026-11-20 15:01 王桂兰\n东头路灯不亮半个月了\n李志强 15:02\n集市占道救护车过不去\n地址：东街\n"
        "赵敏: [图片]\n王桂兰：收到"
    )
    found = chat.split(told, dt.date(2026, 11, 22), dt.date(2026, 11, 20))
    assert [one.who for one in found] == ["王桂兰", "李志强", "赵敏", "王桂兰"]
    assert [one.text for one in found[2:]] == ["[图片]", "收到"]
    assert found[1].at == dt.datetime(2026, 11, 20, 15, 2)
    assert found[1].text.endswith("地址：东街")


def test_a_time_alone_with_no_day_before_it_is_of_the_meeting() -> None:
    said = "李志强 15:02\n集市占道救护车过不去\n王桂兰 昨天 15:03\n路灯不亮"
    first, second = chat.split(said, dt.date(2026, 11, 22), dt.date(2026, 11, 20))
    assert first.at == dt.datetime(2026, 11, 20, 15, 2)
    assert second.at == dt.datetime(2026, 11, 21, 15, 3)


@pytest.mark.parametrize("word", ["费用", "余额", "程序", "方案"])
def test_a_word_before_a_colon_is_no_person(word: str) -> None:
    (message,) = chat.split(f"田立新 18:05\n路灯不亮半个月了\n{word}：三十元", ON)
    assert message.text.endswith(f"{word}：三十元")


def test_what_the_chat_says_itself_is_left_out() -> None:
    told = "田立新:\n有人在集市占道，救护车过不去\n\n苗秀兰:\n“苗秀兰”撤回了一条消息\n"
    assert [one.who for one in chat.split(told, ON)] == ["田立新"]


def test_of_an_answer_only_the_answer_is_kept() -> None:
    told = "苗秀兰 18:07\n「田立新：路灯不亮」\n- - - - - - - - - - - - - - -\n已经联系电工明天来修"
    (message,) = chat.split(told, ON)
    assert message.text == "已经联系电工明天来修"


def test_pictures_and_calls_by_name_are_no_matter() -> None:
    told = "甲某:\n[图片]\n\n乙某:\n@所有人 收到\n\n丙某:\n👍👍👍👍👍👍👍"
    assert [one.asks for one in chat.split(told, ON)] == [False, False, False]


def test_a_text_of_no_shape_is_split_line_by_line() -> None:
    told = "东头路灯不亮半个月了\n\n集市占道救护车过不去"
    assert [(one.who, one.text) for one in chat.split(told, ON)] == [
        ("", "东头路灯不亮半个月了"), ("", "集市占道救护车过不去"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "day"),
    [("3月5日 8:00", (2026, 3, 5)), ("12月30日 8:00", (2025, 12, 30)), ("周三 8:00", (2026, 3, 4)),
     ("星期五 8:00", (2026, 3, 6)), ("26/3/1 8:00", (2026, 3, 1)), ("前天 8:00", (2026, 3, 4))],
)  # fmt: skip
def test_a_day_is_the_latest_one_that_fits(said: str, day: tuple[int, int, int]) -> None:
    (message,) = chat.split(f"田立新 {said}\n路灯不亮半个月了", ON)
    assert message.at == dt.datetime(*day, 8, 0)


def test_signs_that_turn_a_line_around_are_gone() -> None:
    (message,) = chat.split("田立新:\n\u202e路灯不亮\x1b[31m半个月了\u200b", ON)
    assert message.text == "路灯不亮[31m半个月了"


@pytest.mark.parametrize(
    "hostile",
    ["甲" * 100_000, "甲：" * 50_000, "1:1 " * 25_000, "「" * 50_000 + "\n" * 50_000, "[[[[" * 25_000,
     "甲 1:11\n" * 14_000, "- " * 50_000, "甲 " * 50_000 + "18:05"],
)  # fmt: skip
def test_whatever_is_pasted_costs_one_look_a_line(hostile: str) -> None:
    began = time.perf_counter()
    found = chat.split(hostile, ON)
    assert time.perf_counter() - began < 5
    assert len(found) <= chat.MOST
    assert all(len(one.text) <= chat.LONGEST for one in found)


@settings(max_examples=60)
@given(st.text(st.sampled_from("甲乙:： 1-/年月日\n[]「」—昨天午6"), max_size=200))
def test_no_text_is_refused(pasted: str) -> None:
    for one in chat.split(pasted, ON):
        assert one.text.strip()
