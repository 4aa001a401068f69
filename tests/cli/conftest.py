"""What the stories of the command line stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.machines import register
from tests.rooms import PASSWORD, moved_room


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room with one case, and a folder that stands for the stick."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    desk.do(register)
    desk.close()
    (tmp_path / "usb").mkdir()
    return Line(tmp_path / "room")
