"""龙桑寺, 杆石桥, 孝里: cadres on duty, one visit a matter, told in the morning and solved by evening."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.desk import (
    cases,
    edit,
    exemptions,
    grid,
    grid_people,
    leaves,
    loop_steps,
    matter_list,
    matters,
    meetings,
    relapses,
    report_tables,
    roster,
    sweeps,
    sweeps_due,
    today,
    units,
)
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.questions import case_file
from app.records import Case
from app.rules import lengths, mechanism
from app.rules.completeness import findings
from app.rules.followups import open_visits
from app.trouble import Trouble
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


def agreed_case(db: Session, log: str, day: int, lead: str, **told: object) -> str:
    """One quarrel of the month, settled by word of mouth the same day."""
    facts = {
        "accepted_on": on(day), "route": "people", "dispute_type": "02", "source": "applied", "lead_id": lead,
        "summary": f"{person(day)}与邻居为停车争吵", **told,
    }  # fmt: skip
    case = cases.register_case(db, log, on(day), facts)
    cases.add_party(db, case, {"role": "applicant", "name": person(day)})
    cases.add_party(db, case, {"role": "respondent", "name": person(day + 40)})
    cases.add_session(db, case, {"at": at(day, 10), "outcome": "agreed", "mediator_ids": [lead]})
    cases.make_agreement(db, case, {"form": "oral", "made_on": on(day), "terms": ["各停各位"]})
    return case


def told_at_closing(desk: Desk, case: str, rule: lengths.Lengths) -> set[str]:
    """What holds up, or speaks against, filing a case away."""
    found = findings(desk.look(case_file, case), UNTIL, calendar(), rule, "closing")
    return {one.key for one in found}


def staff_of(desk: Desk) -> dict[str | None, str]:
    room = desk.look(rooms.own_room, desk.shelf.log)
    return {one.name: one.id for one in desk.look(rooms.mediators, room.id)}


def test_a_month_of_longsangsi_keeps_its_cadres_at_the_table(tmp_path: Path) -> None:
    way = mechanism.preset("longsangsi")
    desk = a_room(tmp_path / "room", "longsangsi", committee="龙桑寺镇人民调解委员会")
    log = desk.shelf.log

    basic, special = way.figures["basic_grids"], way.figures["special_grids"]
    reserve = way.figures["full_time"] * way.figures["reserve_percent"] // 100
    grids: list[list[object]] = [["街道", "村（社区）", "网格名称", "网格类别"]]
    grids += [["龙桑寺镇", f"第{n + 1}村", f"第{n + 1}网格", "基础"] for n in range(basic)]
    grids += [["龙桑寺镇", "第1村", f"专属第{n + 1}网格", "专属"] for n in range(special)]
    people: list[list[object]] = [["姓名", "联系电话", "角色", "村（社区）", "所属网格"]]
    for n in range(basic + special):
        village, name = (
            (f"第{n + 1}村", f"第{n + 1}网格")
            if n < basic
            else ("第1村", f"专属第{n - basic + 1}网格")
        )
        roles = (
            "专职网格员、后备干部"
            if n < reserve
            else "专职网格员、村干部"
            if n > 95
            else "专职网格员"
        )
        people.append([person(n), f"1990{n:07d}", roles, village, name])
    takes_lists(desk, tmp_path / "龙桑寺网格.xlsx", 网格=grids, 人员=people)
    kinds = Counter(node.kind for node in desk.look(grid.nodes))
    assert (kinds["basic"], kinds["special"]) == (94, 6)
    assert (
        len(desk.look(grid_people.people, log, MONTH, role="full_time")) == way.figures["full_time"]
    )
    assert len(desk.look(grid_people.people, log, MONTH, role="reserve")) == 30
    cadres = desk.look(grid_people.people, log, MONTH, role="cadre")

    away = desk.do(
        leaves.ask, log, f"person/{cadres[0].id}",
        {"from_on": on(7), "until_on": on(11), "reason": "外出学习", "approved_by": "镇党委"},
    )  # fmt: skip
    desk.do(roster.put, log, desk.look(roster.propose, log, MONTH, calendar()))
    month = desk.look(roster.month, log, MONTH, calendar(), at(1))
    sat = {(seat.who, seat.day) for seat in month.seats}
    assert {who for who, _ in sat} >= {f"person/{one.id}" for one in cadres}
    assert not [
        day for who, day in sat if who == f"person/{cadres[0].id}" and on(7) <= day <= on(11)
    ]
    assert month.gaps == {}
    desk.do(leaves.come_back, away, on(12))

    village = desk.look(grid.by_words, log, "第1村")
    told = {
        "line": "grid",
        "place_id": village,
        "told": "红白事放炮引起口角",
        "reporter": person(3),
    }
    matter = desk.do(matters.write_down, log, at(8), told)
    helper = desk.look(grid_people.people, log, MONTH, place_id=village, deep=True)[0]
    for hour, (step, facts) in enumerate(
        [
            ("assign", {"to_person_id": helper.id}), ("find", {"told": "已到现场"}), ("check", {"told": "属实"}),
            ("feedback", {"told": "双方说开", "solved": True}),
        ], 10
    ):  # fmt: skip
        desk.do(matters.take_step, at(8, hour), matter, step, facts)
    with desk.shelf.reading() as db:
        steps = [one.step for one in loop_steps.steps_of(db, [matter])[matter]]
    assert steps == ["assign", "find", "check", "feedback"]

    council = desk.do(meetings.hold, log, at(10), {"meeting_kind": "council", "chair": "孟广田"})
    item = desk.do(
        meetings.add_item, council, {"topic": "村道拓宽占地争议", "decided": "由调委会调"}
    )
    assert desk.do(meetings.become_case, log, on(10), item)
    handled = report_tables.made(desk, "handled", (SINCE, UNTIL)).total
    assert (handled["matters"], handled["solved"]) == (1, 1)
    desk.close()


def test_a_month_of_ganshiqiao_visits_every_matter_and_nothing_burns_again(tmp_path: Path) -> None:
    way = mechanism.preset("ganshiqiao")
    desk = a_room(
        tmp_path / "room",
        "ganshiqiao",
        committee="杆石桥街道人民调解委员会",
        room_name="老齐谈心工作室",
    )
    log = desk.shelf.log
    people = staff_of(desk)
    lead, other = people["孟广田"], people["苗秀兰"]
    assert today.lengths_of(desk).way.goals_needed
    assert len(way.teams) == way.figures["volunteer_teams"] == 6

    street = [["街道", "村（社区）", "网格名称", "网格类别"]]
    takes_lists(
        desk, tmp_path / "杆石桥网格.xlsx",
        网格=street + [["杆石桥街道", "乐山小区社区", f"第{n + 1}网格", "基础"] for n in range(4)],
    )  # fmt: skip
    grids = [node.id for node in desk.look(grid.nodes) if node.kind == "basic"]
    for place in grids[:3]:
        for patrol in ("patrol_morning", "patrol_afternoon"):
            desk.do(
                sweeps.record,
                log,
                {"place_id": place, "sweep_kind": patrol, "from_on": on(3), "zero": True},
            )
    owed = {one.kind: one for one in desk.look(sweeps_due.owed, log, on(3), calendar())}
    assert len(owed) == way.figures["patrols_a_day"] == 2
    assert {len(one.missing) for one in owed.values()} == {1}

    rule = replace(lengths.shipped(), way=way)
    levels = ("grid", "grid", "grid", "village", "village", "street")
    made = [
        desk.do(
            agreed_case, log, 2 + n, lead, solved_at=level, key_case=n == 0 or None, place_id=grids[n % 4]
        )
        for n, level in enumerate(levels)
    ]  # fmt: skip
    for n, case in enumerate(made):
        assert "finding.visit_owed" in told_at_closing(desk, case, rule)
        visit = {
            "done_on": on(28),
            "manner": "door",
            "performed": True,
            "relapse": False,
            "satisfaction": "satisfied",
        }
        with pytest.raises(Trouble):
            desk.do(cases.record_visit, case, {**visit, "by_id": other})
        if n < 5:
            desk.do(cases.record_visit, case, visit)
        else:
            desk.do(exemptions.exempt, case, on(28), "双方已搬离本市", lead)
        desk.do(edit.edit, Case, case, {"goals": list(way.goals)})
        keys = told_at_closing(desk, case, rule)
        assert not keys & {"finding.visit_owed", "finding.goals_open"}
    tracked = [one.due_on for one in open_visits(desk.look(case_file, made[0]), rule)]
    assert len(tracked) == way.visits.key_times

    quiet = desk.look(relapses.of_period, SINCE, UNTIL)
    assert quiet.settled == len(made)
    assert quiet.is_zero
    level = report_tables.made(desk, "solved_at", (SINCE, UNTIL), by="room").total
    assert (level["at_grid"], level["at_village"], level["at_street"], level["near"]) == (
        3,
        2,
        1,
        5,
    )
    zero = report_tables.made(desk, "relapse", (SINCE, UNTIL)).total
    assert (zero["total"], zero["visits"], zero["relapse"]) == (6, 5, way.figures["relapses"])
    desk.close()


def test_a_day_of_xiaoli_is_told_in_the_morning_and_solved_by_evening(tmp_path: Path) -> None:
    way = mechanism.preset("xiaoli")
    desk = a_room(
        tmp_path / "room", "xiaoli", committee="孝里街道人民调解委员会", room_name="孝兴家园调解室"
    )
    log = desk.shelf.log
    taken = desk.do(units.take_offered, log)
    assert len(taken) == way.figures["units"] == 5
    place = desk.do(
        lambda db: cases.find_or_make_place(
            db, rooms.own_room(db, log).id, ["孝里街道", "孝兴家园"]
        )
    )
    came = [
        desk.do(
            matters.write_down, log, at(15, 8, n),
            {"line": "grid", "place_id": place, "tier": "same_day", "told": f"早上报的第{n + 1}件"},
        )
        for n in range(10)
    ]  # fmt: skip
    for n, matter in enumerate(came[:9]):
        desk.do(
            matters.take_step,
            at(15, 12 + n % 6),
            matter,
            "feedback",
            {"told": "已解决", "solved": True},
        )

    def shown(moment: dt.datetime) -> list[str]:
        found = desk.look(matter_list.listing, log, moment, calendar(), matter_list.Wanted())
        return [one.colour for one in found.lines]

    assert "red" not in shown(at(15, 19, 59))
    assert shown(at(15, 20, 1)) == ["red"]
    handled = report_tables.made(desk, "handled", (on(15), on(15))).total
    assert (handled["matters"], handled["solved"], handled["followed"]) == (10, 9, 1)
    desk.close()
