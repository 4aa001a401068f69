"""回访: which visits are due. Computed each morning; only a visit made is a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.records import CaseFile, Visit
from app.rules.agreement_dates import effective_on, reached
from app.rules.lengths import Lengths
from app.rules.performance import standing_items
from app.rules.results import AGREED, result_of

Dates = Iterator[tuple[date, str | None]]


@dataclass(frozen=True)
class VisitDue:
    """A visit to make on or after a day, why, for which promises, by whom, and the visit that made it."""

    due_on: date
    key: str
    item_ids: tuple[str, ...]
    by_id: str | None
    made: Visit | None = None


@dataclass(frozen=True)
class FollowupRule:
    """`dates` gives each day a visit falls due and the promise it is for."""

    key: str
    dates: Callable[[CaseFile, Lengths], Dates]


def visits_due(case_file: CaseFile, lengths: Lengths) -> list[VisitDue]:
    """Every visit the standing agreement calls for, made or not, by day; one a day is enough."""
    if case_file.agreement is None or result_of(case_file) != AGREED:
        return []
    days: dict[date, tuple[str, list[str]]] = {}
    for rule in RULES:
        for day, item_id in rule.dates(case_file, lengths):
            _, items = days.setdefault(day, (rule.key, []))
            items += [item_id] if item_id else []
    return [
        VisitDue(day, key, tuple(items), visitor(case_file, day), _made(case_file, day))
        for day, (key, items) in sorted(days.items())
    ]


def open_visits(case_file: CaseFile, lengths: Lengths) -> list[VisitDue]:
    """The visits still to make. A closed case asks for none."""
    if case_file.case.closed_on:
        return []
    return [visit for visit in visits_due(case_file, lengths) if visit.made is None]


def visitor(case_file: CaseFile, day: date) -> str | None:
    """谁调处、谁回访、谁负责: the lead mediator, or the first assistant still there once he has left."""
    case = case_file.case
    asked: list[str | None] = [case.lead_id, *(case.assist_ids or [])]
    for mediator_id in asked:
        mediator = case_file.mediators.get(mediator_id or "")
        if mediator_id and not (mediator and mediator.left_on and mediator.left_on <= day):
            return mediator_id
    return None


def _on_each_promise(case_file: CaseFile, lengths: Lengths) -> Dates:
    """On the day a promise falls due, or so many days later."""
    after = timedelta(days=lengths.visit_after_item_days)
    for item in standing_items(case_file):
        if item.due_on:
            yield item.due_on + after, item.id


def _after_agreement(case_file: CaseFile, lengths: Lengths) -> Dates:
    """Some days after the agreement took effect, where no promise has a day of its own."""
    agreement = reached(case_file)
    start = effective_on(agreement) if agreement else None
    if start and not any(item.due_on for item in standing_items(case_file)):
        yield start + timedelta(days=lengths.visit_after_agreement_days), None


RULES = (
    FollowupRule("followup.on_each_promise", _on_each_promise),
    FollowupRule("followup.after_agreement", _after_agreement),
)


def _made(case_file: CaseFile, due_on: date) -> Visit | None:
    """The first visit on the day or later; one visit may answer for several days."""
    made = [visit for visit in case_file.visits if visit.done_on and visit.done_on >= due_on]
    return min(made, key=lambda visit: visit.done_on or date.max, default=None)
