"""Duty on paper: every day of the month has its line, who stands in is named, a gap stands there."""

from __future__ import annotations

import datetime as dt

from app import holidays
from app.desk import duty_registers, leaves, roster
from app.desk.desk import Desk
from app.papers.listing import draw
from tests.desk.test_roster import MARCH, NOW, month, planned, who, works


def test_the_month_is_a_line_a_day_with_its_gaps_and_who_stands_in(desk: Desk) -> None:
    works(desk, a_day=2)
    log = desk.shelf.log
    planned(desk)
    seat = month(desk).seats[0]
    other = next(k for k in who(desk) if k not in {x.who for x in month(desk).on(seat.day)})
    desk.do(roster.stand_in, log, seat.id, other)
    gone = month(desk).seats[-1]
    desk.do(leaves.ask, log, gone.who, {"from_on": gone.day, "until_on": gone.day})
    listing = desk.look(duty_registers.roster_listing, log, MARCH, holidays.load(), NOW)
    assert listing.title == "2026年3月值班表"
    assert len(listing.rows) == 22
    assert f"（替{seat.name}）" in str(listing.rows[0][2])
    assert listing.rows[-1][-1] == "缺 1 人"
    assert draw(listing, None).startswith(b"%PDF")
    after = dt.datetime(2026, 4, 1, 8)  # the days that are over are not asked for any more
    listing = desk.look(duty_registers.roster_listing, log, MARCH, holidays.load(), after)
    assert "缺" not in str(listing.rows)


def test_attendance_adds_up_and_leave_is_listed(desk: Desk) -> None:
    works(desk, a_day=1)
    planned(desk)
    log, last = desk.shelf.log, dt.date(2026, 3, 31)
    shown = desk.look(
        duty_registers.attendance_listing, log, MARCH, last, dt.datetime(2026, 4, 1, 8)
    )
    assert shown.total is not None
    assert shown.total[1:7] == (22, 0, 0, 0, 22, 0)
    desk.do(leaves.ask, log, who(desk)[0], {"from_on": MARCH, "until_on": MARCH, "reason": "走亲"})
    listed = desk.look(duty_registers.leave_listing, log, last, MARCH, last)
    assert listed.rows[0][-1] == "到期未销假"
