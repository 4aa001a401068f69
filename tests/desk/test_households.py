from __future__ import annotations

import datetime as dt

import pytest

from app.desk import grid, grid_changes, households, in_words
from app.desk.desk import Desk
from app.rules.grid_tree import Node, Tree
from app.trouble import Trouble


def test_listed_households_count_before_what_was_only_told() -> None:
    tree = Tree(
        [
            Node("a", None, "甲", households=40),
            Node("b", "a", "乙"),
            Node("c", "a", "丙", households=12),
        ]
    )
    assert households.counted(tree, {}) == {"a": 40, "b": None, "c": 12}
    assert households.counted(tree, {"b": 3}) == {"a": 15, "b": 3, "c": 12}


def test_what_nobody_counted_is_not_nought() -> None:
    tree = Tree([Node("a", None, "甲"), Node("b", "a", "乙")])
    assert households.counted(tree, {}) == {"a": None, "b": None}


def test_households_of_a_grid_and_of_all_below_it(desk: Desk) -> None:
    log = desk.shelf.log
    top = desk.do(grid_changes.add_place, log, {"name": "上河村"})
    low = desk.do(grid_changes.add_place, log, {"name": "东院", "parent_id": top})
    for number in ("10号", "9号"):
        desk.do(households.add_household, log, {"place_id": low, "number": number, "head": "甘草"})
    assert desk.look(households.households, log, top) == []
    found = desk.look(households.households, log, top, deep=True)
    assert [one.number for one in found] == ["9号", "10号"]
    desk.do(households.gone, found[0].id, dt.date(2026, 3, 2))
    assert desk.look(households.listed) == {low: 1}
    assert desk.look(lambda db: grid_changes.living_in(db, low)) == {"household": 1}
    assert low in desk.look(grid.tree, log)


def test_a_household_says_at_least_where_or_who(desk: Desk) -> None:
    for told in ({"people": 3}, {"number": "1号", "people": -1}):
        with pytest.raises(Trouble):
            desk.do(households.add_household, desk.shelf.log, told)


@pytest.fixture
def homes(desk: Desk) -> dict[str, str]:
    """Two households of a grid, two of one head."""
    log = desk.shelf.log
    village = desk.do(grid_changes.add_place, log, {"name": "上河村"})
    grid_id = desk.do(grid_changes.add_place, log, {"name": "一网格", "parent_id": village})
    told = {"10号": "孟广田", "9号": "柳桂芳", "11号": "柳桂芳"}
    return {
        number: desk.do(
            households.add_household, log, {"place_id": grid_id, "number": number, "head": head}
        )
        for number, head in told.items()
    }


def test_a_household_is_called_by_its_grid_number_and_head(
    desk: Desk, homes: dict[str, str]
) -> None:
    found = desk.look(households.options, desk.shelf.log)
    assert [told for _, told in found] == [
        "上河村 > 一网格 > 9号 柳桂芳",
        "上河村 > 一网格 > 10号 孟广田",
        "上河村 > 一网格 > 11号 柳桂芳",
    ]
    assert desk.look(households.label, homes["10号"]) == found[1][1]
    assert desk.look(households.label, "nowhere") == ""
    assert desk.look(in_words.name_of, "household", homes["10号"]) == found[1][1]


@pytest.mark.parametrize("text", ["孟广田", "mgt", "10号", "mengguangtian", "一网格 10号"])
def test_a_household_is_meant_by_what_people_type(
    desk: Desk, homes: dict[str, str], text: str
) -> None:
    assert desk.look(households.meant, desk.shelf.log, text) == homes["10号"]


def test_the_household_of_a_telephone_or_a_head_is_proposed_where_it_is_the_only_one(
    desk: Desk, homes: dict[str, str]
) -> None:
    log = desk.shelf.log
    desk.do(households.edit_household, homes["11号"], {"phone": "19900001111"})
    assert desk.look(households.likely, log, "孟广田", None) == homes["10号"]
    assert desk.look(households.likely, log, "柳桂芳", None) is None
    assert desk.look(households.likely, log, "柳桂芳", "19900001111") == homes["11号"]
    assert desk.look(households.likely, log, None, None) is None


def test_what_fits_several_households_is_refused(desk: Desk, homes: dict[str, str]) -> None:
    with pytest.raises(Trouble) as trouble:
        desk.look(households.meant, desk.shelf.log, "lgf")
    assert trouble.value.facts["count"] == 2
    assert desk.look(households.meant, desk.shelf.log, homes["9号"][:8]) == homes["9号"]
