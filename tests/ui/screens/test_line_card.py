"""What a person sets for the line, in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton

from app.desk import enrolment
from app.desk.desk import Desk
from app.settings import Settings
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.line_keeper import LineKeeper
from app.words import say
from tests.online import answering, centre_in, join


@pytest.fixture
def frame(room: Desk, opened: Any) -> RoomFrame:
    made: RoomFrame = opened(room)
    return made


def part(frame: RoomFrame, kind: Any, name: str) -> Any:
    return frame.screen_up().findChild(kind, f"line_card.{name}")  # type: ignore[union-attr]


def test_what_is_set_is_kept_at_once(frame: RoomFrame, room: Desk) -> None:
    frame.go("settings")
    part(frame, QCheckBox, "by_itself").setChecked(False)
    every = part(frame, QComboBox, "every")
    every.setCurrentIndex(every.findData(30))
    every.activated.emit(every.currentIndex())
    proxy = part(frame, QLineEdit, "proxy")
    proxy.setText(" 10.0.0.1:3128 ")
    proxy.editingFinished.emit()
    kept = Settings.load(room.data.settings)
    assert (kept.sync_by_line, kept.sync_minutes, kept.proxy) == (False, 30, "10.0.0.1:3128")
    assert not part(frame, QPushButton, "now").isEnabled()  # there is nobody to call


def test_one_exchange_right_now_is_done_on_the_page_of_exchanges(
    frame: RoomFrame, room: Desk, tmp_path: Path
) -> None:
    centre = centre_in(tmp_path / "centre")
    keeper = LineKeeper(InlineJobs())
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
        frame.follow_line(keeper)
        keeper.watch(room)
        frame.go("settings")
        part(frame, QPushButton, "now").click()
        QApplication.processEvents()
        assert frame.up == "exchange"
        assert frame.screen_up().line.told.text() == keeper.state.sentence  # type: ignore[union-attr]
        assert enrolment.own_fingerprint(room) in keeper.state.sentence  # type: ignore[union-attr]
    keeper.close()
    centre.close()


def test_the_card_says_what_is_missing_for_the_line(
    frame: RoomFrame, room: Desk, tmp_path: Path
) -> None:
    def said() -> str:
        frame.go("settings")
        frame.screen_up().opened()  # type: ignore[union-attr]
        return str(frame.screen_up().line.where.text())  # type: ignore[union-attr]

    assert said() == say("line_card.no_centre")
    centre = centre_in(tmp_path / "centre")
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(room, tmp_path / "card.json")
    assert said() == say("line_card.nowhere")
    enrolment.centre_card(centre, tmp_path / "card.json", "https://centre.example:8443")
    enrolment.join(room, tmp_path / "card.json")
    assert "https://centre.example:8443" in said()
    centre.close()
