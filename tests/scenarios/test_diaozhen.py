"""刁镇: grids by the thousand, four units at one table, calls at doors, and three lists that balance."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.desk import (
    calls,
    grid,
    grid_people,
    matter_registers,
    matters,
    repeats,
    report_tables,
    roster,
    units,
    visitors,
)
from app.rules import mechanism
from app.rules.grid_check import household_fault
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

WAY = mechanism.preset("diaozhen")
AREAS, VILLAGES, SPECIAL, MICRO = (
    WAY.figures[name] for name in ("area_grids", "village_grids", "special_grids", "micro_grids")
)
LINES = ("grid", "petition", "hotline", "visit", "other")


def lists() -> dict[str, list[list[object]]]:
    """12 areas, 140 villages, 7 special grids, 1850 micro-grids of 15 to 20 households, all with their people."""
    grids: list[list[object]] = [["街道", "管理区", "村（社区）", "网格名称", "网格类别", "户数"]]
    people: list[list[object]] = [["姓名", "联系电话", "角色", "村（社区）", "所属网格"]]
    grids += [
        ["刁镇街道", f"第{n % AREAS + 1}管理区", f"第{n + 1}村", "", "村网格", None]
        for n in range(VILLAGES)
    ]
    grids += [
        ["刁镇街道", "第1管理区", "第1村", f"专属第{n + 1}园区", "专属", None]
        for n in range(SPECIAL)
    ]
    for n in range(MICRO):
        village, micro = f"第{n % VILLAGES + 1}村", f"第{n // VILLAGES + 1}微网格"
        grids.append(
            [
                "刁镇街道",
                f"第{n % VILLAGES % AREAS + 1}管理区",
                village,
                micro,
                "微网格",
                15 + n % 6,
            ]
        )
        people.append([person(n), f"1990{n:07d}", "微网格员", village, micro])
    people += [
        [person(n), f"1991{n:07d}", "专职网格员", f"第{n + 1}村", ""]
        for n in range(WAY.figures["full_time"])
    ]
    return {"网格": grids, "人员": people}


def test_a_month_of_diaozhen_ends_in_lists_that_balance(tmp_path: Path) -> None:
    desk = a_room(
        tmp_path / "room", "diaozhen", committee="刁镇街道人民调解委员会", room_name="老杜调解室"
    )
    log = desk.shelf.log

    takes_lists(desk, tmp_path / "刁镇网格名册.xlsx", **lists())
    tree = desk.look(grid.tree, log)
    kinds = Counter(node.kind for node in desk.look(grid.nodes))
    assert (kinds["street"], kinds["area"], kinds["village"]) == (1, AREAS, VILLAGES)
    assert (kinds["special"], kinds["micro"]) == (SPECIAL, MICRO) == (7, 1850)
    posts = desk.look(grid_people.people, log, MONTH, role="micro")
    assert len(posts) == WAY.figures["micro_workers"]
    faults = [
        household_fault(WAY.grid, node.households)
        for node in desk.look(grid.nodes)
        if node.kind == "micro"
    ]
    assert not any(faults)
    assert household_fault(WAY.grid, 21)

    desk.do(units.take_offered, log)
    desk.do(roster.put, log, desk.look(roster.propose, log, MONTH, calendar()))
    month = desk.look(roster.month, log, MONTH, calendar(), at(1))
    assert len(month.days) == 22
    assert month.gaps == {}
    assert month.unit_gaps == {}

    came = {
        "name": "赵广田",
        "phone": "19900000001",
        "matter": "自来水改造占了我家菜地",
        "joint": True,
    }
    door = desk.do(visitors.enter, log, at(2), came)
    again = desk.look(repeats.at_door, log, on(9), came)
    assert [one.told.id for one in again][:1] == [door]
    line = desk.look(visitors.lines, log, SINCE, UNTIL)[0]
    assert [unit for unit in ("信访办", "司法所", "综治中心", "纪检办") if unit in line.units] == [
        "信访办", "司法所", "综治中心", "纪检办",
    ]  # fmt: skip
    assert line.lead_unit == "信访办"

    home = tree.order[-1]
    call = {
        "occasion": "weekend",
        "on_day": on(5),
        "place_id": home,
        "ticks": ["know", "call", "attend", "report"],
    }
    made = desk.do(calls.record, log, {**call, "whom": "钱秀兰", "told": "两家为出路争吵"})
    found = desk.do(
        calls.find_matter, log, at(5), made, {"told": "两家为出路争吵", "reporter": "钱秀兰"}
    )

    named = {one.name: one.id for one in desk.look(units.units, log)}
    collected = [found] + [
        desk.do(
            matters.write_down, log, at(1 + n, 10),
            {"line": LINES[n % 5], "place_id": tree.order[n], "told": f"第{n}件反映的事", "reporter": person(n)},
        )
        for n in range(WAY.figures["lists_collected"] - 1)
    ]  # fmt: skip
    solved = WAY.figures["lists_solved"]
    for n, matter in enumerate(collected):
        desk.do(
            matters.take_step,
            at(20),
            matter,
            "pass",
            {"to_unit_id": named["执法中队"], "due_on": on(24)},
        )
        if n < solved + 2:
            desk.do(matters.take_step, at(22), matter, "handle", {"told": "已到现场"})
            desk.do(
                matters.take_step,
                at(24),
                matter,
                "feedback",
                {"told": "已答复", "solved": n < solved},
            )

    period = matter_registers.Period(SINCE, UNTIL)
    told = desk.look(matter_registers.three_lists, log, period)
    assert told.balance == "18 = 15 + 3"
    assert len(told.handed) == 18
    assert sum(one.matter.mediation_first is True for one in told.collected) == sum(
        one.matter.line == "petition" for one in told.collected
    )
    printed = desk.look(matter_registers.listings, log, period, UNTIL)
    assert [len(one.rows) for one in printed.values()] == [18, 18, 18]
    assert all(
        "收集 18 件＝办结 15 件＋跟踪 3 件" in "".join(one.below) for one in printed.values()
    )

    indicators = report_tables.made(desk, "indicators", (SINCE, UNTIL)).total
    petitions = [one for one in told.collected if one.matter.line == "petition"]
    assert indicators["petitions"] == len(petitions)
    assert indicators["backlog"] == sum(not one.is_solved for one in petitions)
    assert indicators["capital"] == 0
    desk.close()
