"""The examination tells how old the oldest exchange is, and every alarm with its next step."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk.road_check import road_lines
from app.store import peers
from tests.machines import register
from tests.town import Village, village


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    return village(tmp_path)


def test_without_a_place_there_is_nothing_to_say(town: Village) -> None:
    (roads, alarms) = road_lines(town.room)
    assert roads[:2] == ("roads", True)
    assert alarms[:2] == ("alarms", True)


def test_a_place_long_unheard_of_is_told(town: Village) -> None:
    town.enrol()
    town.there_and_back()
    town.room.do(register)
    (roads, _) = road_lines(town.room)
    assert roads[1]
    assert "刁镇综治中心" in roads[2]
    clock.hold(datetime(2026, 12, 24, 9, 30))
    (roads, _) = road_lines(town.room)
    assert not roads[1]
    assert "91" in roads[2]
    assert roads[3]


def test_every_alarm_is_a_line(town: Village) -> None:
    town.enrol()
    with town.room.shelf.local_writing() as link:
        (centre,) = peers.known(link)
        peers.heard(link, centre.log, {}, "2026-09-24T09:30:00", made="2099-01-01T00:00:00")
    *_, alarm = road_lines(town.room)
    assert alarm[:2] == ("alarms", False)
    assert alarm[2]
    assert alarm[3]
