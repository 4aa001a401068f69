"""会商与上交 of a matter with real hands."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton

from app.desk import matter_steering
from app.desk.desk import Desk
from tests.desk.test_matters import written
from tests.player import Player


def test_a_consultation_and_a_level_up_are_noted_on_the_card(desk: Desk, opened: Any) -> None:
    matter = written(desk)
    frame = opened(desk)
    frame.go("matters")
    player = Player(frame)
    player.see(QPushButton, "matters.consult").click()
    player.write("consultation.chair", "孟广田")
    player.write("consultation.decided", "物业三日内修好")
    player.see(QPushButton, "matters.steering_save").click()
    (held,) = desk.look(matter_steering.consultations, matter)
    assert (held.chair, held.decided, held.by_id) == ("孟广田", "物业三日内修好", desk.user)
    player.see(QPushButton, "matters.escalate").click()
    player.write("escalation.reason", "涉及三个村")
    player.see(QPushButton, "matters.steering_save").click()
    up = desk.look(matter_steering.standing_up, matter)
    assert up is not None
    assert (up.reason, up.to_level) == ("涉及三个村", "street")
