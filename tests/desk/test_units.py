from __future__ import annotations

import datetime as dt

import pytest

from app.desk import practice, units
from app.desk.desk import Desk
from app.rules.mechanism import Mechanism, Whistles, Whom
from app.trouble import Trouble


def test_units_of_the_place_are_offered_and_taken_once(desk: Desk) -> None:
    wanted = Mechanism(units=(Whom("柳林派出所", "police", 2), Whom("柳林城管中队", "urban")))
    desk.do(practice.put, desk.shelf.log, dt.date(2026, 3, 2), wanted)
    assert desk.look(units.units, desk.shelf.log) == [], "nothing is put in by itself"
    desk.do(units.take_offered, desk.shelf.log, ["柳林派出所"])
    assert [one.name for one in desk.look(units.offered, desk.shelf.log)] == ["柳林城管中队"]
    desk.do(units.take_offered, desk.shelf.log)
    assert desk.look(units.offered, desk.shelf.log) == []
    assert [one.name for one in desk.look(units.units, desk.shelf.log)] == [
        "柳林派出所",
        "柳林城管中队",
    ]


def test_a_unit_without_a_time_of_its_own_answers_in_the_usual_one(desk: Desk) -> None:
    desk.do(
        practice.put, desk.shelf.log, dt.date(2026, 3, 2), Mechanism(whistles=Whistles(hours=12))
    )
    slow = desk.do(units.add_unit, desk.shelf.log, {"name": "环卫所"})
    fast = desk.do(units.add_unit, desk.shelf.log, {"name": "派出所", "response_hours": 1})
    assert desk.look(units.response_hours, desk.shelf.log, slow) == 12
    assert desk.look(units.response_hours, desk.shelf.log, fast) == 1


def test_two_units_do_not_bear_one_name(desk: Desk) -> None:
    first = desk.do(units.add_unit, desk.shelf.log, {"name": "派出所"})
    with pytest.raises(Trouble, match="已经有"):
        desk.do(units.add_unit, desk.shelf.log, {"name": "派 出所"})
    desk.do(units.edit_unit, desk.shelf.log, first, {"left_on": dt.date(2026, 3, 2)})
    desk.do(units.add_unit, desk.shelf.log, {"name": "派出所"})


def test_a_unit_wants_a_name_and_hours_from_nought(desk: Desk) -> None:
    for told in ({}, {"name": "派出所", "response_hours": -1}):
        with pytest.raises(Trouble):
            desk.do(units.add_unit, desk.shelf.log, told)


def test_a_unit_of_the_kind_under_its_own_name_is_not_offered_again(desk: Desk) -> None:
    wanted = Mechanism(units=(Whom("派出所", "police"), Whom("司法所", "justice")))
    desk.do(practice.put, desk.shelf.log, dt.date(2026, 3, 2), wanted)
    desk.do(units.add_unit, desk.shelf.log, {"name": "柳林派出所", "unit_kind": "police"})
    assert [one.name for one in desk.look(units.offered, desk.shelf.log)] == ["司法所"]
