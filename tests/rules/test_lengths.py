"""The lengths of the clocks are data."""

from __future__ import annotations

from dataclasses import fields, replace

from app import codes
from app.rules.lengths import Lengths, shipped


def test_every_length_stands_in_the_table_and_no_other():
    assert set(codes.table("rules/deadlines")) | {"way"} == {x.name for x in fields(Lengths)}


def test_the_lengths_are_those_of_the_law():
    """调解一个月 (司法部令第75号 33), 司法确认三十日 (人民调解法 33), 成年十八周岁 (民法典 17)"""
    lengths = shipped()
    assert (lengths.period_days, lengths.confirmation_days, lengths.adult_years) == (30, 30, 18)


def test_a_room_may_have_its_own():
    assert replace(shipped(), visit_after_item_days=3).visit_after_item_days == 3
    assert shipped().visit_after_item_days == 0
