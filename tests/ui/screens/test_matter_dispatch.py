"""交办给调解室 with real hands, at a centre that has one room below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QPushButton

from app.desk import dispatches
from tests import district as districts
from tests.desk.test_matters import listed, written
from tests.player import Player


def test_one_press_hands_it_to_the_room_and_one_signs_it_off(tmp_path: Path, opened: Any) -> None:
    district = districts.district(tmp_path)
    room, centre = district.desks["柳林"], district.desks["镇"]
    written(centre)
    frame = opened(centre)
    frame.go("matters")
    player = Player(frame)
    assert not player.sees(QPushButton, "matters.sign_off")
    player.see(QComboBox, "matters.dispatch_to").setCurrentText("柳林村调解室")
    player.write("matter_step.told", "请五日内办结")
    player.see(QPushButton, "matters.dispatch").click()
    (told,) = centre.look(dispatches.listing, centre.shelf.log, centre.today())
    assert (told.to, told.instruction) == ("柳林村调解室", "请五日内办结")
    district.everyone()
    dispatches.accept(room, told.id)
    dispatches.step(room, told.id, "done", "双方和好")
    district.everyone()
    frame.go("matters")
    player.see(QPushButton, "matters.sign_off").click()
    assert listed(centre, part="all")[0].is_solved
