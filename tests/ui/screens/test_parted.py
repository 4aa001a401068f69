"""Parts of a screen are made when they are first shown, and keep what was typed when another comes."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import Qt

from app.ui.screens.parted import PartedScreen, ScreenPart

HEARD: list[str] = []


class One(ScreenPart):
    def show_part(self) -> None:
        HEARD.append("one shown")

    def settle(self) -> None:
        HEARD.append("one kept")


class Other(ScreenPart):
    def show_part(self) -> None:
        HEARD.append("other shown")


class Both(PartedScreen):
    PARTS: ClassVar = {"duty.part.roster": One, "duty.part.visitors": Other}
    SHOWN = frozenset({"shift"})
    TITLE = "screen.duty"


@pytest.fixture
def both(desk, shown):
    HEARD.clear()
    return shown(Both(desk, None), 900, 500)


def test_the_next_part_comes_by_f6_after_what_was_typed_is_kept(both, hand):
    both.opened()
    assert HEARD == ["one shown"]
    assert set(both.parts) == {"roster"}
    both.setFocus()
    hand.press(Qt.Key.Key_F6)
    assert HEARD == ["one shown", "one kept", "other shown"]
    assert both.standing() == "visitors"


def test_only_what_it_shows_is_asked_for_anew(both):
    both.opened("visitors")
    both.heard({("case", "x")})
    assert HEARD == ["other shown"]
    both.heard({("shift", "x")})
    assert HEARD == ["other shown", "other shown"]
