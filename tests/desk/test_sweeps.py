"""Sweeps: one record a grid and period, zero said explicitly, and who has not reported."""

from __future__ import annotations

import datetime as dt

import pytest

from app.desk import reminders, sweeps, sweeps_due
from app.desk.desk import Desk
from app.desk.edit import get
from app.records import Matter, Sweep
from app.trouble import Trouble
from tests.desk.field_work import DAY, TREE, grow, way

NOW = dt.datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def grids(desk: Desk) -> dict[str, str]:
    return desk.do(grow, desk.shelf.log, TREE)


def record(desk: Desk, grid: str, **more: object) -> str:
    told = {"place_id": grid, "sweep_kind": "weekly", "from_on": DAY, "zero": True}
    return desk.do(sweeps.record, desk.shelf.log, {**told, **more})


def owed(desk: Desk, on: dt.date) -> list[tuple[str, dt.date, list[str]]]:
    told = desk.look(sweeps_due.owed, desk.shelf.log, on, desk.calendar())
    return [(one.kind, one.turn.first, [path for _, path in one.missing]) for one in told]


def test_a_sweep_told_again_is_the_same_sweep(desk: Desk, grids: dict[str, str]) -> None:
    first = record(desk, grids["一网格"])
    assert record(desk, grids["一网格"], households=12) == first
    (line,) = desk.look(sweeps.listing, desk.shelf.log)
    assert (line.place, line.households, line.zero) == ("柳林镇 > 上河村 > 一网格", 12, True)


def test_without_a_grid_or_a_day_nothing_is_kept(desk: Desk, grids: dict[str, str]) -> None:
    for lacking in ("place_id", "from_on"):
        with pytest.raises(Trouble):
            record(desk, grids["学校"], **{lacking: None})
    assert desk.look(sweeps.listing, desk.shelf.log) == []


def test_what_is_found_hangs_under_its_sweep_and_ends_the_zero(
    desk: Desk, grids: dict[str, str]
) -> None:
    sweep = record(desk, grids["一网格"])
    matter = desk.do(sweeps.find_matter, desk.shelf.log, NOW, sweep, {"told": "两家争院墙"})
    (line,) = desk.look(sweeps.listing, desk.shelf.log)
    assert (line.found, line.zero, line.findings) == (1, False, ())
    with desk.shelf.reading() as db:
        found = db.get(Matter, matter)
        assert found is not None
        assert (found.place_id, found.sweep_id, found.line) == (grids["一网格"], sweep, "grid")


def test_a_zero_report_with_matters_is_told(desk: Desk, grids: dict[str, str]) -> None:
    sweep = record(desk, grids["一网格"], zero=False)
    desk.do(sweeps.find_matter, desk.shelf.log, NOW, sweep, {"told": "两家争院墙"})
    record(desk, grids["一网格"], zero=True)
    record(desk, grids["二网格"], zero=False)
    told = {x.place_id: x.findings for x in desk.look(sweeps.listing, desk.shelf.log)}
    assert told[grids["一网格"]] == ("sweeping.zero_with_matters",)
    assert told[grids["二网格"]] == ("sweeping.says_nothing",)


def test_every_grid_above_the_micro_grids_owes_its_sweep(desk: Desk, grids: dict[str, str]) -> None:
    way(desk, sweeps=[{"what": "weekly", "every": "week", "on": 3, "zero": True}])
    record(desk, grids["一网格"])
    assert owed(desk, DAY) == [("weekly", DAY, ["柳林镇 > 上河村 > 二网格", "柳林镇 > 学校"])]
    record(desk, grids["二网格"])
    record(desk, grids["学校"], from_on=DAY + dt.timedelta(days=1))
    assert owed(desk, DAY) == []


def test_a_rhythm_may_ask_kinds_of_grids(desk: Desk, grids: dict[str, str]) -> None:
    way(desk, sweeps=[{"what": "monthly", "of": ["special"]}])
    assert owed(desk, DAY) == [("monthly", dt.date(2026, 3, 1), ["柳林镇 > 学校"])]


def test_both_patrols_of_a_day_are_asked_for(desk: Desk, grids: dict[str, str]) -> None:
    patrols = [{"what": f"patrol_{half}", "every": "day"} for half in ("morning", "afternoon")]
    way(desk, sweeps=patrols)
    for grid in ("一网格", "二网格", "学校"):
        record(desk, grids[grid], sweep_kind="patrol_morning")
    assert [kind for kind, _, _ in owed(desk, DAY)] == ["patrol_afternoon"]


def test_the_turn_before_is_called_late_once_the_room_sweeps(
    desk: Desk, grids: dict[str, str]
) -> None:
    way(desk, sweeps=[{"what": "weekly", "every": "week", "on": 5}])
    week = dt.timedelta(days=7)
    assert [first for _, first, _ in owed(desk, DAY + week)] == [DAY + week]
    record(desk, grids["一网格"])
    assert [first for _, first, _ in owed(desk, DAY + week)] == [DAY, DAY + week]
    told = desk.look(reminders.reminders, desk.shelf.log, DAY + week, desk.calendar())
    (late,) = [one for one in told if one.screen == "meetings" and one.late]
    assert "还有 2 个网格没有报：二网格、学校" in late.sentence()


def test_a_voided_sweep_was_not_told(desk: Desk, grids: dict[str, str]) -> None:
    from app.desk.edit import void

    way(desk, sweeps=[{"what": "weekly", "every": "week", "of": ["special"]}])
    sweep = record(desk, grids["学校"])
    assert owed(desk, DAY) == []
    desk.do(void, Sweep, sweep, "记错了")
    assert len(owed(desk, DAY)) == 1


def test_a_day_that_has_not_come_is_no_sweep_and_what_was_found_came_that_day(desk: Desk) -> None:
    grids = desk.do(grow, desk.shelf.log, TREE)
    told = {"place_id": grids["甲微"], "sweep_kind": "weekly", "from_on": DAY}
    with pytest.raises(Trouble, match="还没有到"):
        desk.do(sweeps.record, desk.shelf.log, told, DAY - dt.timedelta(days=1))
    with pytest.raises(Trouble, match="还没有到"):
        desk.do(
            sweeps.report_zero,
            desk.shelf.log,
            "weekly",
            DAY,
            [grids["甲微"]],
            DAY - dt.timedelta(1),
        )
    assert desk.look(sweeps.listing, desk.shelf.log) == []
    made = desk.do(sweeps.record, desk.shelf.log, told, DAY)
    later = dt.datetime.combine(DAY + dt.timedelta(days=9), dt.time(15, 4, 5))
    matter = desk.do(sweeps.find_matter, desk.shelf.log, later, made, {"told": "院墙要倒"})
    assert desk.look(get, Matter, matter).came_at == dt.datetime.combine(DAY, dt.time(15, 4))
