"""请人相助: the pool of a village, what was asked, what came of it, and an invitation by one key."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.desk import cases, help_registers, helpers, questions
from app.desk.desk import Desk
from app.desk.edit import add
from app.desk.room import own_room
from app.records import MediationSession, Person, Place, Post, Unit
from app.trouble import Trouble
from tests.machines import register

DAY = dt.date(2026, 3, 9)


@pytest.fixture
def pool(desk: Desk) -> dict[str, str]:
    """Two villages under one street, a legal adviser each, and a counselling room."""

    def fill(db: Any) -> dict[str, str]:
        room = own_room(db, desk.shelf.log).id
        street = add(db, Place, {"room_id": room, "name": "街道"})
        found = {}
        for village, adviser in (("东村", "严守法"), ("西村", "安正言")):
            at = add(db, Place, {"room_id": room, "name": village, "parent_id": street})
            person = add(db, Person, {"room_id": room, "name": adviser, "phone": "19900001111"})
            add(db, Post, {"person_id": person, "role": "legal_adviser", "place_id": at})
            found |= {village: at, adviser: f"person/{person}"}
        unit = add(db, Unit, {"room_id": room, "name": "阳光心理服务室", "unit_kind": "psychology"})
        add(db, Unit, {"room_id": room, "name": "派出所", "unit_kind": "police"})
        return {**found, "心理": f"unit/{unit}"}

    return desk.do(fill)


def test_the_adviser_of_the_village_comes_first(desk: Desk, pool: dict[str, str]) -> None:
    for village, adviser in (("东村", "严守法"), ("西村", "安正言")):
        found = desk.look(helpers.pool, desk.shelf.log, DAY, pool[village])
        assert found[0].name == adviser
        assert {one.name for one in found} == {"严守法", "安正言", "阳光心理服务室"}


def test_what_is_asked_is_answered_and_stands_in_the_register(
    desk: Desk, pool: dict[str, str]
) -> None:
    case = desk.do(cases.register_case, desk.shelf.log, DAY, {})
    asked = {"help_kind": "legal", "asked": "界石移动由谁举证"}
    one = desk.do(helpers.ask, case, DAY, pool["严守法"], asked)
    desk.do(helpers.ask, case, DAY, pool["心理"], {"help_kind": "psychology"})
    with pytest.raises(Trouble):
        desk.do(helpers.answer, one, DAY, " ")
    desk.do(helpers.answer, one, DAY, "按民法典第288条处理相邻关系。")
    told = desk.look(helpers.of_case, case)
    assert [(x.name, x.answered_on) for x in told] == [
        ("严守法", DAY),
        ("阳光心理服务室", None),
    ] or [(x.name, x.answered_on) for x in told] == [("阳光心理服务室", None), ("严守法", DAY)]
    listing = desk.look(help_registers.help_listing, desk.shelf.log, None, None)
    assert {row[6] for row in listing.rows} == {"按民法典第288条处理相邻关系。", "（待答复）"}
    contacts = desk.look(help_registers.contact_listing, desk.shelf.log, DAY, None)
    assert ("法律顾问", "严守法", "19900001111", "东村") in contacts.rows


def test_a_helper_is_invited_to_the_open_session_or_to_a_new_one(
    desk: Desk, pool: dict[str, str]
) -> None:
    case = desk.do(register)
    one = desk.do(helpers.ask, case, DAY, pool["严守法"], {"help_kind": "legal"})
    first = desk.do(helpers.invite, one)
    assert desk.do(helpers.invite, one) == first
    file = desk.look(questions.case_file, case)
    assert [x.invited for x in file.sessions] == [["严守法（法律顾问）"]]

    def over(db: Any) -> None:
        session = db.get(MediationSession, first)
        session.outcome = "not_agreed"

    desk.do(over)
    assert desk.do(helpers.invite, one) != first


def test_nobody_is_asked_by_no_name(desk: Desk) -> None:
    case = desk.do(register)
    with pytest.raises(Trouble) as said:
        desk.do(helpers.ask, case, DAY, "", {})
    assert said.value.key == "help.nobody"
