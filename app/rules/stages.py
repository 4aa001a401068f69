"""At which stage a case stands and what comes next: concluded from facts, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.codes import code_list
from app.records import CaseFile
from app.rules import ladder
from app.rules.agreement_dates import effective_on, reached
from app.rules.followups import open_visits
from app.rules.handing_over import handed_to
from app.rules.lengths import Lengths
from app.rules.performance import open_items
from app.rules.reopenings import last_reopening, sat_down_since
from app.rules.results import is_open, is_success, result_of
from app.rules.ways_told import is_told

STAGES = (
    "registered", "accepted", "inquiry", "mediating", "agreed",
    "performing", "visiting", "ready", "ended", "handed_over", "closed",
)  # fmt: skip
"""In the order a case passes them; 终止 (ended) stands for all that end without agreement, 已移交 for what left."""


CLOSE = "step.close"


def key_of(stage: str) -> str:
    """The words key of a stage."""
    return f"stage.{stage}"


@dataclass(frozen=True)
class Step:
    """What comes next, the day it is fixed for if it is, and where to do it.

    Without a day nobody has fixed it yet: Today lists these as cases without a next step.
    """

    key: str
    record: str
    record_id: str | None
    field: str
    on: date | None = None


def stage_of(case_file: CaseFile, lengths: Lengths) -> str:
    """One of STAGES."""
    if handed_to(case_file) is not None:
        return "handed_over"
    if case_file.case.closed_on:
        return "closed"
    result = result_of(case_file)
    if is_success(result):
        return _after_success(case_file, lengths)
    if is_open(result):
        return _before_result(case_file)
    return "ended"


def next_step(case_file: CaseFile, today: date, lengths: Lengths) -> Step | None:
    """The one thing to do next; a closed case has none, nor has one that is with another room."""
    stage = stage_of(case_file, lengths)
    case_id = case_file.case.id
    match stage:
        case "closed" | "handed_over":
            return None
        case "registered":
            return Step("step.accept", "case", case_id, "accepted_on")
        case "accepted" | "inquiry" | "mediating":
            return _session_step(case_file, today, lengths)
        case "agreed":
            return _agreement_step(case_file)
        case "ended" if not is_told(case_file):
            return Step("step.tell_routes", "case", case_id, "told_routes")
        case "ended":
            return Step(CLOSE, "case", case_id, "closed_on")
        case _:
            return _relapse_step(case_file) or _promise_step(case_file, lengths)


def _before_result(case_file: CaseFile) -> str:
    if case_file.sessions:
        return "mediating"
    if case_file.inquiries:
        return "inquiry"
    return "accepted" if case_file.case.accepted_on else "registered"


def _after_success(case_file: CaseFile, lengths: Lengths) -> str:
    agreement = reached(case_file)
    if agreement is None and (told := case_file.case.performance_told):
        code = code_list("performance").get(told)
        return "performing" if code and code.facts["open"] else "ready"
    if agreement is None or effective_on(agreement) is None:
        return "agreed"
    if open_items(case_file):
        return "performing"
    return "visiting" if open_visits(case_file, lengths) else "ready"


def _session_step(case_file: CaseFile, today: date, lengths: Lengths) -> Step:
    for session in case_file.sessions:
        if session.outcome:
            continue
        if session.at is None:
            return Step("step.fix_session", "mediation_session", session.id, "at")
        day = session.at.date()
        if day < today:
            return Step("step.tell_outcome", "mediation_session", session.id, "outcome", day)
        return Step("step.hold_session", "mediation_session", session.id, "at", day)
    up = ladder.standing(case_file)
    if up is not None:
        ask = ladder.answer_by(up, lengths.way.ladder)
        return Step("step.await_answer", "escalation", up.id, "back_on", ask)
    if ladder.proposed(case_file, lengths.way):
        return Step("step.escalate", "escalation", None, "to_level")
    return Step("step.fix_session", "mediation_session", None, "at")


def _agreement_step(case_file: CaseFile) -> Step:
    agreement = reached(case_file)
    if agreement is None:
        draft = case_file.agreement.id if case_file.agreement else None
        return Step("step.write_agreement", "agreement", draft, "made_on")
    signs = ("parties_signed_on", "mediator_signed_on", "sealed_on")
    first = next(name for name in signs if getattr(agreement, name) is None)
    return Step("step.sign_agreement", "agreement", agreement.id, first)


def _relapse_step(case_file: CaseFile) -> Step | None:
    """A visit found the quarrel burning again, or the case was reopened, and nobody has sat down since (不复燃)."""
    again = last_reopening(case_file)
    if (
        again
        and again.on_day
        and not again.visit_id
        and not sat_down_since(case_file, again.on_day)
    ):
        return Step("step.take_up_reopened", "mediation_session", None, "at")
    told = [visit for visit in case_file.visits if visit.relapse is not None and visit.done_on]
    last = max(told, key=lambda visit: visit.done_on or date.min, default=None)
    if last is None or not last.relapse or sat_down_since(case_file, last.done_on or date.min):
        return None
    return Step("step.take_up_again", "visit", last.id, "relapse")


def _promise_step(case_file: CaseFile, lengths: Lengths) -> Step:
    """The nearest visit or promise; a visit on the same day looks after the promise as well."""
    steps = [
        Step("step.visit", "visit", None, "done_on", visit.due_on)
        for visit in open_visits(case_file, lengths)
    ]
    steps += [
        Step("step.see_performance", "performance_item", item.id, "due_on", item.due_on)
        for item in open_items(case_file)
    ]
    dated = [step for step in steps if step.on]
    if dated:
        return min(dated, key=lambda step: step.on or date.max)
    return steps[0] if steps else _closing_step(case_file)


def _closing_step(case_file: CaseFile) -> Step:
    if case_file.agreement is None and case_file.case.performance_told in _still_open():
        return Step("step.see_performance", "case", case_file.case.id, "performance_told")
    return Step(CLOSE, "case", case_file.case.id, "closed_on")


def _still_open() -> set[str]:
    return {code.code for code in code_list("performance") if code.facts["open"]}
