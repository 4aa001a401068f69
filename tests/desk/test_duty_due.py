"""今日 tells of duty: who is missing, what nobody covers, who has not come back."""

from __future__ import annotations

import datetime as dt

from app import clock, holidays
from app.desk import duty_due, leaves, roster, staff
from app.desk.desk import Desk
from app.desk.reminder import Reminder
from app.rules.roster import Sitting
from tests.desk.test_roster import works

DAY = dt.date(2026, 3, 2)


def told(desk: Desk) -> list[Reminder]:
    return desk.look(duty_due.reminders, desk.shelf.log, DAY, holidays.load())


def test_a_room_that_keeps_no_roster_is_not_asked_for_one(desk: Desk) -> None:
    assert told(desk) == []


def test_missing_uncovered_and_on_leave_are_told(desk: Desk) -> None:
    clock.hold(dt.datetime(2026, 3, 2, 9, 0))
    works(desk, a_day=1)
    log = desk.shelf.log
    keys = [one.key for one in desk.look(staff.everybody, log, DAY)]
    days = [dt.date(2026, 3, n) for n in (2, 3, 4)]
    desk.do(roster.put, log, [Sitting(day, key) for day, key in zip(days, keys, strict=True)])
    desk.do(leaves.ask, log, keys[2], {"from_on": days[2], "until_on": days[2]})
    found = {one.key: one for one in told(desk)}
    assert set(found) == {"duty.remind_late", "duty.remind_leave", "duty.remind_gap"}
    assert found["duty.remind_gap"].facts == {"count": 3, "day": dt.date(2026, 3, 5)}
    assert all(one.sentence() for one in found.values())


def test_who_has_not_come_back_is_told(desk: Desk) -> None:
    who = f"mediator/{desk.user}"
    gone = {"from_on": dt.date(2026, 2, 23), "until_on": dt.date(2026, 2, 27)}
    desk.do(leaves.ask, desk.shelf.log, who, gone)
    assert [one.key for one in told(desk)] == ["leave.remind_back"]
