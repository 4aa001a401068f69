"""What a person must know at once is said when the room opens, and stays until it is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.ui.jobs import InlineJobs
from app.ui.screens.door import Door
from app.ui.window import Window


def test_what_was_found_at_sign_in_is_said_once(shown: Any, desk: Desk, tmp_path: Path) -> None:
    settings, jobs = Settings(), InlineJobs()
    door = DataDir(tmp_path / "none")
    window = shown(Window(settings, jobs, lambda: Door(door, settings, jobs)), 1366, 768)
    desk.at_start.append("已自动改用新编号字母 A")
    window.enter(desk)
    assert any("字母 A" in told for told in window.notices.texts())
    assert desk.at_start == []
    window.close()
