"""A room's way: the usual one until it chooses, then its own, also over what a centre handed down."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.desk import practice
from app.records import Practice
from app.rules import mechanism
from app.trouble import Trouble
from tests.district import district
from tests.rooms import moved_room

ON = dt.date(2026, 9, 1)


def test_a_room_works_the_usual_way_until_it_chooses(tmp_path: Path) -> None:
    desk = moved_room(tmp_path / "room")
    log = desk.shelf.log
    assert desk.look(practice.standing, log) == mechanism.preset("common")
    two = mechanism.read({"name": "两人坐班", "duty": {"a_day": 2}})
    desk.do(practice.put, log, ON, two)
    desk.do(practice.put, log, ON, two, "common")
    assert desk.look(practice.standing, log).duty.a_day == 2
    desk.do(practice.use, log, ON, "common")
    assert desk.look(practice.standing, log).duty.a_day == 1
    with desk.shelf.reading() as db:
        assert db.query(Practice).count() == 1
    desk.close()


def test_what_a_centre_hands_down_stands_until_the_room_has_a_way_of_its_own(
    tmp_path: Path,
) -> None:
    desk = moved_room(tmp_path / "room")
    log = desk.shelf.log

    def handed(db: object) -> None:
        db.add(
            Practice(room_id="c" * 32, told='{"name": "中心", "duty": {"a_day": 3}}', handed=True)
        )

    desk.do(handed)
    assert desk.look(practice.standing, log).duty.a_day == 3
    desk.do(practice.use, log, ON, "common")
    assert desk.look(practice.standing, log).duty.a_day == 1
    desk.close()


def test_a_preset_nobody_knows_is_refused(tmp_path: Path) -> None:
    desk = moved_room(tmp_path / "room")
    with pytest.raises(Trouble) as trouble:
        desk.do(practice.use, desk.shelf.log, ON, "nowhere")
    assert trouble.value.key == "practice.no_such_preset"
    desk.close()


def test_a_way_that_cannot_be_read_is_told_and_the_usual_one_stands(tmp_path: Path) -> None:
    desk = moved_room(tmp_path / "room")
    log = desk.shelf.log
    desk.do(practice.use, log, ON, "suoxiyu")
    assert desk.look(practice.amiss, log) is None

    def of_a_newer_program(db: object) -> None:
        db.query(Practice).one().told = '{"moon": {"phase": 3}}'

    desk.do(of_a_newer_program)
    assert desk.look(practice.standing, log) == mechanism.preset("common")
    assert desk.look(practice.amiss, log).key == "practice.unknown_key"
    desk.close()


def test_a_centre_hands_its_way_down_and_a_room_hands_nothing_up(tmp_path: Path) -> None:
    two = district(tmp_path / "d")
    centre, room = two.desks["镇"], two.desks["柳林"]
    with pytest.raises(Trouble) as trouble:
        practice.hand_to_all(room, mechanism.preset("suoxiyu"))
    assert trouble.value.key == "practice.only_centre"
    practice.hand_to_all(centre, mechanism.preset("suoxiyu"), "suoxiyu")
    assert room.look(practice.standing, room.shelf.log).duty.a_day == 1
    two.everyone()
    assert room.look(practice.standing, room.shelf.log).duty.a_day == 2
    assert room.look(practice.chosen, room.shelf.log) == "suoxiyu"
    room.do(practice.hand_down, room.shelf.log, ON, mechanism.preset("diaozhen"), "diaozhen")
    two.everyone()
    assert centre.look(practice.chosen, centre.shelf.log) == "common"
    room.do(practice.use, room.shelf.log, ON, "jizhou")
    assert room.look(practice.chosen, room.shelf.log) == "jizhou"
