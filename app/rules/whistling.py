"""吹哨: by when each called unit has to answer, whether it did, and how fast units answer (domain 6, S001)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.records import Unit, WhistleCall
from app.rules.mechanism import Mechanism

STATES = ("waits", "late", "answered", "answered_late", "silent")
"""How one call stands; words: whistle.state.<state>."""


def due_at(blown_at: dt.datetime, unit: Unit | None, way: Mechanism, name: str = "") -> dt.datetime:
    """The unit's own hours, else those the place has for it, else the usual ones."""
    called = (unit.name if unit else "") or name
    hours = (unit.response_hours if unit else 0) or next(
        (one.hours for one in way.units if one.name == called and one.hours), way.whistles.hours
    )
    return blown_at + dt.timedelta(hours=hours)


def state_of(call: WhistleCall, now: dt.datetime, *, over: bool = False) -> str:
    """One of STATES. Who came has answered; of a whistle that is over nobody is waited for any more."""
    answered = answered_at(call)
    if answered is None and over:
        return "silent"
    if answered is None:
        return "late" if call.due_at and now > call.due_at else "waits"
    return "answered_late" if call.due_at and answered > call.due_at else "answered"


def answered_at(call: WhistleCall) -> dt.datetime | None:
    """When it first let hear of itself."""
    return first_of(call.answered_at, call.came_at)


def first_of(*moments: dt.datetime | None) -> dt.datetime | None:
    """The earliest of the moments that are told."""
    return min(filter(None, moments), default=None)


@dataclass(frozen=True)
class Responses:
    """How one unit answered in a period."""

    unit_id: str
    calls: int
    answered: int
    late: int  # answered late, or silent past its time
    minutes: int | None  # on average, of those that answered

    @property
    def late_percent(self) -> int:
        return round(100 * self.late / self.calls) if self.calls else 0


def responses(told: Iterable[tuple[dt.datetime, WhistleCall]], now: dt.datetime) -> list[Responses]:
    """Per unit, of (blown at, call); the most called first."""
    by_unit: dict[str, list[tuple[dt.datetime, WhistleCall]]] = {}
    for blown, call in told:
        if call.void is None:
            by_unit.setdefault(call.unit_id or "", []).append((blown, call))
    found = [_of_unit(unit, calls, now) for unit, calls in by_unit.items()]
    return sorted(found, key=lambda one: (-one.calls, one.unit_id))


def _of_unit(
    unit: str, calls: list[tuple[dt.datetime, WhistleCall]], now: dt.datetime
) -> Responses:
    took = [
        max(0, int((answered - blown).total_seconds() // 60))
        for blown, call in calls
        if (answered := answered_at(call)) is not None
    ]
    late = sum(1 for _, call in calls if state_of(call, now) in {"late", "answered_late"})
    average = round(sum(took) / len(took)) if took else None
    return Responses(unit, len(calls), len(took), late, average)
