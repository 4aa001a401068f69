"""The clock that counts of a matter: its tier's, its sender's day, or the day it was given out with."""

from __future__ import annotations

import datetime as dt

from app.holidays import Calendar
from app.records import Matter
from app.rules.matter_states import Standing
from app.rules.mechanism import Mechanism
from app.rules.tier_clock import COLOURS as RUNNING
from app.rules.tier_clock import RED, TierClock, matter_clock

NONE = "none"
COLOURS = (*RUNNING, NONE)
"""Of a card: the four of the clocks; and of what has no clock, or is done."""
LATE = RED


def clock_of(
    matter: Matter, standing: Standing, way: Mechanism, calendar: Calendar
) -> TierClock | None:
    """The nearest of those that run; one that burnt again begins anew."""
    again = standing.begun if standing.reopened else None
    running = [matter_clock(matter, way, calendar, again)]
    if standing.due_on:
        given = Matter(tier=matter.tier, came_at=matter.came_at, due_on=standing.due_on)
        running.append(matter_clock(given, way, calendar, standing.since or matter.came_at))
    told = [(one.soft.at, n) for n, one in enumerate(running) if one]
    return running[min(told)[1]] if told else None


def colour(clock: TierClock | None, now: dt.datetime) -> str:
    """One of COLOURS."""
    return clock.colour(now) if clock else NONE
