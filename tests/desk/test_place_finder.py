from __future__ import annotations

import pytest

from app.desk.place_finder import Finder
from app.rules.grid_tree import Node, Tree

NODES = [
    Node("s", None, "刁镇街道", "street"),
    Node("sj", "s", "时家村", "village", code="370114001"),
    Node("lj", "s", "吕家村", "village"),
    Node("cy", "s", "重阳社区", "village"),
    Node("g1", "sj", "第1网格", "basic"),
    Node("g2", "lj", "第1网格", "basic"),
]
FINDER = Finder(Tree(NODES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("时家", "sj"), ("sj", "sj"), ("shijia", "sj"), ("SJC", "sj"), ("lvjia", "lj"), ("lujia", "lj"),
        ("chongyang", "cy"), ("zhongyang", "cy"), ("zysq", "cy"), ("370114001", "sj"), ("dz", "s"),
        ("时家 第1", "g1"), ("ljc > 1wg", "g2"), ("sj/d1wg", "g1"), ("第１网格", "g2"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_pinyin_characters_code_or_part_of_its_path(
    typed: str, first: str
) -> None:
    assert FINDER.find(typed)[0].id == first


def test_what_answers_nothing_finds_nothing() -> None:
    assert FINDER.find("xyz") == []
    assert FINDER.find("上海") == []


def test_a_place_above_brings_what_lies_in_it_behind_itself() -> None:
    assert [one.id for one in FINDER.find("时家")] == ["sj", "g1"]


def test_nothing_typed_shows_the_beginning_of_the_tree() -> None:
    assert [one.path for one in FINDER.find("", 2)] == ["刁镇街道", "刁镇街道 > 吕家村"]


def test_an_exact_name_is_one_place_or_none() -> None:
    assert FINDER.exact("时家村") == "sj"
    assert FINDER.exact("第1网格") is None
    assert FINDER.exact("刁镇街道 > 吕家村 > 第1网格") == "g2"
    assert FINDER.exact("吕家村/第1网格") == "g2"
    assert FINDER.exact("") is None


def test_a_name_with_gaps_is_found_as_it_is_shown() -> None:
    finder = Finder(
        Tree([Node("a", None, "A 区"), Node("b", "a", "1 号 楼"), Node("c", "a", "2 号 楼")])
    )
    assert finder.exact("A 区 > 1 号 楼") == "b"
    assert finder.find("2 号")[0].id == "c"
