from __future__ import annotations

import datetime as dt

import pytest

from app.desk import cases, grid_changes, key_people, room
from app.desk.desk import Desk
from app.records import Mediator
from app.trouble import Trouble

TODAY = dt.date(2026, 3, 2)
NUMBER = "990101196001011237"


def staff(desk: Desk) -> list[Mediator]:
    return desk.look(lambda db: room.mediators(db, room.own_room(db, desk.shelf.log).id))


def allowed(desk: Desk) -> Desk:
    desk.do(key_people.let_see, desk.shelf.log, desk.user, desk.user, may=True)
    return desk


def test_who_may_not_see_them_learns_only_how_many_there_are(desk: Desk) -> None:
    log, other = desk.shelf.log, staff(desk)[1].id
    place = desk.do(grid_changes.add_place, log, {"name": "上河村"})
    told = {"name": "甘草", "id_number": NUMBER, "place_id": place}
    desk.do(key_people.add_key_person, log, allowed(desk).user, told)
    assert desk.look(key_people.how_many, log, TODAY, place) == 1
    assert desk.look(key_people.by_place, log, TODAY) == {place: 1}
    with pytest.raises(Trouble, match="权限"):
        desk.look(key_people.key_people, log, other, TODAY)
    for change in (key_people.edit_key_person, key_people.void_key_person):
        with pytest.raises(Trouble, match="权限"):
            desk.do(change, other, "whoever", "x")  # type: ignore[arg-type]
    assert [one.name for one in desk.look(key_people.key_people, log, desk.user, TODAY)] == ["甘草"]


def test_a_tag_stands_beside_a_party_with_that_number_for_who_may_see_it(desk: Desk) -> None:
    log, other = desk.shelf.log, staff(desk)[1].id
    told = {"name": "甘草", "id_number": NUMBER, "groups": ["minors"]}
    key = desk.do(key_people.add_key_person, log, allowed(desk).user, told)
    case = desk.do(cases.register_case, log, TODAY, {})
    party = desk.do(cases.add_party, case, {"name": "甘草", "id_number": NUMBER.lower()})
    assert desk.look(key_people.tagged, log, desk.user, TODAY, case) == {party: ("minors",)}
    assert desk.look(key_people.tagged, log, other, TODAY, case) == {}
    desk.do(key_people.edit_key_person, desk.user, key, {"until": TODAY})
    assert desk.look(key_people.tagged, log, desk.user, TODAY, case) == {}


def test_the_first_mediator_decides_until_somebody_may_see_them(desk: Desk) -> None:
    log, (first, second, third) = desk.shelf.log, staff(desk)
    with pytest.raises(Trouble, match="授权"):
        desk.do(key_people.let_see, log, second.id, second.id, may=True)
    desk.do(key_people.let_see, log, first.id, second.id, may=True)
    with pytest.raises(Trouble, match="授权"):
        desk.do(key_people.let_see, log, first.id, first.id, may=True)
    desk.do(key_people.let_see, log, second.id, third.id, may=True)


def test_the_search_does_not_find_them(desk: Desk) -> None:
    from app.desk import questions

    desk.do(key_people.add_key_person, desk.shelf.log, allowed(desk).user, {"name": "甘草"})
    assert desk.look(questions.find, "甘草") == []
