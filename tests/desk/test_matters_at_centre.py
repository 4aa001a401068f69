"""At a centre the matters of all its rooms stand in one list; two computers' steps meet there."""

from __future__ import annotations

from pathlib import Path

from app.desk import matters
from tests import district as districts
from tests.desk.test_matters import listed, step, written


def test_a_centre_sees_the_matters_of_all_its_rooms_and_of_one(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    desks = district.desks
    first, _second = written(desks["柳林"]), written(desks["石桥"], line="grid", channel=None)
    own = written(desks["镇"], line="visit", channel=None)
    step(desks["柳林"], first, "handle", told="已上门")
    district.everyone()
    found = listed(desks["镇"])
    assert {one.line for one in found} == {"hotline", "grid", "visit"}
    assert {one.room for one in found if one.id != own} == {"柳林村调解室", "石桥村调解室"}
    (one,) = [x for x in found if x.id == first]
    assert one.standing.state == "handle"
    with desks["镇"].shelf.reading() as db:
        room_id = matters.get(db, matters.Matter, first).room_id or ""
    assert [x.id for x in listed(desks["镇"], room_id=room_id)] == [first]
    assert [x.id for x in listed(desks["石桥"], part="all")] == [_second]
