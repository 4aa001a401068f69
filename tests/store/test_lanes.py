"""A centre writes for its rooms: who receives what, and what a lane's entries may name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import exchange, series
from app.desk.desk import Desk
from app.desk.room import own_room
from app.paths import DataDir
from app.records import Case, Place, Visit
from app.store import journal, lanes, peers, set_aside
from app.store.shelf import Shelf
from app.store.tables import scope
from app.trouble import Trouble
from tests import district as districts
from tests.district import District
from tests.machines import change, clone, name_place, register, rows_on, visit


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms, their centre, the upper centre."""
    return districts.district(tmp_path, upper=True)


def case_of(desk: Desk, case_id: str) -> dict[str, Any]:
    def ask(db: Session) -> dict[str, Any]:
        case = db.get(Case, case_id)
        return {} if case is None else {"summary": case.summary, "remark": case.remark}

    return desk.look(ask)


def name_place_of_its_own(db: Session, log: str) -> None:
    db.add(Place(name="镇里的", room_id=own_room(db, log).id))


def test_what_a_centre_writes_on_a_rooms_case_reaches_that_room_alone(district: District) -> None:
    room, other, centre = (district.desks[n] for n in ("柳林", "石桥", "镇"))
    case = room.do(register, "为滴水檐争吵")
    district.everyone()
    centre.do(change, case, remark="请三日内回访")
    seen = centre.do(visit, case)
    district.everyone()
    assert case_of(room, case)["remark"] == "请三日内回访"
    assert room.look(lambda db: db.get(Visit, seen)) is not None
    assert case_of(other, case) == {}
    assert other.look(lambda db: db.get(Visit, seen)) is None
    assert case_of(district.desks["区"], case)["remark"] == "请三日内回访"


