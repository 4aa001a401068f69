from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from app.desk import edit, grid, grid_changes, grid_people, households, room
from app.desk.desk import Desk
from app.desk.grid_import import take, telling, undo
from app.desk.grid_import.draft import Plan
from app.desk.grid_import.plan import drafts_of, make_plan
from app.records import Case, Household, Mediator, Place
from app.trouble import Trouble
from tests.desk.grid_import.sheets import many, workbook

TODAY = dt.date(2026, 3, 2)


def plan(desk: Desk, path: Path, under: str | None = None) -> Plan:
    return desk.look(make_plan, desk.shelf.log, path.name, drafts_of(path, TODAY), under)


def new(made: Plan) -> dict[str, int]:
    return {kind: figures["new"] for kind, figures in made.tally().items() if figures["new"]}


def keys(made: Plan) -> list[str]:
    return [doubt.key.rpartition(".")[2] for doubt in made.drafts.doubts]


def sheets(path: Path, **more: Any) -> Path:
    return workbook(path / "名册.xlsx", **more)


def test_a_district_comes_in_and_the_same_file_brings_nothing_twice(
    desk: Desk, tmp_path: Path
) -> None:
    path = sheets(tmp_path, **many(24, 20, 60))
    made = plan(desk, path)
    assert new(made) == {"place": 24 + 3 + 3, "person": 20, "post": 24, "household": 60}
    taken = take.take_plan(desk, made)
    assert len(desk.look(grid.tree, desk.shelf.log)) == 30
    assert len(desk.look(grid_people.people, desk.shelf.log, TODAY)) == 20
    assert sum(desk.look(households.listed).values()) == 60
    again = plan(desk, path)
    assert new(again) == {}
    assert again.came_before
    assert "已有 60" in "".join(telling.tally_lines(again))
    with pytest.raises(Trouble, match="已经在网格里"):
        take.take_plan(desk, again)
    assert [one.id for one in desk.look(take.imports)] == [taken.import_id]


def test_an_import_leaves_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    log = desk.shelf.log
    own = desk.do(grid_changes.add_place, log, {"name": "柳0村"})
    taken = take.take_plan(desk, plan(desk, sheets(tmp_path, **many(24, 20, 60))))
    done = undo.undo_import(desk, desk.look(undo.find_import, "名册.xlsx"))
    assert done.kept == []
    assert desk.look(grid.tree, log).order == [own]
    assert desk.look(lambda db: db.get(Place, own)).grid_kind is None, (
        "what was filled is empty again"
    )
    assert desk.look(grid_people.people, log, TODAY) == []
    assert desk.look(households.listed) == {}
    with pytest.raises(Trouble):
        undo.undo_import(desk, taken.import_id)


def test_what_somebody_worked_on_since_stays_with_what_lies_above_it(
    desk: Desk, tmp_path: Path
) -> None:
    log = desk.shelf.log
    taken = take.take_plan(desk, plan(desk, sheets(tmp_path, **many(24, 0, 6))))
    used = desk.look(grid.by_words, log, "柳1村 > 第0网格")
    desk.do(edit.add, Case, {"place_id": used})
    home = desk.look(lambda db: households.households(db, log))[0]
    desk.do(households.edit_household, home.id, {"people": 9})
    done = undo.undo_import(desk, taken.import_id)
    assert "第0网格" in done.kept
    tree = desk.look(grid.tree, log)
    assert "第1街道 > 柳1村 > 第0网格" in [tree.told(one) for one in tree.order]
    assert desk.look(lambda db: db.get(Household, home.id)).void is None
    assert len(tree) < 30


def test_gaps_are_filled_and_nothing_that_stands_is_written_over(
    desk: Desk, tmp_path: Path
) -> None:
    log = desk.shelf.log
    village = desk.do(grid_changes.add_place, log, {"name": "上河村", "grid_kind": "village"})
    own = desk.do(
        grid_changes.add_place, log, {"name": "第1网格", "parent_id": village, "households": 30}
    )
    rows = [["村", "网格名称", "网格编号", "户数"], ["上河村", "第1网格", "G1", 40]]
    made = plan(desk, sheets(tmp_path, 网格=rows))
    assert keys(made) == ["laid_differs"]
    assert "户数" in telling.told(made.doubts[0])
    take.take_plan(desk, made)
    row = desk.look(lambda db: db.get(Place, own))
    assert (row.households, row.code, row.grid_kind) == (30, "G1", "basic")


