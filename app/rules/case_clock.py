"""The one clock of a case: it goes on from what the case was made of, else it runs from acceptance."""

from __future__ import annotations

from collections.abc import Iterator

from app.holidays import Calendar
from app.records import CaseFile, Matter
from app.records.case_file import Brought
from app.rules.handing_over import handed_to
from app.rules.mechanism import Mechanism
from app.rules.results import is_open, result_of
from app.rules.tier_clock import TierClock, case_clock, matter_clock


def clock_of(case_file: CaseFile, way: Mechanism, calendar: Calendar) -> TierClock | None:
    """The nearest of those of what came in; acceptance counts where nothing did, or the case was there before."""
    case = case_file.case
    running = [x for one in case_file.brought for x in _clocks(case_file, one, way, calendar)]
    came = min((one.since.date() for one in case_file.brought if one.since), default=None)
    was_before = case.accepted_on is not None and came is not None and case.accepted_on < came
    if not running or was_before:
        accepted = case_clock(case, way, calendar)
        running += [accepted] if accepted else []
    return min(running, key=lambda one: one.soft.at, default=None)


def running(case_file: CaseFile, way: Mechanism, calendar: Calendar) -> TierClock | None:
    """The same while the case is open and here; once it is settled no clock of a tier runs."""
    if not is_open(result_of(case_file)) or handed_to(case_file) is not None:
        return None
    return clock_of(case_file, way, calendar)


def _clocks(
    case_file: CaseFile, one: Brought, way: Mechanism, calendar: Calendar
) -> Iterator[TierClock]:
    """From its receipt by the tier of the case, and from when it was given out with a day of its own."""
    tier = case_file.case.tier or one.tier
    told = [(one.since, one.due_on)]
    told += [(one.given_at, one.given_until)] if one.given_until else []
    for since, due_on in told:
        found = matter_clock(Matter(tier=tier, came_at=since, due_on=due_on), way, calendar)
        if found:
            yield found
