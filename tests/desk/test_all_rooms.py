"""At a centre the lists hold what every room wrote, each with its room; a room sees only its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

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
from tests import district as districts

AT = dt.datetime(2026, 3, 2, 9, 30)
WHERE = "柳林村调解室"


def fill(desk: Desk) -> None:
    """A visitor, a sweep, a meeting, a report handed in and a hard case with a clock."""
    log, day = desk.shelf.log, AT.date()
    room = desk.look(own_room, log).id
    place = desk.do(cases.find_or_make_place, room, ["柳林镇", "柳林村"])
    desk.do(visitors.enter, log, AT, {"name": "谷满仓", "matter": "邻居的树遮了窗"})
    told = {"place_id": place, "sweep_kind": "daily", "from_on": day, "zero": True}
    desk.do(sweeps.record, log, told)
    desk.do(meetings.hold, log, AT, {})
    facts = {"accepted_on": day, "tier": "simple", "difficulty": "complex", "lead_id": desk.user}
    desk.do(cases.register_case, log, day, facts)
    wanted = report_book.Wanted("situation", (dt.date(2026, 2, 1), dt.date(2026, 2, 28)))
    submissions.submit(desk, report_book.make(desk, wanted), to="司法所")


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
    handed = centre.look(submissions.submitted, log, everywhere=True)
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
