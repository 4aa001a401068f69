"""A dead clock is told to whoever signs in, and stops nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk import clock_care, enrolment, exchange
from app.desk.desk import Desk
from app.desk.room import sign_in
from tests.machines import desk_in, register
from tests.rooms import PASSWORD

Hold = Callable[[dt.datetime | None], None]


def test_a_clock_at_1970_is_told_at_sign_in_and_stops_nothing(held_clock: Hold, desk: Desk) -> None:
    assert desk.at_start == []
    desk.do(register)
    held_clock(dt.datetime(1970, 1, 1, 8, 0))
    again = sign_in(desk.data, desk.user, PASSWORD)
    (told,) = again.at_start
    assert "1970-01-01 08:00" in told
    again.do(register)
    again.close()


def test_a_clock_behind_what_was_written_before_is_told(held_clock: Hold, desk: Desk) -> None:
    desk.do(register)
    held_clock(dt.datetime(2026, 3, 1, 9, 0))
    assert "2026-03-02 09:00" in clock_care.doubt(desk)


def test_a_clock_behind_the_centre_s_is_told_after_a_day(held_clock: Hold, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "中心", centre=True)
    enrolment.centre_card(centre, usb / "card.json")
    enrolment.join(room, usb / "card.json")
    exchange.make_bundle(room, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    held_clock(dt.datetime(2026, 3, 5, 9, 0))
    exchange.make_bundle(centre, usb)
    held_clock(dt.datetime(2026, 3, 4, 10, 0))
    exchange.take_bundles(room, usb)
    assert clock_care.doubt(room) == ""
    held_clock(dt.datetime(2026, 3, 3, 10, 0))
    assert "2026-03-05 09:00" in clock_care.doubt(room)


@pytest.mark.parametrize("told", ["", "gestern", "2026-99-99"])
def test_a_time_nobody_can_read_says_nothing(told: str) -> None:
    assert not clock_care._stands_before(dt.datetime(2026, 3, 2), told)
