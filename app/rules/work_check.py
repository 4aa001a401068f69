"""The work itself: who sat down, was told, agreed, was visited (domain 5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from app.codes import code_list
from app.records import CaseFile
from app.rules.agreement_dates import reached
from app.rules.findings import Finding, about
from app.rules.performance import standing_items
from app.rules.results import is_open, is_success, result_of

AGREEMENT, VISIT, CLOSING = 3, 6, 7
"""Places of these steps in completeness.NEEDS."""


def work_findings(case_file: CaseFile, need: int) -> Iterator[Finding]:
    """Everything to say of the work up to a step."""
    case = case_file.case
    if len(case_file.parties) < 2:
        yield Finding("two_parties", "party", None, "name")
    risk = code_list("risk").get(case.risk)
    if risk and risk.facts["report"] and not case.risk_reported:
        yield about("risk_not_reported", case, "risk_reported")
    yield from _mediators(case_file)
    if need >= AGREEMENT:
        yield from _sat_down(case_file)
        yield from _ended(case_file)
    yield from _visits(case_file, need)


def _sat_down(case_file: CaseFile) -> Iterator[Finding]:
    held = [session for session in case_file.sessions if session.outcome]
    if not held and case_file.sessions:
        yield about("no_outcome", case_file.sessions[-1], "outcome")
    elif not held:
        yield Finding("no_session", "mediation_session", None, "at")
    elif not any(session.rights_told for session in held):
        yield about("rights_not_told", held[0], "rights_told")


def _ended(case_file: CaseFile) -> Iterator[Finding]:
    """With success an agreement, without it the other ways told (PML 26) and a reason."""
    case, result = case_file.case, result_of(case_file)
    if is_success(result):
        if reached(case_file) is None:
            agreement = case_file.agreement.id if case_file.agreement else None
            yield Finding("no_agreement", "agreement", agreement, "made_on")
    elif not is_open(result):
        if not case.told_routes:
            yield about("routes_not_told", case, "told_routes")
        if not case.result_reason:
            yield about("no_end_reason", case, "result_reason")


def _mediators(case_file: CaseFile) -> Iterator[Finding]:
    """The lead mediator of the cover sat at the table; nobody did who had left before."""
    lead = case_file.case.lead_id
    held = [session for session in case_file.sessions if session.outcome and session.mediator_ids]
    if lead and held and not any(lead in (session.mediator_ids or []) for session in held):
        yield about("lead_not_in_session", case_file.case, "lead_id", who=case_file.name_of(lead))
    for session in held:
        for mediator_id in session.mediator_ids or []:
            mediator = case_file.mediators.get(mediator_id)
            left_on = mediator.left_on if mediator else None
            if left_on and session.at and session.at.date() >= left_on:
                yield about(
                    "mediator_left", session, "mediator_ids",
                    who=case_file.name_of(mediator_id), day=left_on,
                )  # fmt: skip


def _visits(case_file: CaseFile, need: int) -> Iterator[Finding]:
    """一事一回访, after the promises fall due, by the one who settled it."""
    due = [item.due_on for item in standing_items(case_file) if item.due_on]
    made = [visit for visit in case_file.visits if visit.done_on]
    if need >= VISIT and is_success(result_of(case_file)) and not made:
        yield Finding("no_visit", "visit", None, "done_on")
    if need >= CLOSING and made and due:
        last = max(made, key=lambda visit: visit.done_on or max(due))
        if last.done_on and last.done_on < max(due):
            yield about("visit_before_due", last, "done_on", day=max(due))
    for visit in made:
        lead = case_file.case.lead_id
        if lead and visit.by_id and visit.by_id != lead and not visit.change_reason:
            yield about("visitor_changed", visit, "change_reason", who=case_file.name_of(lead))
