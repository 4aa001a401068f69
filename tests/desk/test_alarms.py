"""Alarms are concluded each time, name whom to telephone, and go when their cause has gone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import alarms, exchange, overview
from app.store import chain, keys, peers
from tests.machines import change, entries, register, take
from tests.town import Village, old_copy, put_back, village


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    town = village(tmp_path)
    town.enrol()
    town.there_and_back()
    return town


def keys_of(found: list[alarms.Alarm]) -> list[str]:
    for one in found:
        assert one.told()
        assert one.next()
    return [one.key for one in found]


def test_where_all_is_well_there_is_no_alarm(town: Village) -> None:
    assert alarms.standing(town.room) == alarms.standing(town.centre) == []


def test_a_gap_names_who_must_export_again(town: Village) -> None:
    case_id = town.room.do(register, "滴水檐")
    town.room.do(change, case_id, remark="第一次")
    town.room.do(change, case_id, remark="第二次")
    *_, first, _, last = entries(town.room.shelf)
    take(town.centre.shelf, [last])
    (gap,) = alarms.standing(town.centre)
    assert (gap.key, gap.log) == ("gap", town.room.shelf.log)
    assert gap.facts["name"] == "柳林村调解室"
    assert "柳林村调解室" in gap.next()
    assert first.id != last.id
    town.carry(town.room, town.centre)
    assert alarms.standing(town.centre) == []


def test_what_a_newer_program_wrote_asks_for_an_upgrade_and_not_for_a_stick(town: Village) -> None:
    town.room.do(register)
    last = entries(town.room.shelf)[-1]
    newer = chain.write(
        town.room.shelf.key, seq=last.head.seq + 1, prev=last.id, see=[], lam=last.head.lam + 1,
        wall="", user="", ops=[], verb="x", schema=chain.SCHEMA + 1,
    )  # fmt: skip
    take(town.centre.shelf, [*entries(town.room.shelf), newer])
    assert keys_of(alarms.standing(town.centre)) == ["newer_entries"]


def test_a_room_put_back_to_an_old_copy_is_noticed_until_it_has_caught_up(
    town: Village, tmp_path: Path
) -> None:
    image = old_copy(town.room, tmp_path / "image")
    town.room.do(register, "后来的")
    town.carry(town.room, town.centre)
    clock.hold(datetime(2026, 9, 30, 9, 30))
    put_back(town.room, image)
    town.carry(town.room, town.centre)
    (alarm,) = alarms.standing(town.centre)
    assert (alarm.key, alarm.log) == ("went_back", town.room.shelf.log)
    before = town.room.shelf.log
    town.carry(town.centre, town.room)  # what it lost comes back, and it goes on in a new log
    assert town.room.shelf.log != before
    clock.hold(datetime(2026, 10, 1, 9, 30))
    town.carry(town.room, town.centre)
    assert alarms.standing(town.centre) == []


def test_an_old_bundle_takes_back_no_receipt(town: Village) -> None:
    late = town.write(town.room)
    clock.hold(datetime(2026, 9, 30, 9, 30))
    town.room.do(register, "后来的")
    town.carry(town.room, town.centre)
    before = town.centre.look(peers.find, town.room.shelf.log)
    (done,) = exchange.take_bundles(town.centre, late)
    assert (done.outcome, done.receipt, done.new) == ("taken", "older", 0)
    assert town.centre.look(peers.find, town.room.shelf.log) == before
    assert alarms.standing(town.centre) == []
    (place,) = overview.overview(town.centre).places
    assert place.to_send == 0


def test_one_log_with_two_ends_is_two_machines(town: Village) -> None:
    last = entries(town.room.shelf)[-1]
    for n in range(2):
        branch = chain.write(
            town.room.shelf.key, seq=last.head.seq + 1, prev=last.id, see=[],
            lam=last.head.lam + 1, wall=str(n), user="", ops=[], verb="x",
        )  # fmt: skip
        take(town.centre.shelf, [branch])
    (fork,) = alarms.standing(town.centre)
    assert (fork.key, fork.facts["name"]) == ("fork", "柳林村调解室")
    assert fork.facts["fingerprint"] == keys.fingerprint(town.room.shelf.log)
    with town.centre.shelf.local_writing() as link:  # a new log goes on in its place
        peers.follow(link, town.room.shelf.log, "another")
    assert alarms.standing(town.centre) == []


@pytest.mark.parametrize(
    ("day", "key"), [(datetime(2099, 1, 1), "clock_ahead"), (datetime(1970, 1, 1), "clock_behind")]
)
def test_a_clock_far_off_is_told_and_changes_nothing(
    town: Village, day: datetime, key: str
) -> None:
    town.room.do(register, "钟不对")
    clock.hold(day)
    told = town.write(town.room)
    clock.hold(datetime(2026, 9, 25, 9, 30))
    (done,) = exchange.take_bundles(town.centre, told)
    assert done.new == 1
    assert keys_of(alarms.standing(town.centre)) == [key]
    clock.hold(datetime(2026, 9, 26, 9, 30))
    town.carry(town.room, town.centre)
    assert alarms.standing(town.centre) == []


def test_two_clocks_ahead_mean_ours_is_behind(town: Village) -> None:
    for log in ("a", "b"):
        with town.centre.shelf.local_writing() as link:
            peers.meet(link, peers.Peer(log, peers.ROOM, log, log, "age1"))
            peers.heard(link, log, {}, "1970-01-02T00:00:00", made="2026-09-01T00:00:00")
    assert keys_of(alarms.standing(town.centre)) == ["own_clock"]


def test_what_stands_aside_is_counted_by_who_brought_it(town: Village) -> None:
    from sqlalchemy import insert

    from app.store.tables import aside

    with town.centre.shelf.local_writing() as link:
        line = {
            "id": "x", "log": "y", "seq": 1, "header": b"", "body": b"", "sig": b"",
            "reason": "order", "brought_by": town.room.shelf.log, "at": "2026-09-24",
        }  # fmt: skip
        link.execute(insert(aside), line)
    (alarm,) = alarms.standing(town.centre)
    assert (alarm.key, alarm.facts["count"]) == ("aside", 1)
    (place,) = overview.overview(town.centre).places
    assert (place.state, place.alarms) == ("attention", [alarm])
