"""A name is found by whatever its readers call it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import readings

NAMES = st.text(alphabet="陈㛃喆欧阳𬭎单解区乐行长吕尉迟万俟䶮𬱖王张明国", min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        ("单", "shan"), ("解", "xie"), ("仇", "qiu"), ("曾", "zeng"), ("查", "zha"), ("区", "ou"), ("乐", "yue"),
        ("朴", "piao"), ("覃", "qin"), ("盖", "ge"), ("缪", "miao"), ("谌", "shen"), ("翟", "zhai"), ("费", "bi"),
        ("欧阳", "ouyang"), ("尉迟", "yuchi"), ("万俟", "moqi"), ("单于", "chanyu"), ("澹台", "tantai"),
        ("长孙", "zhangsun"),
    ],
)  # fmt: skip
def test_a_family_name_is_read_as_its_bearers_read_it(surname: str, reading: str) -> None:
    assert reading in readings.typed_for(surname + "明")


@pytest.mark.parametrize(
    ("char", "reading"),
    [("䶮", "yan"), ("㛃", "jie"), ("𬱖", "di"), ("𬭎", "hong"), ("𫖯", "fu"), ("喆", "zhe")],
)
def test_a_rare_character_has_its_reading(char: str, reading: str) -> None:
    assert readings.readings(char) == (reading,)


def test_a_character_is_found_by_each_of_its_readings() -> None:
    assert set(readings.readings("行")) == {"hang", "heng", "xing"}
    assert {"lixing", "lihang"} <= readings.typed_for("李行")


def test_what_no_living_person_reads_is_left_out() -> None:
    assert readings.readings("王") == ("wang",)


def test_a_name_is_typed_in_full_by_initials_or_half_and_half() -> None:
    typed = readings.typed_for("陈㛃喆")
    assert {"c", "ch", "che", "chenjiezhe", "cj", "cjz", "chjzh", "chenj", "chenjz"} <= typed
    assert {"jiezhe", "jz", "zhe"} <= typed  # the given name alone
    assert "hen" not in typed


def test_a_family_name_of_two_characters_stays_whole_before_initials() -> None:
    assert {"ouyangh", "oyh", "ouyanghong"} <= readings.typed_for("欧阳𬭎")
    assert "yuchig" in readings.typed_for("尉迟恭")


def test_u_with_dots_is_typed_as_v_or_u() -> None:
    assert {"lvbu", "lubu", "lvb"} <= readings.typed_for("吕布")


def test_a_character_without_reading_does_not_hide_the_others() -> None:
    assert {"z", "zhang", "zs", "zhangsan"} <= readings.typed_for("张\ue000三")


def test_the_name_of_a_firm_is_typed_from_its_beginning() -> None:
    typed = readings.typed_for("柳河安居物业服务有限公司")
    assert {"liuhe", "lhaj", "lhajwyfw"} <= typed
    assert len(typed) < 200


@given(NAMES, st.text(alphabet="acdefghijlmnoqsuvxyz", min_size=1, max_size=6))
def test_the_quick_answer_is_the_long_one(name: str, typed: str) -> None:
    assert readings.may_type(name, typed) == (typed in readings.typed_for(name))
