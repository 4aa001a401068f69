"""What each side has, told so that "the same" is said only where both sides' ends agree."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app import clock, words
from app.desk import enrolment, exchange, overview
from app.desk.desk import Desk
from app.desk.overview import Place
from app.store import peers
from tests.machines import change, clone, desk_in, entries, register, take
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
    from app.store import journal

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
    town.there_and_back()
    assert place(town.room).age == 0
    clock.hold(datetime(2026, 10, 14, 8, 0))
    assert place(town.room).age == 19
    clock.hold(datetime(2020, 1, 1))
    assert place(town.room).age == 0  # a clock that went back


def test_a_bundle_that_was_only_made_is_no_exchange(town: Village) -> None:
    """A stick that lies in a drawer must not hide that nobody was heard of."""
    town.enrol()
    exchange.make_bundle(town.room, town.usb)
    found = place(town.room)
    assert (found.state, found.last_at, found.age) == ("never", "", None)
    assert found.aged() == words.say("overview.age_never")
    assert found.sentence() == words.say("overview.never_written", name=found.name, send=1)
    assert words.say("overview.on_the_road", at="2026-09-24 09:30") in found.details()
    town.there_and_back()
    clock.hold(datetime(2026, 10, 14, 8, 0))
    exchange.make_bundle(town.room, town.usb)
    assert (place(town.room).last_at, place(town.room).age) == ("2026-09-24T09:30:00", 19)


def test_what_is_written_waits_for_its_receipt_until_there_is_more(town: Village) -> None:
    town.enrol()
    town.there_and_back()
    town.room.do(register, "一")
    assert place(town.room).state == "to_send"
    clock.hold(datetime(2026, 9, 25, 8, 0))
    exchange.make_bundle(town.room, town.usb)
    found = place(town.room)
    assert (found.state, found.to_send) == ("on_the_way", 1)
    assert "待送" not in found.sentence()
    town.room.do(register, "二")
    assert (place(town.room).state, place(town.room).to_send) == ("to_send", 2)
    town.there_and_back()
    assert place(town.room).state == "agreed"


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

    town.enrol()
    town.room.do(register)
    town.there_and_back()
    for desk in (town.room, town.centre):
        with desk.shelf.reading() as db:
            known = peers.known(db)
            look = overview._Look(db, desk.shelf.log, known, [])
            room = own_room(db, desk.shelf.log)
            for one in known:
                assert look._scope(one) == exchange.logs_for(db, one, room, desk.shelf.log)


def proven(desk: Desk) -> str:
    (found,) = overview.overview(desk).places
    return found.proven()


def test_the_sentence_follows_the_receipts(tmp_path: Path, held_clock: Any) -> None:
    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "刁镇综治中心", centre=True)
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(room, tmp_path / "card.json")
    assert "还没有给过回执，有 1 处" in proven(room)
    exchange.make_bundle(room, tmp_path)
    assert "还没有给过回执，有 1 处" in proven(room)  # written is not received
    exchange.take_bundles(centre, tmp_path)
    assert enrolment.own_fingerprint(room) in proven(centre)
    assert "还没有批准" in proven(centre)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    exchange.make_bundle(centre, tmp_path)
    held_clock(datetime(2026, 3, 9, 9, 0))
    exchange.take_bundles(room, tmp_path)
    assert "什么都有了（2026-03-09 09:00 收到的回执）" in proven(room)
    for _ in range(3):
        room.do(register)
    assert "已经有 2026-03-02 09:00 以前的全部变动，还有 3 处" in proven(room)
    told = overview.overview(room)
    assert (told.name, told.is_centre, told.waiting) == ("柳林村调解室", False, 0)
    assert (told.places[0].confirmed, told.places[0].to_send) == (1, 3)
    words.speak("en")
    assert "3 changes are not yet confirmed" in proven(room)


def test_a_receipt_that_covers_nothing_says_so(town: Village) -> None:
    """The centre was set up anew under its old key and has nothing yet."""
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    with town.room.shelf.local_writing() as link:
        peers.heard(link, town.centre.shelf.log, {}, "2026-03-02T09:00:00")
    assert "还没有这边的变动，有 1 处" in proven(town.room)


def test_where_nothing_of_this_computer_is_confirmed_no_day_is_named(town: Village) -> None:
    """Its receipt covers what a room wrote, and nothing of the centre's own."""
    town.enrol()
    case_id = town.room.do(register)
    town.carry(town.room, town.centre)
    town.centre.do(change, case_id, summary="为院墙争吵")
    told = proven(town.centre)
    assert "  " not in told
    assert "已经确认收到 2 处变动，还有 1 处没有得到确认" in told


def test_what_it_has_of_a_log_with_branches_is_counted_by_entries(
    town: Village, tmp_path: Path
) -> None:
    """A cloned disk: both branches are kept, and both go to the upper centre (sync specification 2.6)."""
    town.enrol()
    twin = clone(town.room.shelf, tmp_path / "twin")
    for _ in range(2):
        town.room.do(register)
        twin.write("", "register", register)
    take(town.room.shelf, entries(twin))
    found = place(town.room)
    assert (found.shared, found.to_send, found.confirmed) == (5, 5, 0)
    twin.close()
