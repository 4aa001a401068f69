"""签到: one key, twice; who is missing is told today."""

from __future__ import annotations

import datetime as dt

import pytest

from app import holidays
from app.desk import roster, signing_in, staff
from app.desk.desk import Desk
from app.rules.roster import Sitting
from app.trouble import Trouble
from tests.desk.test_roster import works

DAY = dt.date(2026, 3, 2)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, 2, hour, minute)


def test_the_key_signs_in_then_out_and_then_says_so(desk: Desk) -> None:
    works(desk, a_day=1)
    log = desk.shelf.log
    desk.do(roster.put, log, [Sitting(DAY, f"mediator/{desk.user}")])
    first = desk.do(signing_in.sign, log, at(8, 20))
    assert (first.out, first.unplanned) == (False, False)
    assert desk.do(signing_in.sign, log, at(17)).out
    with pytest.raises(Trouble) as said:
        desk.do(signing_in.sign, log, at(18))
    assert said.value.key == "duty.signed_out_already"
    figure = desk.look(signing_in.figures, log, DAY, DAY, at(18))[0]
    assert (figure.due, figure.came, figure.late, figure.minutes) == (1, 1, 0, 520)


def test_who_stands_in_no_roster_is_put_down_by_signing(desk: Desk) -> None:
    works(desk, a_day=1)
    assert desk.do(signing_in.sign, desk.shelf.log, at(8)).unplanned
    assert len(desk.look(roster.shifts, desk.shelf.log, DAY, DAY)) == 1


def test_who_is_not_there_in_time_and_days_nobody_covers_are_told_today(desk: Desk) -> None:
    works(desk, a_day=1)
    log = desk.shelf.log
    keys = [one.key for one in desk.look(staff.everybody, log, DAY)]
    desk.do(roster.put, log, [Sitting(DAY, keys[1])])
    told = desk.look(signing_in.told, log, holidays.load(), at(9))
    assert [one.who for one in told.late] == [keys[1]]
    assert [day for day, _ in told.gaps] == [dt.date(2026, 3, n) for n in (3, 4, 5, 6, 9)]
    assert desk.look(signing_in.told, log, holidays.load(), at(8)).late == ()


def test_another_day_is_not_signed(desk: Desk) -> None:
    works(desk, a_day=1)
    log, key = desk.shelf.log, f"mediator/{desk.user}"
    shift = desk.do(roster.put_one, log, DAY + dt.timedelta(days=1), key)
    with pytest.raises(Trouble) as said:
        desk.do(signing_in.sign, log, at(8), shift)
    assert said.value.key == "duty.other_day"


def test_absence_is_listed_afterwards(desk: Desk) -> None:
    works(desk, a_day=1)
    log = desk.shelf.log
    desk.do(roster.put, log, [Sitting(DAY, f"mediator/{desk.user}")])
    wrong = desk.look(signing_in.attendance_of, log, DAY, DAY, dt.datetime(2026, 3, 3, 8))
    assert [one.state for one in wrong] == ["absent"]
