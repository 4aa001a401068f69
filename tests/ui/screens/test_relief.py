"""离任交接 and the room's card in the settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QCheckBox, QComboBox

from app.desk import cases, relief
from app.desk.room import mediators, own_room
from app.ui.screens.profile_card import ProfileCard
from app.ui.screens.relief import ReliefScreen

DAY = date(2026, 9, 20)


def two_cases(desk):
    facts = {"accepted_on": DAY, "lead_id": desk.user}
    return [desk.do(cases.register_case, desk.shelf.log, DAY, facts) for _ in range(2)]


def choose(screen, name, value):
    box = screen.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_his_cases_go_on_in_one_action_and_the_list_is_there(player, desk):
    one, other = two_cases(desk)
    leaver, heir = desk.look(mediators, desk.look(own_room, desk.shelf.log).id)[:2]
    player.frame.go("relief", leaver.id)
    screen = player.frame.findChild(ReliefScreen)
    assert not screen.go.isEnabled()
    choose(screen, "relief.to_id", heir.id)
    screen.findChild(QCheckBox, f"relief.case.{other}").click()
    player.write("relief.reason", "退休")
    player.press("relief.hand_over")
    (told,) = desk.look(relief.reliefs, desk.shelf.log)
    assert (told.case_ids, told.reason) == ([one], "退休")
    assert leaver.name in player.text("relief.behind")  # one is still with him
    assert len(screen._listing().rows) == 1


def test_the_room_tells_its_brand_and_shows_its_photo(player, desk, tmp_path: Path):
    player.frame.go("settings")
    player.write("room.brand", "孟家院评理台")
    player.write("room.head_name", "孟广田")
    room = desk.look(own_room, desk.shelf.log)
    assert (room.brand, room.head_name) == ("孟家院评理台", "孟广田")
    file = tmp_path / "door.png"
    Image.new("RGB", (400, 300), "white").save(file)
    card = player.frame.findChild(ProfileCard)
    card.take(file)
    assert not card.photo.pixmap().isNull()
    player.press("profile.drop")
    assert desk.look(own_room, desk.shelf.log).photo is None
