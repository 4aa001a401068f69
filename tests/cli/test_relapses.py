"""The radar from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.desk.test_radar import fill
from tests.rooms import PASSWORD, moved_room


def test_the_radar_lists_ranks_and_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    desk.do(fill, desk.shelf.log)
    desk.close()
    line = Line(tmp_path / "room")
    year = ("--from", "2026-01-01", "--to", "2026-12-31")
    found = line.ask("radar", *year)[1]
    assert [(one["number"], one["colour"]) for one in found["spots"]] == [
        ("再", "red"),
        ("地", "yellow"),
    ]
    assert len(line.ask("radar", *year, "--room", "河东调解室")[1]["spots"]) == 1
    assert line.ask("radar", *year, "--ranking", "--out", str(tmp_path / "r.pdf"))[0] == 0
    assert line.ask("radar", *year, "--out", str(tmp_path / "r.xlsx"))[0] == 0
    assert line.ask("radar", "--case", "再", "--link", "旧")[1]["earlier"][0]["linked"]
    assert not line.ask("radar", "--case", "再", "--unlink")[1]["earlier"][0]["linked"]
    assert line.ask("radar", "--room", "无此室")[0] == 1
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")  # fmt: skip
