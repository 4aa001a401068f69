"""Phones, addresses, names and texts are compared as people write them."""

from __future__ import annotations

import time

import pytest

from app.rules import likeness


@pytest.mark.parametrize(
    ("told", "numbers"),
    [
        ("199 0000 0001", ("19900000001",)), ("+86-199-0000-0001", ("19900000001",)),
        ("１９９０００００００１", ("19900000001",)), ("（0531）8800 0009", ("053188000009",)),
        ("88000009 / 19900000001", ("88000009", "19900000001")), ("没有", ()), (None, ()), ("12345", ()),
    ],
)  # fmt: skip
def test_a_phone_is_its_digits(told: str | None, numbers: tuple[str, ...]) -> None:
    assert likeness.phones(told) == numbers


@pytest.mark.parametrize("told", ["199 0000 0001", "199-0000-0001", "+8619900000001"])
def test_what_is_asked_of_an_index_holds_the_usual_spellings(told: str) -> None:
    assert told in likeness.spellings("19900000001")


def test_a_number_without_its_area_is_the_same() -> None:
    assert likeness.same_phone(["053188000009"], ["88000009"]) == 1
    assert likeness.same_phone(["053188000009"], ["88000008"]) == 0
    assert likeness.same_phone([], ["88000008"]) == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("柳林镇上河村12号", "上河村12号", 1.0), ("上河村 12 号", "上河村12号", 1.0),
        ("上河村12号", "上河村21号", 0.0), ("上河村12号", "上河村", 0.5), ("上河村12号", "", 0.0),
        ("幸福小区3号楼2单元501", "幸福小区3号楼2单元502", 0.0),
    ],
)  # fmt: skip
def test_another_house_number_is_another_house(one: str, other: str, alike: float) -> None:
    assert likeness.same_address(one, other) == alike
    assert likeness.same_address(other, one) == alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("王秀英", "王 秀英", 1.0), ("王女士", "王秀英", 0.5), ("王女士", "李秀英", 0.0), ("匿名", "匿名", 0.0)],
)  # fmt: skip
def test_a_name_that_is_only_called_is_half_a_name(one: str, other: str, alike: float) -> None:
    assert likeness.same_name(one, other) == alike


def test_texts_are_alike_by_their_pairs() -> None:
    assert likeness.same_text("滴水檐伸到院内", "滴水檐，伸到院内！") == 1
    assert likeness.same_text("滴水檐伸到院内", "工资三个月没发") == 0
    assert likeness.same_text("", "") == 0


def test_a_hostile_address_or_text_takes_no_time() -> None:
    long = "省市区县镇" * 400_000
    began = time.perf_counter()
    likeness.same_address(long, long + "1")
    likeness.same_text(long, long)
    likeness.phones("1-" * 400_000)
    assert time.perf_counter() - began < 5
