"""A centre's address in the real window: kept when it is left, refused with a sentence, written on the card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QRadioButton

from app.desk import address
from app.desk.desk import Desk
from app.sync import cards
from app.ui.frame import RoomFrame
from app.words import say

URL = "https://centre.example:8443"


@pytest.fixture
def frame(centre: Desk, opened: Any) -> RoomFrame:
    made: RoomFrame = opened(centre)
    made.go("settings")
    return made


def part(frame: RoomFrame, kind: Any, name: str) -> Any:
    return frame.screen_up().findChild(kind, name)  # type: ignore[union-attr]


def write(frame: RoomFrame, text: str) -> None:
    line = part(frame, QLineEdit, "address.url")
    line.setText(text)
    line.editingFinished.emit()


def told(frame: RoomFrame) -> str:
    return str(part(frame, QLabel, "address.now").text())


def test_what_is_given_is_kept_at_once_and_stands_on_the_card(
    frame: RoomFrame, centre: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(frame) == say("address.none")
    write(frame, "centre.example:8443")
    assert part(frame, QLineEdit, "address.url").text() == URL
    assert URL in told(frame)
    file = tmp_path / "card.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    part(frame, QPushButton, "address.card").click()
    assert (cards.load(file).url, bool(cards.load(file).pin)) == (URL, True)
    part(frame, QRadioButton, "address.public_certificate").click()
    assert centre.look(address.now) == address.Address(URL, public=True)
    frame.go("exchange")
    part(frame, QPushButton, "exchange_screen.card").click()
    assert (cards.load(file).url, cards.load(file).pin) == (URL, "")


def test_what_no_room_could_use_is_said_and_stays_to_be_mended(
    frame: RoomFrame, centre: Desk
) -> None:
    write(frame, URL)
    line = part(frame, QLineEdit, "address.url")
    line.clear()
    line.insert("http://centre.example")
    line.editingFinished.emit()
    assert told(frame).startswith(say("card.no_address", url="http://centre.example"))
    assert centre.look(address.now).url == URL
    frame.screen_up().opened()  # type: ignore[union-attr]
    assert line.text() == "http://centre.example"
    line.clear()
    line.insert("https://centre.example")
    frame.go("today")  # left without Enter
    assert centre.look(address.now).url == "https://centre.example"


def test_a_room_is_not_asked_where_it_answers(desk: Desk, opened: Any) -> None:
    frame = opened(desk)
    frame.go("settings")
    assert part(frame, QLineEdit, "address.url") is None
