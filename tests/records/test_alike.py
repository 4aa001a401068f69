"""Two values a person would not tell apart are one; everything else is a difference."""

from __future__ import annotations

from typing import Any

import pytest

from app.records import Case, Party
from app.records.alike import alike
from app.records.field import Field, fields_of

CASE = fields_of(Case)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("summary", "界址不清", "界址不清"),
        ("summary", "界址不清 ", " 界址　不清\n"),
        ("summary", "共５０００元，分两次", "共5000元,分两次"),
        ("remark", "", None),
        ("requests", ["赔钱", "道歉 "], ["赔钱", "道歉", ""]),
        ("requests", [], None),
        ("goals", ["closed", "settled"], ["settled", "closed"]),
        ("void", "登记错了", "重复登记"),
    ],
)
def test_what_reads_the_same_is_alike(name: str, one: Any, other: Any) -> None:
    assert alike(CASE[name], one, other)
    assert alike(CASE[name], other, one)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("summary", "5²亩", "52亩"),
        ("summary", "1 11", "11 1"),
        ("summary", "界址", None),
        ("requests", ["赔钱", "道歉"], ["道歉", "赔钱"]),
        ("assist_ids", ["a", "b"], ["b", "a"]),
        ("amount", "5.00", "5.01"),
        ("told_routes", False, None),
        ("void", None, "登记错了"),
    ],
)
def test_what_reads_otherwise_is_a_difference(name: str, one: Any, other: Any) -> None:
    assert not alike(CASE[name], one, other)
    assert not alike(CASE[name], other, one)


def test_two_characters_of_one_name_are_not_one() -> None:
    name: Field = fields_of(Party)["name"]
    assert not alike(name, "欧阳𬭎", "欧阳竑")
    assert not alike(name, "陈㛃喆", "陈婧喆")
