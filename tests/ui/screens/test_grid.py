"""网格与人员 by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget

from app.desk import cases, demo_grid, grid, grid_people, key_people
from app.desk.desk import Desk
from app.ui.screens.grid import GridScreen
from tests.desk.grid_import.sheets import many, workbook
from tests.player import Player


@pytest.fixture
def page(player: Player, desk: Desk) -> GridScreen:
    demo_grid.fill(desk)
    player.frame.go("grid")
    found = player.frame.findChild(GridScreen)
    assert found is not None
    return found


def place(desk: Desk, path: str) -> str:
    return desk.look(grid.by_words, desk.shelf.log, path)


def test_a_grid_is_found_by_first_letters_and_shows_what_is_known_of_it(
    page: GridScreen, desk: Desk, hand: Any
) -> None:
    hand.type(page.line, "xhc d2wg")
    hand.press(Qt.Key.Key_Return)
    assert page.tree.current == place(desk, "下河村 > 第2网格")
    path = page.findChild(QLabel, "grid_page.path")
    assert path is not None
    assert path.text() == "青石镇 > 河东管理区 > 下河村 > 第2网格"
    for key in page.bar.keys:
        page.bar.turn(key)
        assert page.stack.currentWidget() is page.parts[key]


def test_a_place_is_made_renamed_and_voided_where_it_stands(
    page: GridScreen, desk: Desk, player: Player, hand: Any
) -> None:
    page.tree.mark(place(desk, "石桥村"))
    hand.type(page.findChild(QLineEdit, "grid_page.new_name"), "第9网格")
    player.press("grid_page.add_inside")
    made = place(desk, "石桥村 > 第9网格")
    assert page.tree.current == made
    assert desk.look(grid.tree, desk.shelf.log).nodes[made].kind == "basic"
    player.write("place.name", "第10网格")
    assert place(desk, "石桥村 > 第10网格") == made
    player.press("place.remove")
    hand.type(page.findChild(QLineEdit, "place.remove_reason"), "重复")
    player.press("place.remove_now")
    assert made not in desk.look(grid.tree, desk.shelf.log)


def test_a_new_person_stays_in_sight_until_his_post_is_told(
    page: GridScreen, desk: Desk, player: Player
) -> None:
    page.tree.mark(place(desk, "青石镇"))
    page.bar.turn("people")
    people: Any = page.parts["people"]
    below = desk.look(
        grid_people.people, desk.shelf.log, desk.today(), place_id=place(desk, "青石镇"), deep=True
    )
    assert f"下级网格里有 {len(below)} 人" in people.many.text()
    here = place(desk, "农贸市场专属网格")
    page.tree.mark(here)
    player.press("grid_page.add_person")
    player.write("person.name", "甘草")
    player.write("post.role", "志愿服务员")
    found = desk.look(
        grid_people.people, desk.shelf.log, desk.today(), place_id=here, role="volunteer"
    )
    assert [one.name for one in found] == ["甘草"]


def test_a_list_is_seen_before_it_is_taken_in_and_taken_back(
    page: GridScreen, desk: Desk, player: Player, tmp_path: Path
) -> None:
    before = len(desk.look(grid.tree, desk.shelf.log))
    page.bar.turn("lists")
    part: Any = page.parts["lists"]
    part.look_at(workbook(tmp_path / "名册.xlsx", **many(16, 4, 4)))
    tally = page.findChild(QLabel, "grid_page.tally")
    assert tally is not None
    assert "新增" in tally.text()
    assert isinstance(page.findChild(QListWidget, "grid_page.doubts"), QListWidget)
    assert len(desk.look(grid.tree, desk.shelf.log)) == before
    player.press("grid_page.take")
    assert len(desk.look(grid.tree, desk.shelf.log)) == before + 16 + 2 + 2
    player.press("grid_page.undo")
    assert len(desk.look(grid.tree, desk.shelf.log)) == before


def test_a_party_on_the_list_is_tagged_for_who_may_see_it(player: Player, desk: Desk) -> None:
    number = "990101196001011237"
    desk.do(key_people.let_see, desk.shelf.log, desk.user, desk.user, may=True)
    told = {"name": "甘草", "id_number": number, "groups": ["elderly"]}
    desk.do(key_people.add_key_person, desk.shelf.log, desk.user, told)
    case = desk.do(cases.register_case, desk.shelf.log, desk.today(), {})
    party = desk.do(cases.add_party, case, {"name": "甘草", "id_number": number})
    player.frame.go("case", (case, "party", party, "name"))
    assert "甘草（老年人）" in player.text("case_page.key_people")
    desk.do(key_people.let_see, desk.shelf.log, desk.user, desk.user, may=False)
    player.frame.go("today")
    player.frame.go("case", (case, "party", party, "name"))
    assert not player.sees(QLabel, "case_page.key_people")
