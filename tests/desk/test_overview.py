"""What each side has, told so that "the same" is said only where both sides' ends agree."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import enrolment, exchange, overview
from app.desk.desk import Desk
from app.desk.overview import Place
from tests.machines import register
from tests.town import Village, village


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    return village(tmp_path)


def place(desk: Desk) -> Place:
    (found,) = overview.overview(desk).places
    assert found.sentence()
    assert all(found.details())
    return found


def test_a_room_before_its_first_receipt(town: Village) -> None:
    assert overview.overview(town.room).places == []
    town.enrol()
    found = place(town.room)
    assert (found.state, found.to_send, found.receipt_at) == ("never", 1, "")


def test_a_room_that_nobody_approved_waits(town: Village) -> None:
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    town.carry(town.room, town.centre)
    assert place(town.centre).state == "unknown"


def test_the_same_is_said_only_when_both_sides_agree(town: Village) -> None:
    town.enrol()
    town.room.do(register, "一")
    town.carry(town.room, town.centre)
    assert place(town.room).state == "never"  # it arrived; nobody told the room so
    town.carry(town.centre, town.room)
    mine = place(town.room)
    assert (mine.state, mine.to_send, mine.to_take) == ("agreed", 0, 0)
    town.carry(town.room, town.centre)
    theirs = place(town.centre)
    assert theirs.state == "agreed"
    assert theirs.digest == theirs.its_digest == mine.digest
    town.room.do(register, "二")
    found = place(town.room)
    assert (found.state, found.to_send) == ("to_send", 1)
    assert found.digest != found.its_digest


def test_what_they_said_they_have_and_we_lack_is_to_take(town: Village) -> None:
    from app.store import journal, peers

    town.enrol()
    town.there_and_back()
    log = town.room.shelf.log
    with town.centre.shelf.local_writing() as link:
        known = peers.find(link, log)
        assert known is not None
        assert known.have is not None
        peers.heard(link, log, {**known.have, log: [(9, "nine")]}, "2026-09-24T09:30:00")
    found = place(town.centre)
    (mine,) = town.centre.look(lambda db: [journal.have(db)[log]])
    assert (found.state, found.to_take) == ("to_take", 9 - mine[0][0])


def test_the_age_counts_whole_days_since_the_last_bundle(town: Village) -> None:
    assert overview.overview(town.room).places == []
    town.enrol()
    assert place(town.room).age == 0
    clock.hold(datetime(2026, 10, 14, 8, 0))
    assert place(town.room).age == 19
    clock.hold(datetime(2020, 1, 1))
    assert place(town.room).age == 0  # a clock that went back


def test_those_that_want_a_person_come_first(town: Village, tmp_path: Path) -> None:
    from tests.machines import desk_in

    town.enrol()
    town.there_and_back()
    other = Village(desk_in(tmp_path / "other", "桥头村调解室"), town.centre, town.usb)
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(other.room, town.usb / "card.json")
    other.carry(other.room, town.centre)
    assert [one.state for one in overview.overview(town.centre).places] == ["unknown", "agreed"]


def test_the_scope_of_a_place_is_that_of_its_bundles(town: Village) -> None:
    from app.desk.room import own_room
    from app.store import peers

    town.enrol()
    town.room.do(register)
    town.there_and_back()
    for desk in (town.room, town.centre):
        with desk.shelf.reading() as db:
            known = peers.known(db)
            look = overview._Look(db, known, [])
            room = own_room(db, desk.shelf.log)
            for one in known:
                assert look._scope(one) == exchange.logs_for(db, one, room, desk.shelf.log)
