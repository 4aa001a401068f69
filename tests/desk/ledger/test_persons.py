"""Several people in one cell, facts beside a name, names that are damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.ledger.persons import read_persons


def names(text: str) -> list[str]:
    return [person.name for person in read_persons(text).people]


def keys(text: str) -> list[str]:
    return [remark.key.removeprefix("ledger.") for remark in read_persons(text).remarks]


@pytest.mark.parametrize(
    "text",
    ["张三丰、李四", "张三丰，李四", "张三丰；李四", "张三丰\n李四", "张三丰 李四", "张三丰和李四", "1.张三丰 2.李四",
     "1、张三丰\n2、李四", "张三丰/李四", " 张三丰 、 李四 "],
)  # fmt: skip
def test_two_people_in_one_cell_are_parted_and_said(text: str) -> None:
    assert names(text) == ["张三丰", "李四"]
    assert "doubt.persons_several" in keys(text)


@pytest.mark.parametrize(
    ("text", "name"), [("张 三", "张三"), ("欧阳 明", "欧阳明"), ("李和平", "李和平")]
)
def test_one_person_is_not_made_two(text: str, name: str) -> None:
    assert names(text) == [name]


def test_facts_in_brackets_are_read() -> None:
    person = read_persons("张三（男，45岁，汉族，13800000000）").people[0]
    assert (person.name, person.facts) == (
        "张三",
        {"phone": "13800000000", "age_told": "45", "sex": "男", "ethnicity": "汉族"},
    )


def test_facts_behind_commas_belong_to_the_name_before_them() -> None:
    people = read_persons("张三，男，45岁；李四，女").people
    assert [(p.name, p.facts) for p in people] == [
        ("张三", {"sex": "男", "age_told": "45"}),
        ("李四", {"sex": "女"}),
    ]


def test_a_bracket_that_tells_something_else_is_named() -> None:
    assert names("张三（李四之妻）") == ["张三"]
    assert keys("张三（李四之妻）") == ["doubt.name_bracket"]


def test_people_who_are_only_counted_are_named_as_missing() -> None:
    assert names("董强建等19人") == ["董强建"]
    assert keys("董强建等19人") == ["doubt.persons_others"]


@pytest.mark.parametrize(
    "name", ["欧阳𬭎", "陈㛃喆", "顾𬱖庆", "阿不都·热合曼", "刁西村村民委员会", "John Smith"]
)
def test_rare_and_long_names_come_through_untouched(name: str) -> None:
    assert (names(name), keys(name)) == ([name], [])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("李?明", "doubt.name_damaged"),
        ("李\ue000", "doubt.name_damaged"),
        ("张某某", "doubt.name_hidden"),
        ("12", "doubt.name_odd"),
    ],
)
def test_a_name_that_cannot_be_one_is_kept_and_named(name: str, key: str) -> None:
    assert names(name) == [name]
    assert key in keys(name)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_persons(text)
