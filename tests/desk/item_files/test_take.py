"""Items become matters once, leave as they came, and their states go back."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from app import holidays
from app.desk import cases, matters
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.item_files import give, plan, take
from app.desk.item_files.plan import Plan
from app.records import Matter
from app.trouble import Trouble
from tests.desk.test_matters import listed

NOW = dt.datetime(2026, 9, 30, 12, 0)
ITEMS: list[dict[str, Any]] = [
    {"工单号": "M-1", "内容": "路灯不亮", "时间": "2026-09-29 08:10", "网格": "上河村", "类型": "矛盾纠纷"},
    {"工单号": "M-2", "内容": "两家争地边", "时间": "2099-01-01", "网格": "没有的村", "档次": "需协调"},
    {"工单号": "M-1", "内容": "又说一遍路灯"},
    {"工单号": "M-3"},
]  # fmt: skip


def file(folder: Path, items: list[dict[str, Any]], name: str = "码上办.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(items), encoding="utf-8")
    return path


def planned(desk: Desk, path: Path) -> Plan:
    return desk.look(plan.plan_items, desk.shelf.log, path)


def taken(desk: Desk, path: Path) -> str:
    return desk.do(take.take_items, desk.shelf.log, NOW, planned(desk, path))


@pytest.fixture
def village(desk: Desk) -> Desk:
    with desk.shelf.reading() as db:
        room_id = rooms.own_room(db, desk.shelf.log).id
    desk.do(cases.find_or_make_place, room_id, ["柳林镇", "上河村"])
    return desk


def test_a_file_is_looked_at_before_anything_is_taken(village: Desk, tmp_path: Path) -> None:
    seen = planned(village, file(tmp_path, ITEMS))
    assert [one.verdict for one in seen.drafts] == ["new", "new", "same", "refused"]
    assert any("没有的村" in told for told in seen.doubts)
    assert any("2099-01-01" in told and "还没有到" in told for told in seen.doubts)
    assert listed(village, part="all") == []


def test_each_item_comes_once_with_all_that_could_be_read(village: Desk, tmp_path: Path) -> None:
    taken(village, file(tmp_path, ITEMS))
    found = {one.outside_no: one for one in listed(village, NOW, part="all")}
    assert set(found) == {"M-1", "M-2"}
    assert found["M-1"].place.endswith("上河村")
    assert (found["M-1"].channel, found["M-1"].came_at) == ("scan", dt.datetime(2026, 9, 29, 8, 10))
    assert found["M-2"].came_at == NOW  # no clock of theirs reaches into the future
    with village.shelf.reading() as db:
        other = db.get(Matter, found["M-2"].id)
        assert other is not None
        assert other.remark == "收到时间：2099-01-01\n所属网格：没有的村"
    again = planned(village, file(tmp_path, [*ITEMS, {"工单号": "M-9", "内容": "新的"}], "二.json"))
    assert (again.count("new"), again.count("same")) == (1, 3)
    with pytest.raises(Trouble) as trouble:
        taken(village, file(tmp_path, ITEMS))
    assert trouble.value.key == "items.nothing_new"


def test_an_import_leaves_whole_but_for_what_was_worked_on(village: Desk, tmp_path: Path) -> None:
    import_id = taken(village, file(tmp_path, ITEMS))
    first = village.look(matters.by_number, "M-1")
    village.do(matters.take_step, NOW, first, "handle", {"told": "看过了"})
    done = village.do(take.undo_items, import_id)
    assert (done.removed, len(done.kept)) == (1, 1)
    assert [one.outside_no for one in listed(village, NOW, part="all")] == ["M-1"]
    done = village.do(take.undo_items, import_id, worked_on_too=True)
    assert (done.removed, done.kept) == (1, ())
    assert village.look(take.imports, village.shelf.log) == []
    with pytest.raises(Trouble):
        village.do(take.undo_items, import_id)


def test_an_undone_file_may_be_taken_again(village: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, ITEMS)
    village.do(take.undo_items, taken(village, path))
    taken(village, path)
    assert len(listed(village, NOW, part="all")) == 2


def test_the_states_go_back_as_json_and_csv(village: Desk, tmp_path: Path) -> None:
    taken(village, file(tmp_path, [{"工单号": "=cmd()", "内容": "路灯不亮"}]))
    matter = village.look(matters.by_number, "=cmd()")
    told = {"solved": True, "told": "已换灯", "satisfaction": "satisfied"}
    village.do(matters.take_step, NOW, matter, "feedback", told)
    states = village.look(give.states, village.shelf.log, NOW, holidays.load())
    give.write(states, tmp_path / "回.json")
    (one,) = json.loads((tmp_path / "回.json").read_text(encoding="utf-8"))["items"]
    assert (one["outside_no"], one["state"], one["solved"]) == ("=cmd()", "feedback", True)
    assert (one["told_back"], one["satisfaction"]) == ("已换灯", "满意")
    give.write(states, tmp_path / "回.csv")
    with (tmp_path / "回.csv").open(encoding="utf-8-sig", newline="") as text:
        (row,) = csv.DictReader(text)
    assert (row["工单号"], row["是否办结"]) == ("'=cmd()", "是")
    with pytest.raises(Trouble):
        give.write(states, tmp_path / "回.txt")


def test_what_was_given_out_is_known_when_it_comes_back(village: Desk, tmp_path: Path) -> None:
    taken(village, file(tmp_path, [{"工单号": "=1", "内容": "路灯不亮", "渠道": "码上办"}]))
    states = village.look(give.states, village.shelf.log, NOW, holidays.load())
    give.write(states, tmp_path / "回.csv")
    seen = planned(village, tmp_path / "回.csv")
    assert [one.values["outside_no"] for one in seen.drafts] == ["=1"]


def test_a_file_of_which_nothing_can_be_taken_does_not_say_that_all_is_here(
    village: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Trouble) as told:
        taken(village, file(tmp_path, [{"工单号": "9", "内容": ""}]))
    assert told.value.key == "items.nothing_usable"
