"""Masks of personal facts. All persons are invented."""

from __future__ import annotations

import pytest

from app.records.masks import masked


@pytest.mark.parametrize(
    ("privacy", "text", "shown"),
    [
        ("name", "陈㛃喆", "陈某"),
        ("name", "欧阳𬭎", "欧阳某"),
        ("name", "于德福", "于某"),
        ("name", "东方", "东某"),
        ("name", "阿依古丽·买买提", "阿依古丽·某"),
        ("name", "旧军村村民委员会", "旧军村村民委员会"),
        ("id", "370181196803154527", "3701**********4527"),
        ("id", "12345678", "********"),
        ("phone", "13800000001", "138****0001"),
        ("phone", "0531-83500000", "053******0000"),
        ("phone", "83500000", "835*0000"),
        ("phone", "6351234", "*****34"),
        ("address", "济南市章丘区刁镇街道旧军村27号", "济南市章丘区刁镇街道旧军村**号"),
        ("", "通风通道", "通风通道"),
        ("name", None, ""),
        ("phone", None, ""),
    ],
)
def test_a_fact_is_masked_by_its_privacy(privacy, text, shown):
    assert masked(privacy, text) == shown


def test_a_mask_keeps_no_digit_of_a_house():
    assert not any(c.isdigit() for c in masked("address", "北街１２号院３单元"))
