"""回访 by the rule of the place, and what it ticks before a case is filed away (domain 6.1, S004)."""

from __future__ import annotations

from collections.abc import Iterator

from app.records import CaseFile, Visit
from app.rules.findings import Finding, about
from app.rules.lengths import Lengths
from app.rules.performance import standing_items
from app.rules.reliefs import relieved_by
from app.rules.reopenings import last_reopening
from app.rules.results import is_success, result_of


def visits(
    case_file: CaseFile, lengths: Lengths, *, before_visit: bool, at_end: bool
) -> Iterator[Finding]:
    """一事一回访, after the promises fall due, by the one who settled it."""
    rule = lengths.way.visits
    if not before_visit and is_success(result_of(case_file)) and not case_file.exemptions:
        yield from _fewest(case_file, rule.fewest, needed=rule.needed and at_end)
    made = [visit for visit in case_file.visits if visit.done_on]
    due = [item.due_on for item in standing_items(case_file) if item.due_on]
    if at_end and made and due and rule.by_performance:
        last = max(made, key=lambda visit: visit.done_on or max(due))
        if last.done_on and last.done_on < max(due):
            yield about("visit_before_due", last, "done_on", day=max(due))
    for visit in made if rule.handler else ():
        yield from _by_handler(case_file, visit)


def visits_made(case_file: CaseFile) -> list[Visit]:
    """Those that count: after a reopening only what was visited since."""
    again = last_reopening(case_file)
    made = [visit for visit in case_file.visits if visit.done_on]
    if again is None or again.on_day is None:
        return made
    return [visit for visit in made if visit.done_on and visit.done_on > again.on_day]


def goals_ticked(case_file: CaseFile, lengths: Lengths) -> Iterator[Finding]:
    """案结、事了、人和: where the place asks for each of them."""
    way, ticked = lengths.way, set(case_file.case.goals or [])
    left = [goal for goal in way.goals if goal not in ticked] if way.goals_needed else []
    if left and is_success(result_of(case_file)):
        yield about("goals_open", case_file.case, "goals", count=len(left), of=len(way.goals))


def _fewest(case_file: CaseFile, fewest: int, *, needed: bool) -> Iterator[Finding]:
    made = len(visits_made(case_file))
    facts = {"made": made, "fewest": fewest}
    if made < fewest and needed:
        yield Finding("visit_owed", "visit", None, "done_on", facts)
    elif not made and fewest:
        yield Finding("no_visit", "visit", None, "done_on")
    elif made < fewest:
        yield Finding("too_few_visits", "visit", None, "done_on", facts)


def _by_handler(case_file: CaseFile, visit: Visit) -> Iterator[Finding]:
    """Another than the lead mediator, or than who took the case over from him, says why."""
    lead = case_file.case.lead_id
    heir = relieved_by(case_file, lead, visit.done_on) if lead and visit.done_on else lead
    if lead and visit.by_id and visit.by_id not in (lead, heir) and not visit.change_reason:
        yield about("visitor_changed", visit, "change_reason", who=case_file.name_of(lead))
