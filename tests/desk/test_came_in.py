"""Whoever comes in over the line by another's word is told of until a person has asked by telephone."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.desk import alarms, came_in, closing, enrolment, history_of_roads, line, road_check, series
from app.desk.desk import Desk
from app.store import keys
from app.trouble import Trouble
from tests.desk.test_mates import Village
from tests.machines import register
from tests.online import Answering, join


@pytest.fixture
def known(centre: Desk, room: Desk, at: Answering, tmp_path: Path) -> Desk:
    """A room that the centre approved."""
    join(room, centre, at, tmp_path)
    line.sync_now(room)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    return room


def told(centre: Desk) -> list[alarms.Alarm]:
    return [one for one in alarms.standing(centre) if one.key in came_in.KEYS]


def test_a_log_that_went_on_from_another_is_told_until_a_person_has_seen_it(
    centre: Desk, known: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "centre")
    assert told(centre) == []
    old = keys.fingerprint(known.shelf.log)
    series.begin_anew(known)
    new = keys.fingerprint(known.shelf.log)
    for _ in range(2):
        known.do(register, "为滴水檐争吵")
        line.sync_now(known)

    (alarm,) = told(centre)
    assert (alarm.key, alarm.log) == ("went_on", known.shelf.log)
    assert new in alarm.told()
    assert old in alarm.told()
    assert alarm.told() in [line[2] for line in road_check.road_lines(centre)]
    (said,) = [one.getMessage() for one in caplog.records if new in one.getMessage()]
    assert old in said
    (listed,) = [one.told for one in history_of_roads.history(centre) if new in one.told]
    assert old in listed

    with pytest.raises(Trouble) as why:
        came_in.seen(centre, old)
    assert why.value.key == "alarm.nobody_came"
    assert came_in.seen(centre, new.lower()) == "柳林村调解室"
    line.sync_now(known)
    assert told(centre) == []


def test_of_a_computer_that_was_closed_nothing_is_asked_any_more(centre: Desk, known: Desk) -> None:
    series.begin_anew(known)
    line.sync_now(known)
    assert told(centre)
    closing.close(centre, keys.fingerprint(known.shelf.log), "不是他们的")
    assert told(centre) == []


def test_a_room_mate_is_told_whoever_brings_its_word(
    centre: Desk, at: Answering, tmp_path: Path
) -> None:
    village = Village(tmp_path)
    join(village.first, centre, at, tmp_path)
    village.first.settings = centre.settings
    line.sync_now(village.first)
    enrolment.approve(centre, enrolment.own_fingerprint(village.first))
    second = village.come_in()
    second.settings = centre.settings
    line.sync_now(village.first)
    line.sync_now(second)
    (alarm,) = told(centre)
    assert (alarm.key, alarm.log) == ("let_in", second.shelf.log)
    assert keys.fingerprint(village.first.shelf.log) in alarm.told()
    village.leave()
