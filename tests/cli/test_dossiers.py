"""The review of a case file by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.room import own_room
from tests.cli.lines import Line
from tests.machines import register
from tests.rooms import PASSWORD, moved_room

NO = "（2026）柳人调字第1号"


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room with one numbered case."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    room = desk.look(own_room, desk.shelf.log)
    desk.do(register, file_no=NO, room_id=room.id)
    desk.close()
    return Line(tmp_path / "room")


def test_a_case_that_cannot_be_closed_is_told_why(line: Line) -> None:
    status, told = line.ask("dossier", "check", NO)
    assert (status, told["asked"], len(told["rules"])) == (1, 25, 25)
    fourth = told["rules"][3]
    assert (fourth["state"], fourth["findings"][0]["name"]) == ("stop", "no_session")
    assert fourth["findings"][0]["record"] == "mediation_session"


def test_a_rule_that_is_off_is_not_asked(line: Line) -> None:
    status, told = line.ask("dossier", "rules", "--set", "4=off", "--set", "12=stop")
    assert status == 0
    assert [one["severity"] for one in told["rules"]][3] == "off"
    _, checked = line.ask("dossier", "check", NO)
    assert (checked["asked"], checked["rules"][3]) == (
        24,
        {"number": 4, "state": "off", "findings": []},
    )
    _, told = line.ask("dossier", "rules", "--set", "4=shipped")
    assert [one["number"] for one in told["rules"] if one["own"]] == [12]


@pytest.mark.parametrize("told", ["26=stop", "four=off", "4=loud"])
def test_what_is_no_rule_is_refused(line: Line, told: str) -> None:
    assert line.run("dossier", "rules", "--set", told)[0] == 1
