"""吉州: eight posts a grid, three tiers with three clocks, a whistle that units answer, 99 percent done."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import (
    cases,
    consultations,
    edit,
    grid,
    grid_people,
    matter_list,
    matter_registers,
    matters,
    report_tables,
    units,
    whistles,
)
from app.desk.desk import Desk
from app.records import Case
from app.rules import mechanism
from app.rules.matter_clock import LATE
from app.rules.tier_clock import matter_clock
from tests.scenarios.at_a_place import (
    MONTH,
    SINCE,
    UNTIL,
    a_room,
    at,
    calendar,
    on,
    person,
    takes_lists,
)

WAY = mechanism.preset("jizhou")
STREETS, VILLAGES, ITEMS = (WAY.figures[name] for name in ("streets", "villages", "items"))
LEFT = 2  # of 210: 99 percent are done
SHARES = {"simple": 150, "coordinated": 45, "hard": 15}
NEED = {
    "simple": dt.timedelta(minutes=100),
    "coordinated": dt.timedelta(days=4),
    "hard": dt.timedelta(days=12),
}
POSTS = "在职党员、乡贤、志愿服务员、群众代表、法治员、城市管理员、市场监管员、消防安全员"


def lists() -> dict[str, list[list[object]]]:
    """10 streets with 119 villages under one district; a grid with its eight posts, held by three persons."""
    grids: list[list[object]] = [["区县", "街道", "村（社区）", "网格名称", "网格类别"]]
    grids += [
        ["吉州区", f"第{n % STREETS + 1}街道", f"第{n + 1}社区", "", "村网格"]
        for n in range(VILLAGES)
    ]
    grids += [["吉州区", "第1街道", "第1社区", f"第{n + 1}小区", "村组"] for n in range(2)]
    people: list[list[object]] = [["姓名", "联系电话", "角色", "村（社区）", "所属网格"]]
    told = POSTS.split("、")
    for n, some in enumerate((told[:3], told[3:6], told[6:])):
        people.append([person(n), f"1990000000{n}", "、".join(some), "第1社区", "第1小区"])
    return {"网格": grids, "人员": people}


def take_in(db: Session, log: str, places: list[str]) -> list[tuple[str, str, dt.datetime]]:
    """210 items of the month: id, tier, when."""
    tiers = [tier for tier, count in SHARES.items() for _ in range(count)]
    found = []
    for n, tier in enumerate(tiers):
        came = at(1 + n % 8 if tier != "simple" else 1 + n % 28, 9, n % 60)
        told = {
            "line": ("grid", "hotline", "petition", "opinion")[n % 4], "tier": tier, "reporter": person(n),
            "place_id": places[n % len(places)], "told": f"第{n + 1}件反映的事",
            "channel": ("grid", "hotline_12345", None, "opinion")[n % 4],
        }  # fmt: skip
        found.append((matters.write_down(db, log, came, told), tier, came))
    return found


def settle(db: Session, came: list[tuple[str, str, dt.datetime]], station: str) -> None:
    """All but two are told back as solved, each within its tier."""
    for matter, tier, when in came[:-LEFT]:
        if tier != "simple":
            matters.take_step(
                db, when + dt.timedelta(hours=3), matter, "pass", {"to_unit_id": station}
            )
        done = when + NEED[tier]
        matters.take_step(db, done, matter, "feedback", {"told": "已办结", "solved": True})


def late(desk: Desk, moment: dt.datetime) -> list[matter_list.Line]:
    wanted = matter_list.Wanted()
    found = desk.look(matter_list.listing, desk.shelf.log, moment, calendar(), wanted)
    return [one for one in found.lines if one.colour == LATE]


def test_a_month_of_jizhou_is_done_to_ninety_nine_in_a_hundred(tmp_path: Path) -> None:
    desk = a_room(
        tmp_path / "room", "jizhou", committee="吉州区人民调解委员会", room_name="讲法评理工作室"
    )
    log = desk.shelf.log

    takes_lists(desk, tmp_path / "吉州网格.xlsx", **lists())
    nodes = desk.look(grid.nodes)
    kinds = Counter(node.kind for node in nodes)
    assert (
        (kinds["district"], kinds["street"], kinds["village"])
        == (1, STREETS, VILLAGES)
        == (1, 10, 119)
    )
    whole, bare = (desk.look(grid.by_words, log, f"第1社区 > 第{n}小区") for n in (1, 2))
    lacks = desk.look(grid_people.lacks, log, MONTH)
    assert whole not in lacks
    assert len(lacks[bare].roles) == 8
    assert len(desk.look(grid_people.people, log, MONTH, place_id=whole)) == 3

    desk.do(units.take_offered, log)
    named = {one.name: one.id for one in desk.look(units.units, log)}
    came = desk.do(take_in, log, [node.id for node in nodes if node.kind == "village"])
    assert len(came) == ITEMS == 210

    first = came[0]
    assert not [one for one in late(desk, first[2] + dt.timedelta(hours=2)) if one.id == first[0]]
    over = first[2] + dt.timedelta(hours=2, minutes=1)
    assert [one.id for one in late(desk, over) if one.id == first[0]] == [first[0]]

    whistle = desk.do(
        whistles.blow, log, at(3), {"matter_id": came[160][0], "what": "占道经营引发争执"},
        ["公安派出所", "城管中队", "市场监管分局"], "城管中队",
    )  # fmt: skip
    calls = {one.unit: one for one in desk.look(whistles.listing, log, at(3))[0].calls}
    assert [one.unit for one in calls.values() if one.lead] == ["城管中队"]
    for unit, minutes in (("公安派出所", 15), ("城管中队", 40)):
        desk.do(
            whistles.answer,
            calls[unit].id,
            {"answered_at": at(3) + dt.timedelta(minutes=minutes)},
            at(4),
        )
    waits = desk.look(whistles.silent, log, at(4, 10))
    assert [one.unit for one in waits[0].waits] == ["市场监管分局"]
    assert waits[0].is_late
    desk.do(whistles.answer, calls["市场监管分局"].id, {"answered_at": at(4, 11)}, at(4, 11))
    desk.do(whistles.finish, whistle, at(4, 12), "三家到场，摊位迁入市场")
    times = dict(desk.look(whistles.response_times, log, at(5), SINCE, UNTIL))
    assert {unit: one.late for unit, one in times.items()} == {
        "公安派出所": 0, "城管中队": 0, "市场监管分局": 1,
    }  # fmt: skip

    hard = desk.do(matters.become_case, log, on(8), came[-1][0])
    desk.do(edit.edit, Case, hard, {"accepted_on": on(8)})
    desk.do(cases.add_session, hard, {"at": at(10)})
    desk.do(
        consultations.consult, hard,
        {"on_day": on(11), "lead_unit_id": named["司法所"], "unit_ids": [named["公安派出所"]], "decided": "分两步办"},
    )  # fmt: skip

    desk.do(settle, came, named["城管中队"])
    period = matter_registers.Period(SINCE, UNTIL)
    told = desk.look(matter_registers.three_lists, log, period)
    assert told.balance == "210 = 208 + 2"
    rate = Fraction(len(told.solved), len(told.collected))
    assert round(float(rate * 100)) == WAY.figures["done_rate"] == 99
    assert {one.matter.tier for one in told.tracked} == {"hard"}
    for one in told.solved:
        clock = matter_clock(one.matter, WAY, calendar())
        assert clock is not None
        assert clock.colour(one.steps[-1].at) != LATE, (one.matter.tier, one.matter.came_at)

    monthly = report_tables.made(desk, "monthly", (SINCE, UNTIL)).total
    assert (monthly["matters"], monthly["solved"], monthly["total"]) == (210, 208, 1)
    handled = report_tables.made(desk, "handled", (SINCE, UNTIL)).total
    assert (handled["solved"], handled["followed"]) == (208, 2)
    assert (
        handled["line_grid"]
        + handled["line_hotline"]
        + handled["line_petition"]
        + handled["line_opinion"]
        == 210
    )
    desk.close()
