"""People, units and households of a grid: who is named, and what of them is masked."""

from __future__ import annotations

from app.codes import code_list
from app.records import Household, KeyPerson, Post, Unit
from app.records.field import above, fields_of


def test_a_person_or_unit_is_named_by_what_it_does_and_nothing_lies_under_it() -> None:
    assert above(Post) == {}
    assert above(Unit) == {"room_id": "room"}


def test_who_is_watched_over_is_masked_wherever_a_list_shows_it() -> None:
    told = fields_of(KeyPerson)
    assert [told[name].privacy for name in ("name", "id_number", "phone")] == [
        "name",
        "id",
        "phone",
    ]
    assert fields_of(Household)["head"].privacy == "name"


def test_every_role_belongs_to_a_set() -> None:
    assert {one.facts["group"] for one in code_list("post_role")} == {
        "head", "worker", "four", "eight", "pool", "helper", "cadre",
    }  # fmt: skip
