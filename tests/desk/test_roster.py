"""值班表 in a room: proposed, put down, changed by hand, gaps and leave told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import msgspec
import pytest

from app import holidays
from app.desk import duty_due, duty_registers, leaves, practice, roster, signing_in, staff
from app.desk.desk import Desk
from app.desk.edit import add, edit
from app.desk.room import own_room
from app.records import Mediator, Person, Post, Shift, Unit
from app.rules import mechanism
from app.rules.mechanism import Duty
from app.rules.roster import Sitting
from app.trouble import Trouble

MARCH = dt.date(2026, 3, 1)
NOW = dt.datetime(2026, 3, 2, 8, 0)


def works(desk: Desk, **duty: Any) -> None:
    """The room sits so many a day."""
    own = msgspec.structs.replace(mechanism.preset(mechanism.USUAL), duty=Duty(**duty))
    desk.do(practice.put, desk.shelf.log, MARCH, own)


def who(desk: Desk) -> list[str]:
    return [one.key for one in desk.look(staff.everybody, desk.shelf.log, MARCH)]


def planned(desk: Desk) -> list[Sitting]:
    log, calendar = desk.shelf.log, holidays.load()
    dealt = desk.look(roster.propose, log, MARCH, calendar)
    desk.do(roster.put, log, dealt)
    return dealt


def month(desk: Desk) -> roster.Month:
    return desk.look(roster.month, desk.shelf.log, MARCH, holidays.load(), NOW)


def test_a_month_of_two_a_day_is_dealt_out_evenly_and_has_no_gap(desk: Desk) -> None:
    works(desk, a_day=2)
    planned(desk)
    found = month(desk)
    assert len(found.days) == 22
    assert len(found.seats) == 44
    assert found.gaps == {}
    assert sorted(Counter(one.who for one in found.seats).values()) == [14, 15, 15]


def test_planning_again_adds_nothing(desk: Desk) -> None:
    works(desk, a_day=2)
    dealt = planned(desk)
    assert planned(desk) == []
    assert desk.do(roster.put, desk.shelf.log, dealt) == 0


def test_who_is_on_leave_is_passed_over_and_leave_that_comes_later_is_told(desk: Desk) -> None:
    works(desk, a_day=1)
    log, first = desk.shelf.log, who(desk)[0]
    week = {"from_on": dt.date(2026, 3, 9), "until_on": dt.date(2026, 3, 13), "reason": "看病"}
    desk.do(leaves.ask, log, first, week)
    planned(desk)
    assert month(desk).on_leave == []
    later = {"from_on": dt.date(2026, 3, 16), "until_on": dt.date(2026, 3, 31)}
    desk.do(leaves.ask, log, who(desk)[1], later)
    found = month(desk)
    assert found.on_leave
    assert {one.who for one in found.on_leave} == {who(desk)[1]}
    assert set(found.gaps) == {one.day for one in found.on_leave}


def test_two_change_their_days(desk: Desk) -> None:
    works(desk, a_day=1)
    planned(desk)
    one, other = month(desk).seats[:2]
    desk.do(roster.swap, desk.shelf.log, one.id, other.id)
    after = {seat.id: seat.who for seat in month(desk).seats}
    assert (after[one.id], after[other.id]) == (other.who, one.who)


def test_a_change_that_makes_somebody_sit_twice_a_day_is_refused(desk: Desk) -> None:
    works(desk, a_day=2)
    log, (a, b, _) = desk.shelf.log, who(desk)
    desk.do(
        roster.put, log, [Sitting(MARCH, a), Sitting(MARCH, b), Sitting(dt.date(2026, 3, 2), a)]
    )
    seats = month(desk).seats
    with pytest.raises(Trouble) as said:
        desk.do(roster.swap, log, seats[2].id, next(x.id for x in seats if x.who == b))
    assert said.value.key == "duty.twice"
    with pytest.raises(Trouble):
        desk.do(roster.stand_in, log, seats[0].id, seats[1].who)


def test_who_stands_in_counts_and_who_was_to_sit_stays_readable(desk: Desk) -> None:
    works(desk, a_day=1)
    planned(desk)
    seat = month(desk).seats[0]
    other = next(key for key in who(desk) if key != seat.who)
    desk.do(roster.stand_in, desk.shelf.log, seat.id, other, "进城开会")
    found = month(desk)
    was, now = (next(x for x in found.on(seat.day) if x.who == key) for key in (seat.who, other))
    assert was.replaced
    assert not was.counts
    assert now.stands_in_for == was.name
    assert found.gaps == {}
    with pytest.raises(Trouble):
        desk.do(roster.stand_in, desk.shelf.log, seat.id, who(desk)[2])


def test_what_two_computers_put_down_is_shown_as_double_and_tidied(desk: Desk) -> None:
    works(desk, a_day=1)
    planned(desk)
    seat = month(desk).seats[0]

    def once_more(db: Any) -> None:
        told = {"on_day": seat.day, **staff.fields_for(seat.who)}
        add(db, Shift, {"room_id": own_room(db, desk.shelf.log).id, **told})

    desk.do(once_more)
    found = month(desk)
    assert sum(one.double for one in found.on(seat.day)) == 1
    assert desk.do(roster.tidy, desk.shelf.log, found.first, found.last) == 1
    assert len(month(desk).on(seat.day)) == 1


def test_a_joint_reception_has_one_unit_of_each_kind_and_says_which_is_missing(desk: Desk) -> None:
    works(desk, a_day=0, joint=("petition", "justice"))

    def units(db: Any) -> None:
        room = own_room(db, desk.shelf.log).id
        add(db, Unit, {"room_id": room, "name": "信访办", "unit_kind": "petition"})

    desk.do(units)
    planned(desk)
    found = month(desk)
    assert {one.name for one in found.seats} == {"信访办"}
    assert set(found.unit_gaps) == set(found.days)
    assert found.unit_gaps[found.days[0]] == ["justice"]


def test_village_cadres_sit_in_the_same_roster_where_the_place_wants_it(desk: Desk) -> None:
    works(desk, a_day=2, cadres=True)

    def cadre(db: Any) -> None:
        room = own_room(db, desk.shelf.log).id
        person = add(db, Person, {"room_id": room, "name": "齐树山"})
        add(db, Post, {"person_id": person, "role": "cadre"})

    desk.do(cadre)
    planned(desk)
    found = month(desk)
    assert sum(one.name == "齐树山" for one in found.seats) == 11
    assert found.gaps == {}


def test_who_has_left_sits_no_more_and_is_told_of_on_the_roster(desk: Desk) -> None:
    works(desk, a_day=2)
    planned(desk)
    gone, last = desk.user, dt.date(2026, 3, 10)
    desk.do(edit, Mediator, gone, {"left_on": last})
    found, log = month(desk), desk.shelf.log
    assert found.gone
    assert {one.who for one in found.gone} == {f"mediator/{gone}"}
    assert {one.day for one in found.gone} == set(found.gaps)
    assert min(found.gaps) >= last
    told = desk.look(roster.of_who_left, log, gone, last, NOW)
    assert [one.id for one in told] == [one.id for one in found.gone]
    assert "孟广田（已离任）" in str(duty_registers.month_listing(found).rows)
    day = found.gone[0].day
    at = dt.datetime.combine(day, dt.time(8, 0))
    due = desk.look(duty_due.reminders, log, day, holidays.load())
    assert f"孟广田 已离任，{day} 的班还写着他，请换人。" in [one.sentence() for one in due]
    assert gone not in str(desk.look(signing_in.told, log, holidays.load(), at).here)
    dealt = desk.look(roster.propose, log, MARCH, holidays.load())
    assert {one.day for one in dealt} == set(found.gaps)
    assert gone not in str(dealt)
