"""回访: which visits are due by the rule of the place. Computed each morning; only a visit made is a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.records import CaseFile, Visit
from app.rules.agreement_dates import effective_on, reached
from app.rules.lengths import Lengths
from app.rules.mechanism import Visits
from app.rules.performance import standing_items
from app.rules.reliefs import relieved_by
from app.rules.reopenings import settled_again_on
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
    tracked: bool = False  # 定期跟踪: asked for after closing as well


@dataclass(frozen=True)
class FollowupRule:
    """`dates` gives each day a visit falls due and the promise it is for."""

    key: str
    dates: Callable[[CaseFile, Lengths], Dates]


def visits_due(case_file: CaseFile, lengths: Lengths) -> list[VisitDue]:
    """Every visit the rule of the place calls for, made or not, by day; one a day is enough."""
    days: dict[date, tuple[list[str], list[str]]] = {}
    for rule in RULES:
        for day, item_id in rule.dates(case_file, lengths):
            keys, items = days.setdefault(day, ([], []))
            keys.append(rule.key)
            items += [item_id] if item_id else []
    return [
        VisitDue(
            day, keys[0], tuple(items), visitor(case_file, day), _made(case_file, day), TRACKED in keys
        )
        for day, (keys, items) in sorted(days.items())
    ]  # fmt: skip


def open_visits(case_file: CaseFile, lengths: Lengths) -> list[VisitDue]:
    """The visits still to make. A closed case asks for none, unless it is tracked."""
    closed_on = case_file.case.closed_on
    return [
        visit
        for visit in visits_due(case_file, lengths)
        if visit.made is None
        and (closed_on is None or (visit.tracked and visit.due_on > closed_on))
    ]


def visitor(case_file: CaseFile, day: date) -> str | None:
    """谁调处、谁回访、谁负责: the lead mediator or who took the case over from him; else the first assistant there."""
    case = case_file.case
    asked: list[str | None] = [case.lead_id, *(case.assist_ids or [])]
    for one in asked:
        mediator_id = relieved_by(case_file, one, day)
        mediator = case_file.mediators.get(mediator_id or "")
        if mediator_id and not (mediator and mediator.left_on and mediator.left_on <= day):
            return mediator_id
    return None


def tracked_for(visits: Visits) -> int:
    """So many days a key case is tracked."""
    return visits.key_days * visits.key_times


def _settled_on(case_file: CaseFile) -> date | None:
    """The day the standing agreement took effect; nothing where there is none."""
    if case_file.agreement is None or result_of(case_file) != AGREED:
        return None
    agreement = reached(case_file)
    return effective_on(agreement) if agreement else None


def _on_each_promise(case_file: CaseFile, lengths: Lengths) -> Dates:
    """On the day a promise falls due, or so many days later."""
    if case_file.agreement is None or result_of(case_file) != AGREED:
        return
    after = timedelta(days=lengths.visit_after_item_days)
    for item in standing_items(case_file) if lengths.way.visits.by_performance else ():
        if item.due_on:
            yield item.due_on + after, item.id


def _after_agreement(case_file: CaseFile, lengths: Lengths) -> Dates:
    """Some days after the agreement took effect, where nothing else gives a day."""
    visits, start = lengths.way.visits, _settled_on(case_file)
    by_item = visits.by_performance and any(item.due_on for item in standing_items(case_file))
    if start and not by_item and not visits.after_days:
        yield start + timedelta(days=lengths.visit_after_agreement_days), None


def _on_days_after(case_file: CaseFile, lengths: Lengths) -> Dates:
    """1-3-7: on the days the place names, counted from the day the agreement took effect."""
    start = _settled_on(case_file)
    for days in lengths.way.visits.after_days if start else ():
        assert start is not None
        yield start + timedelta(days=days), None


def _after_reopening(case_file: CaseFile, lengths: Lengths) -> Dates:
    """What burnt again and was settled at the table once more is looked at once more."""
    again, start = settled_again_on(case_file), _settled_on(case_file)
    if again and not (start and start >= again):  # a new agreement has visits of its own
        yield again + timedelta(days=lengths.visit_after_agreement_days), None


def _tracking(case_file: CaseFile, lengths: Lengths) -> Dates:
    """重点案件定期跟踪: from the agreement, or from the day it ended without one, every so many days."""
    visits, case = lengths.way.visits, case_file.case
    start = _settled_on(case_file) or (case.ended_on if case.key_case else None)
    if case.key_case and start and visits.key_days:
        for time in range(1, visits.key_times + 1):
            yield start + timedelta(days=visits.key_days * time), None


TRACKED = "followup.tracking"

RULES = (
    FollowupRule("followup.on_each_promise", _on_each_promise),
    FollowupRule("followup.after_agreement", _after_agreement),
    FollowupRule("followup.on_days_after", _on_days_after),
    FollowupRule("followup.after_reopening", _after_reopening),
    FollowupRule(TRACKED, _tracking),
)


def _made(case_file: CaseFile, due_on: date) -> Visit | None:
    """The first visit on the day or later; one visit may answer for several days."""
    made = [visit for visit in case_file.visits if visit.done_on and visit.done_on >= due_on]
    return min(made, key=lambda visit: visit.done_on or date.max, default=None)
