"""签到: late, missing and left early are told by the hours of the place."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.records import Shift
from app.rules.attendance import state_of
from app.rules.mechanism import Duty
from app.trouble import Trouble

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0)


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute)


@pytest.mark.parametrize(
    ("came", "went", "now", "state"),
    [
        (None, None, at(8), "ahead"),
        (None, None, at(8, 45), "ahead"),
        (None, None, at(8, 46), "not_yet"),
        (None, None, at(17, 1), "absent"),
        (None, None, at(8, day=3), "absent"),
        (at(8, 20), None, NOON, "here"),
        (at(8, 46), None, NOON, "late"),
        (at(8, 20), at(17), at(17, 5), "gone"),
        (at(8, 20), at(15), at(17, 5), "early"),
        (at(8, 20), None, at(8, day=3), "no_out"),
    ],
)
def test_a_shift_is_judged_by_the_clock(
    came: datetime | None, went: datetime | None, now: datetime, state: str
) -> None:
    assert state_of(Shift(on_day=DAY, in_at=came, out_at=went), Duty(), now) == state


def test_who_sits_in_the_afternoon_is_not_late_at_noon() -> None:
    shift = Shift(on_day=DAY, half="afternoon")
    assert state_of(shift, Duty(), NOON) == "ahead"
    assert state_of(shift, Duty(), at(12, 30)) == "not_yet"


def test_an_evening_has_no_hours_and_so_nobody_is_late() -> None:
    shift = Shift(on_day=DAY, half="evening", in_at=at(21))
    assert state_of(shift, Duty(), at(21, 5)) == "here"


def test_hours_that_cannot_be_read_are_said() -> None:
    with pytest.raises(Trouble) as said:
        state_of(Shift(on_day=DAY), Duty(begins="半晌"), NOON)
    assert said.value.key == "duty.no_time"
