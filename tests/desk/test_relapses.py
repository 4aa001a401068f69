"""零反复: from the rows of a room."""

from __future__ import annotations

import datetime as dt

from app.desk import cases, edit, relapses, reopening
from app.desk.desk import Desk
from app.records import Case
from tests.desk.test_reopening import AGAIN, desk, only_case

__all__ = ["desk"]


def test_a_month_with_a_relapse_is_not_nought(desk: Desk) -> None:
    march, may = (dt.date(2026, 3, 1), dt.date(2026, 3, 31)), (dt.date(2026, 5, 1), AGAIN)
    case = only_case(desk)
    assert desk.look(relapses.of_period, *march).settled == 1
    assert desk.look(relapses.of_period, *may).is_zero
    desk.do(reopening.reopen, case, AGAIN, "又起争执")
    assert desk.look(relapses.of_period, *may).cases == (case,)
    assert desk.look(relapses.of_period, *march).is_zero
    facts = {"accepted_on": dt.date(2026, 6, 5)}
    later = desk.do(cases.register_case, desk.shelf.log, dt.date(2026, 6, 5), facts)
    desk.do(edit.edit, Case, later, {"recurs_id": case})
    june = (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert desk.look(relapses.of_period, *june).older == 1
    assert desk.look(relapses.of_period, *june, ["another room"]).is_zero
