"""村、街道、区: cases of the rooms below count in the tree of each centre above them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.desk import cases, grid, grid_changes, split
from app.desk.desk import Desk
from app.records import Case
from tests.district import District, district

DAY = dt.date(2026, 3, 2)


def put(desk: Desk, name: str, above: str | None = None, **more: Any) -> str:
    told = {"name": name, "parent_id": above, **more}
    return desk.do(grid_changes.add_place, desk.shelf.log, told)


def room_of(desk: Desk, name: str) -> str:
    known = desk.look(grid_changes.rooms_to_stand, desk.shelf.log)
    rooms = {label: id_ for id_, label in known}
    return rooms[name]


def accepted(desk: Desk, place: str | None) -> str:
    values = {"accepted_on": DAY, "route": "people", "place_id": place}
    return desk.do(cases.register_case, desk.shelf.log, DAY, values)


def filled(folder: Path) -> District:
    """Two villages with cases in their grids, their street's tree, and the district's."""
    told = district(folder, upper=True)
    a, b, street, up = (told.desks[name] for name in ("柳林", "石桥", "镇", "区"))
    grid_a = put(a, "第1网格", put(a, "柳林村"))
    accepted(a, grid_a)
    accepted(a, None)
    accepted(b, put(b, "石桥村"))
    told.everyone()
    top = put(street, "刁镇")
    put(
        street, "第1网格", put(street, "柳林村", top, stands_for_id=room_of(street, "柳林村调解室"))
    )
    put(street, "石桥村", top, stands_for_id=room_of(street, "石桥村调解室"))
    told.everyone()
    whole = put(up, "历城区")
    put(up, "刁镇街道", whole, stands_for_id=room_of(up, "刁镇综治中心"))
    return told


def test_village_street_and_district_add_up(tmp_path: Path) -> None:
    told = filled(tmp_path)
    street, up = told.desks["镇"], told.desks["区"]
    tree = street.look(grid.tree, street.shelf.log)
    found = {tree.told(one): n for one, n in street.look(grid.counts, street.shelf.log).items()}
    assert found == {
        "刁镇": 3, "刁镇 > 柳林村": 2, "刁镇 > 柳林村 > 第1网格": 1, "刁镇 > 石桥村": 1,
    }  # fmt: skip
    tree = up.look(grid.tree, up.shelf.log)
    found = {tree.told(one): n for one, n in up.look(grid.counts, up.shelf.log).items()}
    assert found == {"历城区": 3, "历城区 > 刁镇街道": 3}


def test_a_question_for_a_village_finds_its_room_and_no_other(tmp_path: Path) -> None:
    told = filled(tmp_path)
    street = told.desks["镇"]
    log = street.shelf.log
    village = street.look(grid.by_words, log, "柳林村")
    low = street.look(grid.by_words, log, "柳林村 > 第1网格")

    def asked(db: Any, place: str) -> int:
        return len(list(db.scalars(select(Case.id).where(grid.within(grid.below(db, log, place))))))

    assert [street.look(asked, one) for one in (village, low)] == [2, 1]
    assert street.look(split.split, log, None, None, village).counts["people"] == 2
    a = told.desks["柳林"]
    own = a.look(grid.by_words, a.shelf.log, "柳林村")
    assert len(a.look(grid.tree, a.shelf.log)) == 2, "the tree of the centre stays at the centre"
    assert a.look(split.split, a.shelf.log, None, None, own).counts["people"] == 1
