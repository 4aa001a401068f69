from __future__ import annotations

from typing import Any

import pytest

from app.desk import grid
from app.desk import grid_changes as changes
from app.desk.desk import Desk
from app.desk.edit import add
from app.records import Case, Place
from app.trouble import Trouble


def put(desk: Desk, name: str, above: str | None = None, **more: Any) -> str:
    told = {"name": name, "parent_id": above, **more}
    return desk.do(changes.add_place, desk.shelf.log, told)


def test_the_tree_grows_to_any_depth(desk: Desk) -> None:
    above = None
    for name in ("柳林街道", "管理区", "上河村", "第1网格", "东院", "一单元"):
        above = put(desk, name, above)
    tree = desk.look(grid.tree, desk.shelf.log)
    assert tree.told(above) == "柳林街道 > 管理区 > 上河村 > 第1网格 > 东院 > 一单元"


def test_a_place_cannot_be_moved_into_itself(desk: Desk) -> None:
    top = put(desk, "柳林街道")
    low = put(desk, "上河村", top)
    with pytest.raises(Trouble, match="本来就在"):
        desk.do(changes.move_place, desk.shelf.log, top, low)
    with pytest.raises(Trouble, match="本来就在"):
        desk.do(changes.move_place, desk.shelf.log, top, top)


def test_a_moved_place_takes_everything_below_it_along(desk: Desk) -> None:
    a, b = put(desk, "上河村"), put(desk, "下河村")
    low = put(desk, "第1网格", a)
    micro = put(desk, "东院", low)
    desk.do(changes.move_place, desk.shelf.log, low, b)
    tree = desk.look(grid.tree, desk.shelf.log)
    assert tree.told(micro) == "下河村 > 第1网格 > 东院"


def test_siblings_do_not_share_a_name(desk: Desk) -> None:
    top = put(desk, "柳林街道")
    put(desk, "第1网格", top)
    with pytest.raises(Trouble, match="已经有"):
        put(desk, "第 １ 网格", top)


def test_a_place_in_which_something_lives_is_not_voided_and_says_what(desk: Desk) -> None:
    top = put(desk, "柳林街道")
    low = put(desk, "第1网格", top)
    desk.do(add, Case, {"place_id": top})
    with pytest.raises(Trouble) as why:
        desk.do(changes.void_place, desk.shelf.log, top, "重复了")
    assert "案件 1 条" in str(why.value)
    desk.do(changes.void_place, desk.shelf.log, low, "重复了")
    assert low not in desk.look(grid.tree, desk.shelf.log)


def test_voiding_wants_a_reason(desk: Desk) -> None:
    top = put(desk, "柳林街道")
    with pytest.raises(Trouble):
        desk.do(changes.void_place, desk.shelf.log, top, " ")


def test_siblings_stand_in_the_order_a_person_wants(desk: Desk) -> None:
    a, b = put(desk, "甲村"), put(desk, "乙村")
    desk.do(changes.order_places, desk.shelf.log, [b, a])
    assert desk.look(grid.tree, desk.shelf.log).order == [b, a]
    c = put(desk, "丙村")
    assert desk.look(grid.tree, desk.shelf.log).order == [b, a, c]


def test_only_a_centre_says_where_a_room_stands(desk: Desk) -> None:
    with pytest.raises(Trouble, match="只有中心"):
        put(desk, "柳林街道", stands_for_id="somebody")


def test_a_question_for_a_place_finds_the_cases_below_it(desk: Desk) -> None:
    from sqlalchemy import select

    top = put(desk, "柳林街道")
    low, other = put(desk, "第1网格", top), put(desk, "石桥街道")
    here = desk.do(add, Case, {"place_id": low})
    desk.do(add, Case, {"place_id": other})

    def asked(db: Any) -> list[str]:
        return list(
            db.scalars(select(Case.id).where(grid.within(grid.below(db, desk.shelf.log, top))))
        )

    assert desk.look(asked) == [here]
    assert desk.look(grid.counts, desk.shelf.log) == {top: 1, low: 1, other: 1}


def test_a_place_is_meant_by_its_path_or_by_a_name_only_it_bears(desk: Desk) -> None:
    a, b = put(desk, "上河村"), put(desk, "下河村")
    low = put(desk, "第1网格", a)
    put(desk, "第1网格", b)
    assert desk.look(grid.by_words, desk.shelf.log, "上河村 > 第1网格") == low
    assert desk.look(grid.by_words, desk.shelf.log, "上河村/第1网格") == low
    with pytest.raises(Trouble, match="2 个"):
        desk.look(grid.by_words, desk.shelf.log, "第1网格")
    with pytest.raises(Trouble, match="没有叫"):
        desk.look(grid.by_words, desk.shelf.log, "第3网格")


def test_a_place_of_an_old_ledger_stands_in_the_tree(desk: Desk) -> None:
    desk.do(add, Place, {"name": "上河村"})
    assert len(desk.look(grid.tree, desk.shelf.log)) == 1
