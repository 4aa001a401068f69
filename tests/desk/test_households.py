from __future__ import annotations

import datetime as dt

import pytest

from app.desk import grid, grid_changes, households
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
