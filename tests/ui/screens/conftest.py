"""The room around a screen, with real hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from app import clock
from app.desk.desk import Desk
from app.ui.screens import SCREENS, Entrance
from app.ui.screens.papers import PapersScreen
from tests.player import Player, Tray


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def player(desk: Desk, tray: Tray, opened: Any) -> Player:
    """Thursday morning in the room; the papers go to a tray."""
    clock.hold(datetime(2026, 9, 24, 9, 30))

    def papers(desk: Desk, frame: Any) -> PapersScreen:
        return PapersScreen(desk, frame, printer=tray)

    entrances = [
        Entrance("papers", "paper", papers, in_navigation=False) if one.key == "papers" else one
        for one in SCREENS
    ]
    return Player(opened(desk, entrances))
