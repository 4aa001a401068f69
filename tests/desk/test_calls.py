"""Calls at doors: a diary with the ticks of the place, and rounds that say who was not called on yet."""

from __future__ import annotations

import datetime as dt

import pytest

from app.desk import calls, households, reminders
from app.desk.desk import Desk
from app.records import Matter
from app.trouble import Trouble
from tests.desk.field_work import DAY, TREE, grow, way

NOW = dt.datetime(2026, 3, 2, 9, 0)
MONTHLY = {"what": "monthly", "every": "month", "on": 12}


@pytest.fixture
def homes(desk: Desk) -> list[str]:
    grids = desk.do(grow, desk.shelf.log, TREE)
    told = [
        {
            "place_id": grids["甲微"],
            "number": f"{n}号",
            "head": f"户主{n}",
            "phone": f"1990000010{n}",
        }
        for n in (1, 2)
    ]
    return [desk.do(households.add_household, desk.shelf.log, one) for one in told]


def call(desk: Desk, **more: object) -> str:
    told = {"on_day": DAY, "occasion": "monthly", "ticks": ["know", "call"], "told": "老人想装扶手"}
    return desk.do(calls.record, desk.shelf.log, {**told, **more})


def sentences(desk: Desk, on: dt.date) -> list[str]:
    told = desk.look(reminders.reminders, desk.shelf.log, on, desk.calendar())
    return [one.sentence() for one in told if one.target and one.target[0] == "calls"]  # type: ignore[index]


def test_a_household_tells_whom_and_where(desk: Desk, homes: list[str]) -> None:
    call(desk, household_id=homes[0])
    (line,) = desk.look(calls.listing, desk.shelf.log)
    assert (line.whom, line.place) == ("户主1", "柳林镇 > 上河村 > 一网格 > 甲微")
    assert line.ticks == ("know", "call")


def test_a_call_without_a_day_is_refused(desk: Desk) -> None:
    with pytest.raises(Trouble):
        call(desk, on_day=None)


def test_one_key_makes_a_matter_of_a_call(desk: Desk, homes: list[str]) -> None:
    made = call(desk, household_id=homes[1])
    matter = desk.do(calls.find_matter, desk.shelf.log, NOW, made, {})
    with desk.shelf.reading() as db:
        found = db.get(Matter, matter)
        assert found is not None
        assert (found.reporter, found.phone, found.told) == ("户主2", "19900000102", "老人想装扶手")
        assert found.call_id == made
    assert desk.look(calls.listing, desk.shelf.log)[0].found == 1


def test_a_round_says_who_was_not_called_on_yet(desk: Desk, homes: list[str]) -> None:
    way(desk, calls=[MONTHLY])
    call(desk, household_id=homes[0])
    call(desk, household_id=homes[0])
    call(desk, household_id=homes[1], on_day=DAY - dt.timedelta(days=3))  # of the month before
    (told,) = desk.look(calls.rounds, desk.shelf.log, DAY, desk.calendar())
    assert (told.households, told.called, told.left, told.calls) == (2, 1, 1, 2)
    assert [one.head for one in told.waiting] == ["户主2"]
    assert "没有写" not in calls.round_words(told, "月访", "三月")
    call(desk)
    (told,) = desk.look(calls.rounds, desk.shelf.log, DAY, desk.calendar())
    assert (told.calls, told.called) == (3, 1)
    assert "有 1 次没有写是哪一户" in calls.round_words(told, "月访", "三月")


def test_doors_are_called_on_from_the_evening_before_the_12th(desk: Desk, homes: list[str]) -> None:
    way(desk, calls=[MONTHLY])
    assert sentences(desk, dt.date(2026, 3, 10)) == []
    (told,) = sentences(desk, dt.date(2026, 3, 11))
    assert "还没有走访记录" in told
    call(desk, household_id=homes[0], on_day=dt.date(2026, 3, 12))
    (told,) = sentences(desk, dt.date(2026, 3, 20))
    assert "还有 1 户" in told
    call(desk, household_id=homes[1], on_day=dt.date(2026, 3, 20))
    assert sentences(desk, dt.date(2026, 3, 20)) == []


def test_a_weekly_call_is_kept_once_somebody_went(desk: Desk, homes: list[str]) -> None:
    way(desk, calls=[{"what": "weekend", "every": "week", "on": 6}])
    assert len(sentences(desk, dt.date(2026, 3, 6))) == 1
    call(desk, occasion="weekend", household_id=homes[0], on_day=dt.date(2026, 3, 7))
    assert sentences(desk, dt.date(2026, 3, 8)) == []


def test_nobody_was_called_on_tomorrow(desk: Desk, homes: list[str]) -> None:
    told = {"on_day": DAY, "occasion": "monthly", "household_id": homes[0]}
    with pytest.raises(Trouble, match="还没有到"):
        desk.do(calls.record, desk.shelf.log, told, DAY - dt.timedelta(days=1))
    assert desk.look(calls.listing, desk.shelf.log) == []
