"""Names: found in what stands in a field, written as published judgments write them, the same everywhere."""

from __future__ import annotations

import re

import pytest

from app.rules.name_aliases import Names, apart, doubtful, is_unit, person, plain, spelt, stem


def made(*told: str) -> dict[str, str]:
    names = Names()
    for one in told:
        names.add(one)
    return names.aliases()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("陈㛃喆", "陈㛃喆"),
        ("张 三", "张三"),
        ("旧军村村民 于德福", "于德福"),
        ("旧军村村民于德福", "于德福"),
        ("宋学文律师", "宋学文"),
        ("周立新（驻村辅警）", "周立新"),
        ("阿卜杜热合曼·买买提依明", "阿卜杜热合曼·买买提依明"),
        ("村民", ""),
    ],
)
def test_the_name_stands_among_words_that_say_who_it_is(told: str, name: str) -> None:
    assert person(told) == name


def test_a_name_keeps_its_family_name() -> None:
    assert made("陈㛃喆", "欧阳𬭎", "阿卜杜·买买提", "Smith") == {
        "陈㛃喆": "陈某", "㛃喆": "陈某", "欧阳𬭎": "欧阳某", "阿卜杜·买买提": "阿某",
        "阿卜杜": "阿某", "买买提": "阿某", "Smith": "S某", "mith": "S某",
    }  # fmt: skip


def test_two_of_one_family_name_are_told_apart() -> None:
    told = made("张三", "张四", "李五", "张三")
    assert (told["张三"], told["张四"], told["李五"]) == ("张某甲", "张某乙", "李某")


def test_more_than_ten_of_one_family_name_are_told_apart() -> None:
    told = [stem(number) for number in range(1, 131)]
    assert (told[0], told[9], told[10], told[20]) == ("甲", "癸", "甲甲", "乙甲")
    assert len(set(told)) == 130


@pytest.mark.parametrize("name", ["王三千", "李五月", "赵十里"])
def test_a_given_name_that_is_a_figure_stays_in_the_text(name: str) -> None:
    assert set(made(name)) == {name}


def test_a_unit_keeps_what_it_is() -> None:
    assert is_unit("旧军村股份经济合作社")
    assert made("旧军村股份经济合作社", "李记饭店") == {
        "旧军村股份经济合作社": "某股份经济合作社", "李记饭店": "某饭店",
    }  # fmt: skip


def test_several_people_may_stand_in_one_field() -> None:
    assert set(made("网格员 刘春梅、民警周立新")) >= {"刘春梅", "周立新"}


def test_a_given_name_that_is_an_ordinary_word_stays_in_the_text() -> None:
    assert "人民" not in made("李人民")


def test_who_is_entered_nowhere_is_known_by_the_word_before() -> None:
    names = Names()
    names.mentioned(
        ["邻居王大壮说墙是后砌的。", "村民一共三户，证人刘强称看见了。", "申请人和被申请人同意。"]
    )
    assert set(names.told) == {"王大壮", "刘强"}


def test_what_may_be_a_name_is_shown_to_a_person() -> None:
    text = "王大壮说墙是后砌的，张某称不知。李强打伤了人。两户的妻子在场，申请人认为不公。"
    assert doubtful(text) == ["王大壮", "李强"]


def test_blanks_and_dots_hide_no_name() -> None:
    for name, text in (
        ("张三丰", "张 三\n丰"),
        ("买买提·艾力", "买买提•艾力"),
        ("买买提·艾力", "买买提艾力"),
    ):
        assert re.search(spelt(name), text)
        assert plain(text) == plain(name)


def test_a_word_that_ends_in_a_figure_is_not_found_in_a_longer_one() -> None:
    assert re.search(apart("张某1", spelt("张某1")), "张某1，500元")
    assert not re.search(apart("张某1", spelt("张某1")), "张某1500元")