def test_a_room_and_its_centre_writing_one_field_keep_both(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    district.everyone()
    room.do(change, case, remark="屋檐已改")
    centre.do(change, case, remark="等回话")
    district.everyone()
    told = [desk.look(journal.conflicts, "case", case) for desk in (room, centre)]
    shown = [case_of(desk, case)["remark"] for desk in (room, centre)]
    assert told[0] == told[1]
    assert {told[0][0]["value"], shown[0]} == {"屋檐已改", "等回话"}
    assert shown[0] == shown[1]


def test_what_is_for_all_reaches_every_room_and_what_is_the_centres_own_none(
    district: District,
) -> None:
    centre = district.desks["镇"]
    for_all = centre.do_in(lanes.ALL, name_place, "刁镇")
    from_above = district.desks["区"].do_in(lanes.ALL, name_place, "历城区")
    own = centre.do(register, "中心自己的案件")
    district.everyone()
    for name in ("柳林", "石桥"):
        desk = district.desks[name]
        assert desk.look(lambda db: db.get(Place, for_all)) is not None
        assert desk.look(lambda db: db.get(Place, from_above)) is not None
        assert case_of(desk, own) == {}
    assert case_of(district.desks["区"], own) != {}


def test_a_room_goes_on_from_what_its_centre_wrote(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    district.everyone()
    centre.do(change, case, remark="请三日内回访")
    district.everyone()
    room.do(change, case, remark="已回访")
    district.everyone()
    for name in ("柳林", "镇", "区"):
        assert case_of(district.desks[name], case)["remark"] == "已回访"
        assert district.desks[name].look(journal.waiting) == 0


def test_an_upper_centre_does_not_write_past_the_lower_one(district: District) -> None:
    room, upper = district.desks["柳林"], district.desks["区"]
    case = room.do(register)
    district.everyone()
    with pytest.raises(Trouble) as why:
        upper.do(change, case, remark="区里改的")
    assert why.value.key == "lanes.below"
    assert case_of(upper, case)["remark"] is None


def test_one_transaction_writes_for_one_place(district: District) -> None:
    first = district.desks["柳林"].do(register)
    second = district.desks["石桥"].do(register)
    district.everyone()
    centre = district.desks["镇"]

    def both(db: Session) -> None:
        change(db, first, remark="甲")
        change(db, second, remark="乙")

    with pytest.raises(lanes.TwoPlaces):
        centre.do(both)
    assert case_of(centre, first)["remark"] is None


def test_a_lane_names_only_what_its_room_can_see(district: District) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    district.desks["石桥"].do(register)
    district.everyone()
    centre.do(register, "中心自己的案件")
    centre.do(change, case, remark="请三日内回访")
    with centre.shelf.reading() as db:
        lane = next(row.log for row in db.execute(select(scope)) if row.key and row.room != "*")
        told = list(journal.entries_lacking(db, {}, [lane]))
        logs = {one.id: one.head.log for one in journal.entries_lacking(db, {})}
    named = {logs[id_] for one in told for id_ in one.head.see}
    assert named == {room.shelf.log}


def own_lanes(desk: Desk) -> set[str]:
    with desk.shelf.reading() as db:
        return {row.log for row in db.execute(select(scope)) if row.key}


def test_a_centre_put_back_gets_its_lanes_from_the_rooms_and_writes_on_in_a_new_one(
    district: District, tmp_path: Path
) -> None:
    room, centre = district.desks["柳林"], district.desks["镇"]
    case = room.do(register)
    district.everyone()
    centre.do(change, case, remark="请三日内回访")
    district.everyone()
    old = Desk(clone(centre.shelf, tmp_path / "old"), DataDir(tmp_path / "old"), centre.user)
    centre.do(change, case, remark="请今日回访")
    district.carry("镇", "柳林")
    lane = own_lanes(centre)
    centre.close()
    district.desks["镇"] = old
    assert own_lanes(old) == lane
    for path in (district.usb / "ZJ").iterdir():
        path.unlink()
    clock.hold(clock.now() + dt.timedelta(days=1))  # an old copy is put back another day
    exchange.make_bundle(room, district.usb)
    district.everyone()
    assert own_lanes(old) == set()
    assert case_of(old, case)["remark"] == "请今日回访"
    old.do(change, case, remark="再访一次")
    district.everyone()
    assert case_of(room, case)["remark"] == "再访一次"
    assert own_lanes(old)
    assert not own_lanes(old) & lane


def test_a_lane_its_centre_lost_keeps_no_room_away(district: District, tmp_path: Path) -> None:
    """Put back to a copy from before the lane for all began, the centre learns of it from each room that has it."""
    rooms, centre = [district.desks[n] for n in ("柳林", "石桥")], district.desks["镇"]
    district.everyone()
    old = Desk(clone(centre.shelf, tmp_path / "old"), DataDir(tmp_path / "old"), centre.user)
    centre.do_in(lanes.ALL, name_place, "新网格")
    district.everyone()
    centre.close()
    district.desks["镇"] = old
    for path in (district.usb / "ZJ").iterdir():
        path.unlink()
    clock.hold(clock.now() + dt.timedelta(days=1))
    exchange.make_bundle(rooms[0], district.usb)
    district.everyone()
    district.everyone()
    cases = [room.do(register) for room in rooms]
    district.everyone()
    with old.shelf.reading() as db:
        assert all(db.get(Case, case) is not None for case in cases)


@pytest.mark.parametrize("went_on", [False, True])
def test_the_first_lane_of_a_lost_life_is_known_by_its_word_to_a_copy_that_begins_anew(
    district: District, tmp_path: Path, *, went_on: bool
) -> None:
    """The copy had no lane yet, and its new log makes other keys; and so did the lost life, where it `went_on`."""
    room, centre = district.desks["柳林"], district.desks["镇"]
    district.everyone()
    old = Desk(clone(centre.shelf, tmp_path / "old"), DataDir(tmp_path / "old"), centre.user)
    if went_on:
        series.begin_anew(centre)
    centre.do_in(lanes.ALL, name_place_of_its_own, old.shelf.log)
    district.carry("镇", "柳林")
    centre.close()
    district.desks["镇"] = old
    for path in (district.usb / "ZJ").iterdir():
        path.unlink()
    clock.hold(clock.now() + dt.timedelta(days=1))
    series.begin_anew(old)
    exchange.make_bundle(old, district.usb)
    district.carry("柳林", "镇", "柳林", "镇")
    case = room.do(register)
    district.carry("柳林", "镇")
    with old.shelf.reading() as db:
        assert set_aside.listed(db) == []
        assert db.get(Case, case) is not None


def test_a_lane_begun_in_a_lost_life_comes_back_and_reaches_its_room(
    district: District, tmp_path: Path
) -> None:
    """The copy knows nothing of the lane; the upper centre hands it back, and it is known whose it is."""
    room, other, centre = (district.desks[n] for n in ("柳林", "石桥", "镇"))
    case = room.do(register)
    district.everyone()
    old = Desk(clone(centre.shelf, tmp_path / "old"), DataDir(tmp_path / "old"), centre.user)
    centre.do(change, case, remark="请三日内回访")
    district.carry("镇", "区")
    (lane,) = own_lanes(centre)
    centre.close()
    district.desks["镇"] = old
    for path in (district.usb / "ZJ").iterdir():
        path.unlink()
    clock.hold(clock.now() + dt.timedelta(days=1))
    old.do(register, "恢复以后的事")
    exchange.make_bundle(old, district.usb)
    district.carry("区", "镇", "区", "镇", "柳林", "石桥", "镇", "柳林")
    assert case_of(old, case)["remark"] == "请三日内回访"
    assert case_of(room, case)["remark"] == "请三日内回访"
    assert lane not in other.look(journal.have)


def test_everyone_who_may_see_a_row_sees_the_same(district: District) -> None:
    room, centre, upper = (district.desks[n] for n in ("柳林", "镇", "区"))
    for n in range(3):
        case = room.do(register, f"第{n}件")
        district.everyone()
        centre.do(change, case, remark=f"交代{n}")
        room.do(change, case, summary=f"改过{n}")
    district.everyone()
    told = []
    for desk in (room, centre, upper):
        with desk.shelf.engine.connect() as link:
            rows = rows_on(link)
        told.append([*rows["case"], *rows["head"]])
    assert told[0] == told[1] == told[2]


def test_asked_for_all_places_at_once_each_sees_the_same(district: District) -> None:
    centre = district.desks["镇"]
    case_id = district.desks["柳林"].do(register)
    district.carry("柳林", "镇")
    centre.do(change, case_id, remark="中心批的")
    with centre.shelf.reading() as db:
        found = lanes.visible_by_room(db)
        rooms = {one.room for one in peers.known(db)} | {lanes.ALL, "nobody"}
        for room in rooms:
            assert found.get(room, found[lanes.ALL]) == lanes.visible(db, room)
        assert any(found.values())


def test_a_lane_is_the_centres_from_which_it_was_heard_first(either: Shelf) -> None:
    with either.local_writing() as link:
        lanes.remember(link, ["a", "b"], "room")
        lanes.remember(link, ["a"], "room", "甲中心")
        lanes.remember(link, ["a", "c"], "room", "乙中心")
        lanes.remember(link, ["c"], lanes.ALL)
        lanes.own_again(link, {"ours": "room"})
        lanes.remember(link, ["ours"], "room", "甲中心")
    with either.reading() as db:
        assert lanes.heard_from(db) == {"a": "甲中心", "b": "", "c": "乙中心"}
        assert lanes.own(db) == {"ours"}
