"""What is typed and what was written are cut alike, and no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import cut

RARE = "㛃䶮𬱖𬭎𫖯𠅤𬍛𰻝\U000323b0\ue863"  # extensions A to H, one to come, one of private use


def answers(typed: str, told: list[str]) -> bool:
    """Whether words of the index answer a question of any number of words."""
    wanted = cut.question(typed)
    return bool(wanted) and all(one.answered_by(told) for one in wanted)


@given(st.text(alphabet=RARE + "王（）·-, 1", max_size=20))
def test_no_rare_character_is_lost(text: str) -> None:
    told = cut.of_text(text)
    assert [c for c in text if c in RARE] == [w for w in told if w in RARE]


@given(st.text())
def test_no_mark_can_be_typed(text: str) -> None:
    marks = {cut.NAME, cut.PIECE, cut.SERIAL}
    assert not any(mark in word for word in cut.han_runs(text) for mark in marks)
    for one in cut.question(text):
        typed = [word for answer in one.broad for phrase in answer for word in phrase]
        assert all(word[1:] and not set(word[1:]) & marks for word in typed if word[0] in marks)


@given(st.text())
def test_words_hold_nothing_a_query_could_stumble_over(text: str) -> None:
    for word in [
        *cut.of_text(text),
        *cut.of_name(text),
        *cut.of_number(text),
        *cut.of_file_no(text),
    ]:
        assert word
        assert not set(word) & set(" \"'\\*^():\0\n")
        word.encode()


@given(st.text(min_size=1, max_size=60))
def test_a_text_answers_to_itself(text: str) -> None:
    for one in cut.question(text):
        if not one.word.isascii():
            assert one.answered_by(cut.of_text(one.word)), one


@pytest.mark.parametrize(
    "typed",
    [
        "（2026）刁人调字第1号", "(2026)刁人调字第1号", "〔2026〕刁人调字第1号", "２０２６刁人调字第１号",
        "2026刁人调字第1号", "（2026）刁人调字第001号", "（2026）刁人调字第", "刁人调", "第1号", "字第1",
        "1", "01", "2026", "2026 1", "2026-1",
    ],
)  # fmt: skip
def test_a_file_number_is_found_as_it_is_written_or_in_part(typed: str) -> None:
    assert answers(typed, cut.of_file_no("（2026）刁人调字第1号"))


@pytest.mark.parametrize("typed", ["2", "（2025）刁人调字第1号", "第10号", "刁调", "11", "0026"])
def test_another_file_number_is_not_found(typed: str) -> None:
    assert not answers(typed, cut.of_file_no("（2026）刁人调字第1号"))


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("（2026）刁人调字第A7号", "A7"), ("（2026）刁人调字第A7号", "a7"), ("（2026）刁人调字第A7号", "7"),
        ("2026-某人调-0001", "1"), ("2026-某人调-0001", "0001"), ("2026-某人调-0001", "2026-某人调-0001"),
        ("某人调字〔2026〕第012号", "12"), ("某人调字〔2026〕第012号", "某人调字[2026]第12号"),
    ],
)  # fmt: skip
def test_every_pattern_in_use_is_found_by_its_serial(number: str, typed: str) -> None:
    assert answers(typed, cut.of_file_no(number))


@pytest.mark.parametrize(
    "typed",
    ["1380", "0012", "3800", "000012", "138", "13800000012", "138 0000 0012", "138-0000-0012", "１３８０"],
)  # fmt: skip
def test_any_four_figures_of_a_telephone_find_it(typed: str) -> None:
    assert answers(typed, cut.of_number("13800000012"))
    assert answers(typed, cut.of_number("138-0000-0012"))


def test_three_figures_from_the_middle_find_no_telephone() -> None:
    assert not answers("012", cut.of_number("13800000012"))
    assert not answers("27", cut.of_number("13800000027"))


def test_pieces_do_not_reach_from_one_number_into_the_next() -> None:
    told = cut.of_number("13800000000/00012345678")
    assert answers("13800000000", told)
    assert answers("00012345678", told)
    assert not answers("00000001", told)  # four noughts here, one nought less and a one there


@pytest.mark.parametrize(
    "typed", ["4527", "1968", "0315", "370181196803154527", "370181 19680315 4527"]
)
def test_an_identity_number_is_found_by_any_piece(typed: str) -> None:
    assert answers(typed, cut.of_number("370181196803154527"))


@pytest.mark.parametrize("typed", ["452X", "452x", "37018119680315452X"])
def test_the_letter_at_its_end_counts(typed: str) -> None:
    assert answers(typed, cut.of_number("37018119680315452x"))


@pytest.mark.parametrize(
    "typed", ["陈", "㛃", "喆", "㛃喆", "陈㛃喆", "chen", "cj", "che", "cjz", "CJ", "Chen Jie"]
)
def test_a_name_is_found_by_character_and_pinyin(typed: str) -> None:
    assert answers(typed, cut.of_name("陈㛃喆"))


@pytest.mark.parametrize("typed", ["陈喆", "zc", "che n", "xu", "cjx"])
def test_what_is_not_the_name_does_not_find_it(typed: str) -> None:
    assert not answers(typed, cut.of_name("陈㛃喆"))


def test_a_name_with_a_dot_is_found_with_and_without_it() -> None:
    for typed in ("买买提·吐尔逊", "买买提吐尔逊", "吐尔逊", "mmt", "tuerxun"):
        assert answers(typed, cut.of_name("买买提·吐尔逊")), typed


@pytest.mark.parametrize(
    "typed",
    [
        "屋檐滴水",
        "滴水",
        "不足20厘米",
        "20厘米",
        "20",
        "ktv",
        "KT",
        "10500",
        "10,500",
        "鲁A12",
        "A123",
    ],
)
def test_a_piece_of_the_facts_finds_them(typed: str) -> None:
    facts = "新墙距围墙不足20厘米，屋檐滴水；ＫＴＶ赔偿10500元（10,500.00），车号鲁A12345。"
    assert answers(typed, cut.of_text(facts))


def test_words_of_one_question_must_all_stand() -> None:
    told = [*cut.of_name("陈㛃喆"), *cut.of_text("屋檐滴水")]
    assert answers("滴水 陈", told)
    assert answers("陈、滴水", told)
    assert not answers("陈 漏水", told)


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "()", "*", "——", "\0", "\u200b", "NEAR(", "\ud800"]
)
def test_a_question_without_words_is_none(typed: str) -> None:
    wanted = cut.question(typed)
    assert wanted == [] or [one.word for one in wanted] == ["near"]


def test_unseen_characters_do_not_matter() -> None:
    assert answers("葛\U000e0100城", cut.of_name("葛城"))
    assert answers("刁\u200b镇", cut.of_text("刁镇\ufeff"))