def test_rows_find_their_place_below_a_street_they_do_not_name(desk: Desk, tmp_path: Path) -> None:
    log = desk.shelf.log
    street = desk.do(grid_changes.add_place, log, {"name": "柳林街道"})
    village = desk.do(grid_changes.add_place, log, {"name": "上河村", "parent_id": street})
    rows = [["村", "网格名称"], ["上河村", "第1网格"], ["下河村", "第1网格"]]
    take.take_plan(desk, plan(desk, sheets(tmp_path, 网格=rows), street))
    tree = desk.look(grid.tree, log)
    assert [tree.told(one) for one in tree.below(village)][-1] == "柳林街道 > 上河村 > 第1网格"
    assert tree.children[None] == [street]


def test_a_name_that_several_grids_bear_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    log = desk.shelf.log
    for name in ("甲街道", "乙街道"):
        top = desk.do(grid_changes.add_place, log, {"name": name})
        desk.do(grid_changes.add_place, log, {"name": "上河村", "parent_id": top})
    made = plan(desk, sheets(tmp_path, 网格=[["村", "网格名称"], ["上河村", "第1网格"]]))
    assert keys(made) == ["laid_several"]
    assert made.changes == []


def test_a_mediator_in_the_list_is_joined_and_not_typed_again(desk: Desk, tmp_path: Path) -> None:
    log = desk.shelf.log
    rows = [
        ["姓名", "电话", "角色"],
        ["孟广田", "19900000001", "乡贤"],
        ["甘草", "19900000002", "乡贤"],
    ]
    take.take_plan(desk, plan(desk, sheets(tmp_path, 人员=rows)))
    found = {one.name: one for one in desk.look(grid_people.people, log, TODAY)}
    assert found["孟广田"].mediator_id
    assert not found["甘草"].mediator_id
    assert found["孟广田"].phone == "19900000001"
    staff = desk.look(lambda db: room.mediators(db, room.own_room(db, log).id))
    assert len(staff) == 3
    assert isinstance(staff[0], Mediator)


def test_namesakes_with_other_telephones_are_two_people(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["姓名", "电话", "角色"], ["甘草", "19900000001", "乡贤"], ["甘草", "19900000002", "乡贤"],
        ["甘草", "19900000001", "法治员"], ["甘草", None, "民警"],
    ]  # fmt: skip
    made = plan(desk, sheets(tmp_path, 人员=rows))
    assert new(made) == {"person": 3, "post": 4}
    assert keys(made) == ["laid_namesake", "laid_namesakes"]


def test_an_import_that_was_stopped_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(take, "SLICE", 10)
    made = plan(desk, sheets(tmp_path, **many(24, 10, 10)))
    with pytest.raises(Trouble, match="停"):
        take.take_plan(desk, made, lambda done, _all: done < 20)
    assert len(desk.look(grid.tree, desk.shelf.log)) == 0


def test_one_cut_short_is_taken_back_before_the_next(desk: Desk, tmp_path: Path) -> None:
    log = desk.shelf.log
    made = plan(desk, sheets(tmp_path, **many(8, 0, 0)))
    cut = desk.do(take.begin_grids, log, made)
    desk.do(take.take_grids, log, cut, 1, made.changes)
    rest = plan(
        desk, workbook(tmp_path / "二.xlsx", 网格=[["村", "网格名称"], ["丙村", "第1网格"]])
    )
    take.take_plan(desk, rest)
    tree = desk.look(grid.tree, log)
    assert [tree.told(one) for one in tree.order] == ["丙村", "丙村 > 第1网格"]


def test_a_ledger_of_cases_and_a_list_of_grids_are_undone_each_by_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    from app.desk.ledger import take as ledgers
    from app.desk.ledger import undo as ledger_undo

    taken = take.take_plan(desk, plan(desk, sheets(tmp_path, **many(8, 0, 0))))
    assert desk.look(ledgers.imports) == []
    with pytest.raises(Trouble):
        ledger_undo.undo_import(desk, taken.import_id)
    assert ledger_undo.clear_unfinished(desk) == 0


def test_a_file_without_known_headings_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="表头"):
        plan(desk, sheets(tmp_path, 表=[["今天", "天气"], ["很好", "晴"]]))
