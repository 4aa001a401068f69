"""A visitor is masked like a party; a stand-in names whom he stands in for."""

from __future__ import annotations

from app.records import Shift, Visitor
from app.records.field import above, fields_of


def test_who_came_to_the_door_is_masked_like_a_party() -> None:
    told = fields_of(Visitor)
    assert [told[name].privacy for name in ("name", "id_number", "phone", "address")] == [
        "name", "id", "phone", "address",
    ]  # fmt: skip


def test_a_stand_in_lies_under_the_shift_he_takes() -> None:
    assert above(Shift)["stands_in_for_id"] == "shift"
