"""A place below a centre changes what is its own, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.desk import exchange
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import Case, Party, Place, Visit, Workstation
from app.store import lanes, set_aside
from app.trouble import Trouble
from tests import district as districts
from tests.district import District
from tests.machines import change, forged, name_place, register, rows_on, visit


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms and their centre."""
    return districts.district(tmp_path)


def rows(desk: Desk) -> dict[str, list[Any]]:
    with desk.shelf.engine.connect() as link:
        return rows_on(link)


def brought(district: District) -> list[tuple[str, str]]:
    exchange.make_bundle(district.desks["柳林"], district.usb)
    done = exchange.take_bundles(district.desks["镇"], district.usb)
    return [refused for one in done for refused in one.refused]


def test_a_room_cannot_rewrite_the_centre_itself(district: District) -> None:
    centre, room = district.desks["镇"], district.desks["柳林"]
    own = centre.look(rooms.own_room, centre.shelf.log).id
    before = rows(centre)
    forged(room, [["u", "room", own, {"is_centre": [[], False], "room_name": [[], "占了"]}]])
    assert [reason for _, reason in brought(district)] == ["foreign"]
    assert rows(centre) == before
    assert centre.look(rooms.own_room, centre.shelf.log).is_centre
    assert len(set_aside.listed(centre.shelf.engine.connect())) == 1


def test_a_room_cannot_plant_a_computer_in_another_place(district: District) -> None:
    centre, room = district.desks["镇"], district.desks["柳林"]
    own = centre.look(rooms.own_room, centre.shelf.log).id
    planted = {"room_id": own, "log": "A" * 43, "letter": ""}
    forged(room, [["i", "workstation", "f" * 32, planted]])
    assert [reason for _, reason in brought(district)] == ["foreign"]
    assert centre.look(lambda db: db.get(Workstation, "f" * 32)) is None


def test_a_room_cannot_touch_another_rooms_case_or_hang_anything_under_it(
    district: District,
) -> None:
    centre, room, other = (district.desks[n] for n in ("镇", "柳林", "石桥"))
    case = other.do(register, "石桥的案件")
    exchange.make_bundle(other, district.usb)
    exchange.take_bundles(centre, district.usb)
    before = rows(centre)["case"]
    forged(room, [["i", "party", "e" * 32, {"case_id": case, "name": "外人"}]])
    forged(room, [["i", "case", case, {"summary": "我的"}]])
    assert [reason for _, reason in brought(district)][:1] == ["foreign"]
    assert rows(centre)["case"] == before
    assert centre.look(lambda db: db.get(Party, "e" * 32)) is None


def test_what_the_centre_wrote_for_a_room_is_the_rooms_to_go_on_with(district: District) -> None:
    centre, room = district.desks["镇"], district.desks["柳林"]
    case = room.do(register)
    district.carry("柳林", "镇", "柳林")
    seen = centre.do(visit, case)
    district.carry("镇", "柳林")

    def tell(db: Session) -> None:
        row = db.get(Visit, seen)
        assert row is not None
        row.void = "记错了"

    room.do(tell)
    room.do(change, case, remark="自己的")
    assert brought(district) == []
    assert centre.look(lambda db: db.get(Visit, seen).void) == "记错了"  # type: ignore[union-attr]
    assert centre.look(lambda db: db.get(Case, case).remark) == "自己的"  # type: ignore[union-attr]


def test_what_is_for_all_is_not_a_rooms_to_change(district: District) -> None:
    centre, room = district.desks["镇"], district.desks["柳林"]
    place = centre.do_in(lanes.ALL, name_place, "刁镇")
    district.carry("镇", "柳林")

    def rename(db: Session) -> None:
        row = db.get(Place, place)
        assert row is not None
        row.name = "改了"

    with pytest.raises(Trouble) as why:
        room.do(rename)
    assert why.value.key == "lanes.above"
    assert room.look(lambda db: db.get(Place, place).name) == "刁镇"  # type: ignore[union-attr]
