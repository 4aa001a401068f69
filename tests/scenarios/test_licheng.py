"""历城: 2,707 grids with a group each, four lines in one list, three levels rolled up, three volumes falling."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import (
    grid,
    helpers,
    matter_count,
    matter_list,
    matters,
    relapses,
    reopening,
    repeats,
    units,
)
from app.desk.desk import Desk
from app.records import Agreement, Case, Place, Room, Visit
from app.rules import mechanism
from tests.scenarios.at_a_place import SINCE, UNTIL, a_room, at, calendar, on, person, takes_lists

WAY = mechanism.preset("licheng")
STREETS, VILLAGES, BASIC, SPECIAL = (
    WAY.figures[name]
    for name in ("street_centres", "village_centres", "basic_grids", "special_grids")
)
VOLUMES = {
    "hotline": (60, 55, 49, 44, 40, 33),
    "opinion": (30, 28, 25, 20, 18, 15),
    "petition": (12, 11, 9, 8, 6, 5),
}
"""April to September: 三量同降, six months one after the other."""


def lists() -> dict[str, list[list[object]]]:
    """14 streets, 347 villages, 1209 基础 and 1498 专属 grids, each with its group."""
    rows: list[list[object]] = [["区县", "街道", "村（社区）", "网格名称", "网格类别", "网格群"]]
    for n in range(BASIC + SPECIAL):
        village, kind = n % VILLAGES, "基础" if n < BASIC else "专属"
        street = f"第{village % STREETS + 1}街道"
        rows.append(
            ["历城区", street, f"第{village + 1}社区", f"{kind}第{n + 1}网格", kind, f"第{n + 1}群"]
        )
    return {"网格": rows}


def rooms_stand(db: Session) -> Counter[str]:
    """A room in every street and every village, and one to three cases in each village's."""
    cases: Counter[str] = Counter()
    for place in db.query(Place).filter(Place.grid_kind.in_(["street", "village"])):
        room = Room(committee=f"{place.name}人民调解委员会", room_name=f"{place.name}调解室")
        db.add(room)
        place.stands_for_id = room.id
        if place.grid_kind == "village":
            for n in range(len(place.name or "") % 3 + 1):
                db.add(Case(room_id=room.id, summary=f"第{n + 1}件", accepted_on=on(7)))
                cases[place.parent_id or ""] += 1
    return cases


def half_a_year(db: Session, log: str, places: list[str]) -> None:
    for line, months in VOLUMES.items():
        for month, count in enumerate(months, 4):
            for n in range(count):
                came = dt.datetime(2026, month, n % 28 + 1, 10)
                told = {
                    "line": line,
                    "place_id": places[n],
                    "told": f"{month}月第{n + 1}件",
                    "reporter": person(n),
                }
                matters.write_down(db, log, came, told)


def burns_again(db: Session, room_id: str) -> str:
    case = Case(room_id=room_id, accepted_on=on(1), closed_on=on(10), summary="排水争吵")
    db.add_all([case, Agreement(case_id=case.id, form="oral", made_on=on(2))])
    visit = Visit(case_id=case.id, done_on=on(17), relapse=True, note="又吵起来了")
    db.add(visit)
    db.flush()
    assert reopening.after_visit(db, visit.id)
    return case.id


def one_quarrel_on_four_lines(desk: Desk, place: str) -> None:
    """It is told on four lines; a person says it is one; the list counts it once, with all its steps."""
    log = desk.shelf.log
    told = "楼上住户夜间装修噪声扰民，多次交涉不听，要求停工"
    same = {"place_id": place, "reporter": "褚海涛", "phone": "19933330001", "told": told}
    came = [
        desk.do(matters.write_down, log, at(21 + n), {**same, "line": line})
        for n, line in enumerate(("grid", "hotline", "opinion", "petition"))
    ]
    first, *later = came
    for matter in later:
        found = desk.look(repeats.of_matter, log, matter)
        assert found[0].told.id in came
        assert found[0].verdict == "likely"
        desk.do(repeats.merge, matter, first)
    family = desk.look(repeats.family, log, first)
    assert (len(family.matters), len(family.lines)) == (4, 4)
    assert family.alert == "orange"
    wanted = matter_list.Wanted(place_id=place)
    shown = desk.look(matter_list.listing, log, at(25), calendar(), wanted).lines
    assert [one.id for one in shown if one.reporter == "褚海涛"] == [first]


def test_half_a_year_of_licheng_falls_on_three_lines(tmp_path: Path) -> None:
    desk = a_room(
        tmp_path / "room", "licheng", committee="历城区社会治理服务中心", short_name="历中心",
        room_name="", is_centre=True,
    )  # fmt: skip
    log = desk.shelf.log

    takes_lists(desk, tmp_path / "历城网格.xlsx", **lists())
    nodes = desk.look(grid.nodes)
    kinds = Counter(node.kind for node in nodes)
    assert (kinds["street"], kinds["village"]) == (STREETS, VILLAGES) == (14, 347)
    assert (kinds["basic"], kinds["special"]) == (BASIC, SPECIAL) == (1209, 1498)
    assert len({node.group for node in nodes if node.group}) == WAY.figures["groups"] == 2707

    of_streets = desk.do(rooms_stand)
    counts = desk.look(grid.counts, log)
    assert {street: counts[street] for street in of_streets} == dict(of_streets)
    district = next(node.id for node in nodes if node.kind == "district")
    assert counts[district] == of_streets.total()
    assert len(desk.look(grid.below, log, district).rooms) == STREETS + VILLAGES

    grids = [node.id for node in nodes if node.kind == "basic"]
    desk.do(half_a_year, log, grids)
    one_quarrel_on_four_lines(desk, grids[900])

    months = desk.look(matter_count.by_month, (dt.date(2026, 4, 1), UNTIL), tuple(VOLUMES))
    assert [told for _, told in months] == [
        {line: counts[n] + (n == 5) for line, counts in VOLUMES.items()} for n in range(6)
    ]  # the one quarrel came on each of the three lines: it is one matter, and three that came
    for line in VOLUMES:
        volume = [told[line] for _, told in months]
        assert volume == sorted(volume, reverse=True)

    case = desk.do(
        burns_again,
        next(node.stands_for_id for node in desk.look(grid.nodes) if node.stands_for_id),
    )
    again = desk.look(relapses.of_period, SINCE, UNTIL)
    assert (again.burnt, again.cases) == (1, (case,))
    assert not again.is_zero

    desk.do(units.take_offered, log)
    calm = next(one for one in desk.look(units.units, log) if one.kind == "psychology")
    asked = desk.do(helpers.ask, case, on(18), f"unit/{calm.id}", {"help_kind": "psychology"})
    desk.do(helpers.answer, asked, on(19), "疏导两次，情绪平稳")
    assert [(one.name, one.told) for one in desk.look(helpers.of_case, case)] == [
        ("心理服务室", "疏导两次，情绪平稳")
    ]
    desk.close()
