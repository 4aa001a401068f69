"""At a centre the lists hold what every room wrote, each with its room; a room sees only its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app import holidays
from app.desk import (
    all_rooms,
    cases,
    duty_registers,
    field_registers,
    leaders,
    meetings,
    practice,
    report_book,
    submissions,
    sweeps,
    tier_clocks,
    visitors,
)
from app.desk.desk import Desk
from app.desk.room import own_room
from app.trouble import Trouble
from tests import district as districts

AT = dt.datetime(2026, 3, 2, 9, 30)
WHERE = "柳林村调解室"


def accept_one(desk: Desk, day: dt.date) -> str:
    """A case of that day."""
    facts = {"accepted_on": day, "source": "own", "dispute_type": "02", "result": "ongoing"}
    return desk.do(cases.register_case, desk.shelf.log, day, facts)


def fill(desk: Desk) -> None:
    """A visitor, a sweep, a meeting, a report handed in and a hard case with a clock."""
    log, day = desk.shelf.log, AT.date()
    accept_one(desk, dt.date(2026, 2, 3))
    room = desk.look(own_room, log).id
    place = desk.do(cases.find_or_make_place, room, ["柳林镇", "柳林村"])
    desk.do(visitors.enter, log, AT, {"name": "谷满仓", "matter": "邻居的树遮了窗"})
    told = {"place_id": place, "sweep_kind": "daily", "from_on": day, "zero": True}
    desk.do(sweeps.record, log, told)
    desk.do(meetings.hold, log, AT, {})
    facts = {"accepted_on": day, "tier": "simple", "difficulty": "complex", "lead_id": desk.user}
    desk.do(cases.register_case, log, day, facts)
    wanted = report_book.Wanted("situation", (dt.date(2026, 2, 1), dt.date(2026, 2, 28)))
    made = report_book.make(desk, wanted)
    submissions.submit(desk, made, to="司法所", although_unbalanced=True)


def test_a_centre_lists_what_its_rooms_wrote_with_the_room_named(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    fill(district.desks["柳林"])
    district.everyone()
    centre, other = district.desks["镇"], district.desks["石桥"]
    log, calendar = centre.shelf.log, holidays.load()
    way = centre.look(practice.standing, log)
    assert [x.room for x in centre.look(visitors.lines, log, None, None)] == [WHERE]
    assert [x.room for x in centre.look(sweeps.listing, log)] == [WHERE]
    assert [x.room for x in centre.look(meetings.listing, log)] == [WHERE]
    assert [x.room for x in centre.look(tier_clocks.running, log, AT, calendar, way)] == [WHERE]
    handed = centre.look(submissions.handed_in, log)
    assert [centre.look(all_rooms.names, log)[x.room_id or ""] for x in handed] == [WHERE]
    for made in (
        centre.look(duty_registers.visitor_listing, log, None, None),
        centre.look(field_registers.sweep_listing, log, None, None),
        centre.look(field_registers.meeting_listing, log),
        centre.look(tier_clocks.listing, log, AT, calendar, way),
    ):
        assert made.columns[-1].label == "调解室"
        assert [row[-1] for row in made.rows] == [WHERE]
    assert centre.look(leaders.listing, log, way, everywhere=True).rows
    log = other.shelf.log
    assert other.look(visitors.lines, log, None, None) == []
    assert other.look(sweeps.listing, log) == []
    assert other.look(meetings.listing, log) == []
    assert other.look(field_registers.meeting_listing, log).columns[-1].label != "调解室"


def test_a_centre_compares_the_report_of_a_room_as_that_room_does(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    room, centre = district.desks["柳林"], district.desks["镇"]
    fill(room)
    (one,) = room.look(submissions.submitted, room.shelf.log)
    accept_one(district.desks["石桥"], dt.date(2026, 2, 9))
    district.everyone()
    assert not submissions.corrections(centre, one.id).is_any
    late = accept_one(room, dt.date(2026, 2, 20))
    district.everyone()
    here, there = submissions.corrections(centre, one.id), submissions.corrections(room, one.id)
    assert [x.case_id for x in here.cases] == [late]
    assert (here.moved, here.cases) == (there.moved, there.cases)
    told = centre.look(submissions.correction_listing, centre.shelf.log, here)
    assert WHERE in told.above[0][1] or told.above[0][1].startswith("柳林")
    assert told.rows == room.look(submissions.correction_listing, room.shelf.log, there).rows
    with pytest.raises(Trouble) as why:
        submissions.correct(centre, here)
    assert why.value.key == "reports.corrected_there"


def test_what_only_the_room_can_count_again_is_said(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    room, centre = district.desks["柳林"], district.desks["镇"]
    wanted = report_book.Wanted("quarterly", (dt.date(2026, 1, 1), dt.date(2026, 3, 31)))
    made = submissions.submit(room, report_book.make(room, wanted), to="司法所")
    district.everyone()
    with pytest.raises(Trouble) as why:
        submissions.corrections(centre, made)
    assert why.value.key == "reports.compared_there"


def test_a_centre_looks_at_a_meeting_of_a_room_and_is_told_which_there_are(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    centre = district.desks["镇"]
    held = {
        name: desk.do(meetings.hold, desk.shelf.log, AT, {})
        for name, desk in district.desks.items()
        if name != "石桥"
    }
    district.everyone()
    log = centre.shelf.log
    assert centre.look(meetings.by_number, log, "2026-1", everywhere=True) == held["镇"]
    assert centre.look(meetings.by_number, log, held["柳林"][:8], everywhere=True) == held["柳林"]
    (line,) = centre.look(meetings.listing, log, meeting_id=held["柳林"])
    assert line.room == WHERE
    with pytest.raises(Trouble):  # what is written is written at its own room
        centre.look(meetings.by_number, log, held["柳林"][:8])
    for name, day in (("柳林", 1), ("石桥", 1), ("石桥", 2)):
        desk = district.desks[name]
        desk.do(meetings.hold, desk.shelf.log, AT + dt.timedelta(days=day), {})
    district.everyone()
    with pytest.raises(Trouble) as why:
        centre.look(meetings.by_number, log, "2026-2", everywhere=True)
    assert why.value.key == "talks.number_in_rooms"
    assert WHERE in str(why.value)
    other = district.desks["石桥"]
    with pytest.raises(Trouble) as why:
        other.look(meetings.by_number, other.shelf.log, "2026-7", everywhere=True)
    assert why.value.key == "talks.no_such_meeting"
