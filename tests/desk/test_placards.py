"""Whose name stands on the placard of a grid, and what its code holds."""

from __future__ import annotations

import pytest

from app.desk import cases, grid_people, placards
from app.desk import room as rooms
from app.desk.desk import Desk
from app.trouble import Trouble
from tests.desk.test_matters import AT


def test_every_grid_below_has_its_own_code_and_people(desk: Desk) -> None:
    log = desk.shelf.log
    with desk.shelf.reading() as db:
        room_id = rooms.own_room(db, log).id
    village = desk.do(cases.find_or_make_place, room_id, ["柳林镇", "上河村"])
    grid = desk.do(cases.find_or_make_place, room_id, ["柳林镇", "上河村", "一网格"])
    post = {"role": "head", "place_id": grid}
    desk.do(grid_people.add_person, log, {"name": "柳桂芳", "phone": "19900001234"}, [post])
    desk.do(placards.set_text, log, "格：{path}")
    made = desk.look(placards.placards, log, AT.date(), village, below=True)
    assert [one.text for one in made] == ["格：柳林镇 上河村", "格：柳林镇 上河村 一网格"]
    assert made[1].people == (("head", "柳桂芳", "19900001234"),)
    (whole,) = desk.look(placards.placards, log, AT.date())
    assert whole.grid == ""


def test_a_text_with_unknown_braces_is_refused(desk: Desk) -> None:
    with pytest.raises(Trouble):
        desk.do(placards.set_text, desk.shelf.log, "{host}")
