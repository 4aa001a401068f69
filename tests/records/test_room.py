"""调解室 with its people, places and computers."""

from __future__ import annotations

from app.records import Mediator, Place, Room, Workstation
from app.records.field import fields_of


def test_setting_up_a_room_asks_for_three_things() -> None:
    asked = [
        field.label
        for record in (Room, Mediator, Place, Workstation)
        for field in fields_of(record).values()
        if field.needed_by == "setup"
    ]
    assert asked == ["room.committee", "room.short_name", "mediator.name"]


def test_places_hang_under_places_to_any_depth() -> None:
    assert fields_of(Place)["parent_id"].refers == Place.kind()


def test_what_identifies_a_computer_is_typed_by_nobody() -> None:
    told = fields_of(Workstation)
    assert all(told[name].hidden for name in ("log", "letter", "recipient"))


def test_no_secret_is_a_field() -> None:
    names = {n for r in (Room, Mediator, Workstation) for n in fields_of(r)}
    assert [n for n in names if "password" in n or "secret" in n or n == "key"] == []
