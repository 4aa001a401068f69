"""口述的文字: punctuation and lines come right, and no word is ever changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.dictated import MARKS, tidy


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("我叫张三逗号今年五十岁句号", "我叫张三，今年五十岁。"),
        ("你叫什么名字问号换行我叫张三句号", "你叫什么名字？\n我叫张三。"),
        ("地点冒号村委会另起一行时间冒号上午", "地点：村委会\n时间：上午"),
        ("有鸡顿号鸭顿号鹅感叹号", "有鸡、鸭、鹅！"),
        ("两家吵起来了,谁也不让.后来报了警", "两家吵起来了，谁也不让。后来报了警"),
        ("他说:不赔!为什么?没道理;就这样", "他说：不赔！为什么？没道理；就这样"),
        ("欠款1,500.50元，上午10:30还", "欠款1,500.50元，上午10:30还"),
        ("见www.a.cn/b?c=1 那里", "见www.a.cn/b?c=1 那里"),
        ("菜棚(塑料的)坏了", "菜棚（塑料的）坏了"),
        ("好。。我知道了，，走吧，。", "好。我知道了，走吧。"),
        ("你叫什么？问号", "你叫什么？"),
        ("后来……就算了。。。", "后来……就算了……"),
        ("我  叫   张三 ， 来了", "我 叫 张三，来了"),
        ("一\r\n\r\n\r\n\r\n二", "一\n\n二"),
        ("我叫张三换行，今年五十", "我叫张三\n今年五十"),
        ("\ufeff我\u200b来了", "我来了"),
        ("他住3号楼,电话13800000001.", "他住3号楼，电话13800000001。"),
        ("你来过？，。", "你来过？"),
    ],
)
def test_a_dictated_text_is_tidied(said: str, written: str) -> None:
    assert tidy(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "这件事总算画上了句号", "他心里打了个问号", "今天给这件事画上句号", "开了一家分号店", "他想换行",
        "银行换行长了", "变换行业", "标点逗号的用法", "他写了三个问号", "他反问我", "问题是没有钱", "他答应了",
        "问他他不说。答复已经给了。",
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_left_alone(said: str) -> None:
    assert tidy(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "问，你叫什么？答，我叫张三。",
        "问：你叫什么？答：我叫张三。",
        "问你叫什么？答我叫张三。",
        "问冒号你叫什么问号答冒号我叫张三句号",
        "问 你叫什么？答 我叫张三。",
        "问,你叫什么?答,我叫张三.",
    ],
)
def test_question_and_answer_stand_on_lines_of_their_own(said: str) -> None:
    assert tidy(said) == "问：你叫什么？\n答：我叫张三。"


def test_who_speaks_by_name_stands_on_a_line_too() -> None:
    assert tidy("调解员问:你同意吗?张三答:同意.") == "调解员问：你同意吗？\n张三答：同意。"
    assert tidy("他没说。他问：去哪？李四答：家。") == "他没说。他问：去哪？李四答：家。"


def test_blanks_part_question_and_answer_where_nothing_else_does() -> None:
    said = "问 你叫什么 答 我叫张三 问 住哪里 答 柳林村"
    assert tidy(said) == "问：你叫什么\n答：我叫张三\n问：住哪里\n答：柳林村"


def test_an_answer_alone_is_no_conversation() -> None:
    assert tidy("答，我叫张三。") == "答，我叫张三。"


def test_turns_go_on() -> None:
    said = "问，你叫什么？答，我叫张三。问，多大了？答，五十。就这些。"
    assert tidy(said).split("\n") == [
        "问：你叫什么？", "答：我叫张三。", "问：多大了？", "答：五十。就这些。",
    ]  # fmt: skip


def test_spoken_numbers_stay_as_they_were_said() -> None:
    assert tidy("赔三千五百块钱逗号分两次") == "赔三千五百块钱，分两次"


BITS = st.sampled_from(
    [*MARKS, "换行", "另起一行", "问", "答", "我", "叫张三", "，", "。", "？", ",", ".", "?", ":", " ", "  ",
     "\n", "3", "5", "(", ")", "a", "…", "了", "个", "！", "、", "；"]
)  # fmt: skip
GONE = set("，。？！；：、…,.?!:;() \n（）")


def bare(text: str) -> str:
    """Only the words, without marks said or written, and without 换行."""
    for word in sorted((*MARKS, "换行", "另起一行"), key=len, reverse=True):
        text = text.replace(word, "")
    return "".join(one for one in text if one not in GONE)


@settings(max_examples=60)
@given(st.lists(BITS, max_size=14))
def test_no_word_is_lost_and_tidying_twice_changes_nothing(bits: list[str]) -> None:
    text = "".join(bits)
    once = tidy(text)
    assert tidy(once) == once
    assert bare(once) == bare(text)


@pytest.mark.parametrize(
    "bit", ["问", "。问x", "？，", "句号", "(我", "a, ", "三千块", "。问a？答"]
)
def test_a_long_text_of_one_thing_over_and_over_is_tidied_too(bit: str) -> None:
    once = tidy(bit * (20_000 // len(bit)))
    assert tidy(once) == once
