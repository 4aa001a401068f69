"""吹哨: units are called, each answers by its own time, and who does not is seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.desk import called_by_name, practice, whistles
from app.desk.desk import Desk
from app.rules import mechanism
from app.trouble import Trouble
from tests.desk.test_matters import AT, some_unit, written

WAY = {
    "units": [{"name": "城管中队", "kind": "urban", "hours": 2}],
    "whistles": {"hours": 24},
}


def later(hours: float) -> dt.datetime:
    return AT + dt.timedelta(hours=hours)


@pytest.fixture
def street(desk: Desk) -> Desk:
    desk.do(practice.put, desk.shelf.log, AT.date(), mechanism.read(WAY))
    return desk


def blown(desk: Desk, *called: str, lead: str = "", **more: Any) -> str:
    told = {"what": "占道经营扰民", **more}
    return desk.do(whistles.blow, desk.shelf.log, AT, told, called, lead)


def lines(desk: Desk, now: dt.datetime = AT, **wanted: Any) -> list[whistles.Line]:
    return desk.look(whistles.listing, desk.shelf.log, now, **wanted)


def test_units_of_the_way_and_of_the_list_are_called_by_name(street: Desk) -> None:
    def own_unit(db: Any) -> None:
        from app.desk import room as rooms
        from app.records import Unit

        room = rooms.own_room(db, street.shelf.log)
        db.add(Unit(name="派出所", room_id=room.id, response_hours=1))

    street.do(own_unit)
    matter = written(street)
    made = blown(street, "派出所", "城管中队", "派出所", lead="城管中队", matter_id=matter)
    (line,) = lines(street)
    assert (line.id, line.number, line.of) == (
        made, "（2026）柳人调哨字第1号", "（2026）柳人调事字第1号",
    )  # fmt: skip
    assert [(one.unit, one.lead, one.due_at) for one in line.calls] == [
        ("城管中队", True, later(2)), ("派出所", False, later(1)),
    ]  # fmt: skip
    known = [name for _, name in street.look(called_by_name.callable_units, street.shelf.log)]
    assert sorted(known) == ["城管中队", "派出所"]
    blown(street, "城管中队")
    assert len(street.look(called_by_name.callable_units, street.shelf.log)) == 2


def test_nobody_and_a_unit_nobody_knows_cannot_be_called(street: Desk) -> None:
    for called, key in (((), "whistle.nobody"), (("天兵天将",), "unit_list.no_such_name")):
        with pytest.raises(Trouble) as trouble:
            blown(street, *called)
        assert trouble.value.key == key
    assert lines(street) == []


def test_who_has_not_answered_is_seen_until_it_answers_or_all_is_over(street: Desk) -> None:
    made = blown(street, "城管中队")
    assert not lines(street)[0].is_late
    assert lines(street, later(3))[0].is_late
    log = street.shelf.log
    assert [one.id for one in street.look(whistles.silent, log, later(3))] == [made]
    call = lines(street)[0].calls[0].id
    street.do(
        whistles.answer, call, {"answered_at": later(1), "who": "老秦", "told": "已派人"}, later(1)
    )
    assert street.look(whistles.silent, log, later(3)) == []
    with pytest.raises(Trouble):
        street.do(whistles.finish, made, later(4), " ")
    street.do(whistles.finish, made, later(4), "摊位已入市")
    assert lines(street, open_only=True) == []
    assert lines(street)[0].result == "摊位已入市"
    other = blown(street, "城管中队")
    street.do(whistles.finish, other, later(1), "自行收摊")
    (line,) = [one for one in lines(street, later(9)) if one.id == other]
    assert ([one.state for one in line.calls], line.is_late) == (["silent"], False)


def test_each_unit_has_its_response_time(street: Desk) -> None:
    for hours in (1, 3):
        blown(street, "城管中队")
        call = next(one for line in lines(street) for one in line.calls if not one.answered_at)
        street.do(whistles.answer, call.id, {"answered_at": later(hours)}, later(hours))
    found = street.look(whistles.response_times, street.shelf.log, later(9), AT.date(), AT.date())
    ((name, told),) = found
    assert (name, told.calls, told.minutes, told.late_percent) == ("城管中队", 2, 120, 50)
    day_before = AT.date() - dt.timedelta(days=1)
    assert street.look(whistles.response_times, street.shelf.log, later(9), None, day_before) == []


def test_whistles_of_one_matter_alone(street: Desk) -> None:
    some_unit(street)
    matter = written(street)
    one = blown(street, "城管中队", matter_id=matter)
    blown(street, "城管中队")
    assert [line.id for line in lines(street, matter_id=matter)] == [one]
    assert street.look(whistles.by_number, "（2026）柳人调哨字第1号") == one


def test_an_answer_lies_between_the_whistle_and_now(street: Desk) -> None:
    blown(street, "城管中队")
    call = lines(street)[0].calls[0].id
    for name in ("answered_at", "came_at"):
        for at, key in ((later(-1), "whistle.too_early"), (later(2), "whistle.not_yet")):
            with pytest.raises(Trouble) as trouble:
                street.do(whistles.answer, call, {name: at}, later(1))
            assert trouble.value.key == key
    assert lines(street)[0].waits


def test_the_first_answer_stands_and_a_later_one_is_progress(street: Desk) -> None:
    blown(street, "城管中队")
    call = lines(street)[0].calls[0].id
    for hours, told in ((1, "已派人"), (3, "摊位已劝离")):
        said = {"answered_at": later(hours), "who": "老秦", "told": told}
        assert street.do(whistles.answer, call, said, later(4)) is (hours == 3)
    assert not street.do(whistles.answer, call, {"came_at": later(2)}, later(4))
    (one,) = lines(street)[0].calls
    assert (one.heard_at, one.answered_at, one.came_at) == (later(1), later(1), later(2))
    assert one.told == "已派人\n09-01 12:00　老秦　摊位已劝离"
    ((_, told_),) = street.look(whistles.response_times, street.shelf.log, later(9), None, None)
    assert told_.minutes == 60


def test_who_came_has_answered(street: Desk) -> None:
    blown(street, "城管中队")
    call = lines(street)[0].calls[0].id
    street.do(whistles.answer, call, {"came_at": later(1)}, later(4))
    assert street.do(whistles.answer, call, {"answered_at": later(3)}, later(4))
    assert lines(street)[0].calls[0].heard_at == later(1)
