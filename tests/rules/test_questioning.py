"""问答笔录: the next line knows who speaks, and a person always has the last word."""

from __future__ import annotations

import pytest

from app.rules.questioning import (
    Change,
    begun,
    entered,
    follows,
    is_question,
    line_at,
    put_in,
    speaker_before,
    spoken,
    taken_away,
    turned,
    voice_of,
)

SESSION = ("调解员问：", "张三答：", "李四答：")


def done(text: str, change: Change | None) -> str:
    """The text after the key."""
    assert change is not None
    return text[: change.start] + change.text + text[change.end :]


def press(text: str, *voices: str) -> str:
    """Enter at the end."""
    return done(text, entered(text, len(text), voices or ("问：", "答：")))


def test_question_and_answer_take_turns() -> None:
    text = done("", begun("", 0))
    for line in ("叫什么名字？", "张三。", "哪里人？"):
        text = press(text + line)
    assert text == "问：叫什么名字？\n答：张三。\n问：哪里人？\n答："


def test_switched_on_in_a_line_with_words_nothing_is_changed() -> None:
    assert begun("时间：今天", 3) is None


def test_switched_on_in_an_empty_line_the_next_voice_stands_there() -> None:
    text = "问：叫什么？\n"
    assert done(text, begun(text, len(text))) == "问：叫什么？\n答："


@pytest.mark.parametrize(
    ("above", "next_voice"),
    [
        ("", "问："),
        ("就在家里。", "问："),
        ("问：谁在场？", "答："),
        ("答：没有人。", "问："),
        ("调解员问：谁在场？", "答："),
        ("调解员问：谁在场？\n张三答：没有人。", "调解员问："),
        ("问：谁在场？\n答：没有人。\n后来他也来了。", "问："),
        ("问:谁在场？", "答："),
    ],
)
def test_what_comes_next_is_told_by_what_stands_above(above: str, next_voice: str) -> None:
    assert follows(above, len(above)) == next_voice


def test_whoever_answered_last_answers_again() -> None:
    text = "调解员问：认不认？\n李四答：认。\n调解员问：赔多少？"
    assert press(text, *SESSION).endswith("\n李四答：")


def test_the_first_answer_comes_of_the_first_party() -> None:
    assert press("调解员问：认不认？", *SESSION).endswith("\n张三答：")


def test_enter_on_a_voice_alone_lets_the_other_side_speak() -> None:
    assert press("问：谁？\n答：") == "问：谁？\n问："
    assert press("问：谁？\n问：") == "问：谁？\n答："
    assert press("问：") == "答："


def test_backspace_takes_an_empty_voice_away_whole() -> None:
    text = "问：谁？\n答："
    assert done(text, taken_away(text, len(text))) == "问：谁？\n"
    text = "调解员问："
    assert done(text, taken_away(text, len(text))) == ""


@pytest.mark.parametrize(
    ("text", "at"), [("答：我", 3), ("答：我", 2), ("答：", 1), ("我答", 2), ("", 0)]
)
def test_any_other_backspace_is_an_ordinary_one(text: str, at: int) -> None:
    assert taken_away(text, at) is None


def test_one_key_lets_the_next_one_speak() -> None:
    text = "调解员问：认不认？\n张三答：认。"
    once = done(text, turned(text, len(text), SESSION))
    assert once == "调解员问：认不认？\n李四答：认。"
    twice = done(once, turned(once, len(once), SESSION))
    assert twice == "调解员问：认不认？\n调解员问：认。"


def test_a_line_without_a_voice_gets_the_first() -> None:
    assert done("认不认？", turned("认不认？", 2, SESSION)) == "调解员问：认不认？"


def test_enter_before_a_voice_only_makes_room() -> None:
    text = "问：谁？\n答：我。"
    assert done(text, entered(text, 0)) == "\n" + text
    assert done(text, entered(text, 5)) == "问：谁？\n\n答：我。"
    assert done(text, entered(text, 6)) == "问：谁？\n答\n：我。"


def test_enter_in_the_middle_gives_the_rest_to_the_other_side() -> None:
    text = "问：谁？我。"
    assert done(text, entered(text, 4)) == "问：谁？\n答：我。"


def test_lines_of_one_answer_belong_to_it() -> None:
    text = "问：经过？\n答：先吵。\n后来动手。"
    assert speaker_before(text, len(text)) == "答："
    assert press(text).endswith("\n问：")


def test_other_line_ends_of_the_window_are_line_ends() -> None:
    text = "问：经过？\u2029答：先吵。\u2028后来动手。"
    assert line_at(text, len(text)).voice == ""
    assert speaker_before(text, len(text)) == "答："


@pytest.mark.parametrize(
    "line", ["他问我：在哪？", "问题是这样：", "回答得好", "，问：", "他说，答："]
)
def test_a_sentence_is_no_voice(line: str) -> None:
    assert voice_of(line) == ""


def test_party_names_speak_where_they_are_told() -> None:
    voices = ("甲方：", "乙方：")
    assert voice_of("甲方：同意。", voices) == "甲方："
    assert voice_of("甲方：同意。") == ""
    assert not is_question("甲方：")
    text = press("", *voices)
    assert text == "\n甲方："
    assert press("甲方：同意。", *voices) == "甲方：同意。\n乙方："
    assert press("甲方：同意。\n乙方：我也同意。", *voices).endswith("\n甲方：")


def test_who_is_told_by_the_name_alone_speaks_too() -> None:
    assert press("调解员：认不认？", *SESSION).endswith("\n张三答：")
    text = "调解员：认不认？\n李四：认。"
    assert press(text, *SESSION).endswith("\n调解员：")
    assert press(press(text, *SESSION) + "赔多少？", *SESSION).endswith("\n李四：")
    assert done(text, turned(text, len(text), SESSION)).endswith("\n调解员问：认。")


def test_ready_words_take_the_place_of_a_voice_that_said_nothing_yet() -> None:
    text = "问：谁？\n答：我。\n问："
    ready = "问：你有什么要求？\n答："
    assert done(text, put_in(text, len(text), ready)) == "问：谁？\n答：我。\n" + ready
    assert done(text, put_in(text, len(text), "在哪？")) == text + "在哪？"
    assert done("答：我", put_in("答：我", 3, "问：谁")) == "答：我\n问：谁"
    assert done("答：", put_in("答：", 2, "没有")) == "答：没有"
    assert done("好。", put_in("好。", 2, "调解员：坐下说。")) == "好。\n调解员：坐下说。"


def test_a_voice_nobody_spoke_with_is_no_text() -> None:
    assert spoken("问：叫什么？\n答：", "答：") == "问：叫什么？"
    assert spoken("问：", "问：") == ""
    for text, voice in (
        ("问：叫什么？\n答：张三", "答："), ("答：\n问：完了？", "答："), ("他说到问：", "问："), ("问：", ""),
    ):  # fmt: skip
        assert spoken(text, voice) == text
