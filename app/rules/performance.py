"""履行: how far the promises of the standing agreement are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.records import CaseFile, Performance, PerformanceItem
from app.rules.agreement_dates import effective_on, reached


@dataclass(frozen=True)
class ItemState:
    """One promise: what has been paid on it, the day it was kept, and the day a visit found it so.

    The day of a visit is no day of performance: a paper must not turn a timely payment into a late one.
    """

    item: PerformanceItem
    paid: Decimal
    kept: bool
    kept_on: date | None
    seen_on: date | None = None

    @property
    def kept_by(self) -> date | None:
        """The first day of which it is known that the promise was kept by then."""
        return min((day for day in (self.kept_on, self.seen_on) if day), default=None)


def standing_items(case_file: CaseFile) -> list[PerformanceItem]:
    """The promises of the agreement that stands; those of an earlier one are past."""
    agreement = case_file.agreement
    return [
        item for item in case_file.items if agreement and item.agreement_id in (None, agreement.id)
    ]


def sum_of(case_file: CaseFile) -> Decimal | None:
    """协议涉及金额: what the standing agreement promises in all, else as told of the case."""
    amounts = [item.amount or Decimal(0) for item in standing_items(case_file)]
    return sum(amounts, Decimal(0)) or case_file.case.amount


def item_states(case_file: CaseFile) -> list[ItemState]:
    """Every promise of the standing agreement, in its order."""
    return [_state(case_file, item) for item in standing_items(case_file)]


def open_items(case_file: CaseFile) -> list[PerformanceItem]:
    """The promises not yet kept."""
    return [state.item for state in item_states(case_file) if not state.kept]


def performance_of(case_file: CaseFile, today: date) -> str | None:
    """A code of `performance`, concluded; told only where there are no promises to look at."""
    states = item_states(case_file)
    if not states:
        return case_file.case.performance_told
    if all(state.kept for state in states):
        agreement = reached(case_file)
        start = effective_on(agreement) if agreement else None
        kept = [state.kept_by for state in states]
        at_once = start is not None and all(day is not None and day <= start for day in kept)
        return "on_the_spot" if at_once else "performed"
    if any(state.kept or state.paid for state in states):
        return "partly"
    due = [state.item.due_on for state in states]
    return "not_performed" if any(day and day < today for day in due) else "not_due"


def money_of(case_file: CaseFile, done: Performance) -> Decimal | None:
    """The sum that changed hands: as told; where a promise was kept by it, what was still owed."""
    if done.amount is not None:
        return done.amount or None
    item = next((i for i in case_file.items if i.id == done.item_id), None)
    if item is None or item.amount is None or not done.complete:
        return None
    others = [o for o in case_file.performances if o.item_id == item.id and o.id != done.id]
    owed = item.amount - sum((other.amount or Decimal(0) for other in others), Decimal(0))
    return owed if owed > 0 else None


def finished_on(case_file: CaseFile) -> date | None:
    """结案时间: the day the last promise was kept or found so; else the day the case ended or was closed."""
    states = item_states(case_file)
    days = [state.kept_by for state in states if state.kept_by]
    if states and len(days) == len(states):
        return max(days)
    return case_file.case.ended_on or case_file.case.closed_on


def _state(case_file: CaseFile, item: PerformanceItem) -> ItemState:
    """Kept when somebody said so, when the whole sum is paid, or when a visit found it performed.

    A visit speaks for the promises that were due by then, not for later ones.
    """
    paid = Decimal(0)
    days: list[date | None] = []
    for done in sorted(case_file.performances, key=lambda done: done.done_on or date.max):
        if done.item_id == item.id:
            paid += done.amount or 0
            if done.complete or (item.amount and paid >= item.amount):
                days.append(done.done_on)
    seen = [
        visit.done_on
        for visit in case_file.visits
        if visit.performed and visit.done_on and (item.due_on or visit.done_on) <= visit.done_on
    ]
    known = [day for day in days if day]
    return ItemState(
        item, paid, bool(days or seen), min(known, default=None), min(seen, default=None)
    )
