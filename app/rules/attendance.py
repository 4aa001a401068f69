"""签到: who came when, measured on the hours of the place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.records import Shift
from app.rules.mechanism import Duty
from app.trouble import Trouble

AHEAD, ABSENT, NOT_YET, LATE, HERE, GONE, EARLY, NO_OUT = (
    "ahead", "absent", "not_yet", "late", "here", "gone", "early", "no_out",
)  # fmt: skip
STATES = (AHEAD, ABSENT, NOT_YET, LATE, HERE, GONE, EARLY, NO_OUT)
CAME = frozenset({LATE, HERE, GONE, EARLY, NO_OUT})
HALVES = {"morning": (0, 1), "afternoon": (1, 2)}


def hours(duty: Duty, shift: Shift) -> tuple[datetime, datetime] | None:
    """From when to when a shift lasts; one in the evening has no hours of its own."""
    if shift.on_day is None or shift.half == "evening":
        return None
    first, last = read_time(duty.begins), read_time(duty.ends)
    marks = (first, read_time(duty.noon), last)
    start, end = HALVES.get(shift.half or "", (0, 2))
    return datetime.combine(shift.on_day, marks[start]), datetime.combine(shift.on_day, marks[end])


def state_of(shift: Shift, duty: Duty, now: datetime) -> str:
    """How a shift stands at a moment."""
    told = hours(duty, shift)
    grace = timedelta(minutes=duty.grace)
    if shift.in_at is None:
        return _not_here(shift, told, grace, now)
    if told and shift.out_at and shift.out_at < told[1] - grace:
        return EARLY
    if told and shift.in_at > told[0] + grace:
        return LATE
    if shift.out_at is not None:
        return GONE
    return NO_OUT if shift.on_day and shift.on_day < now.date() else HERE


def _not_here(
    shift: Shift, told: tuple[datetime, datetime] | None, grace: timedelta, now: datetime
) -> str:
    day = shift.on_day or date.max
    if day < now.date():
        return ABSENT
    if day > now.date() or told is None or now <= told[0] + grace:
        return AHEAD
    return ABSENT if now > told[1] else NOT_YET


def read_time(text: str) -> time:
    """08:30 as the mechanism has it."""
    try:
        return time.fromisoformat(text)
    except ValueError as why:
        raise Trouble("duty.no_time", told=text) from why
