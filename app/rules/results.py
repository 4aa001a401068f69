"""调解结果: concluded from what was done, told only where nothing else tells it."""

from __future__ import annotations

from app.codes import code_list
from app.records import CaseFile
from app.rules.agreement_dates import effective_on, reached

AGREED, NOT_AGREED, ONGOING = "agreed", "not_agreed", "ongoing"


def result_of(case_file: CaseFile) -> str:
    """A code of `result`. Who ended a case before the agreement took effect has ended it."""
    case = case_file.case
    agreement = reached(case_file)
    if case.ended_on and not (agreement and effective_on(agreement)):
        told = case.result or NOT_AGREED
        return NOT_AGREED if is_success(told) or is_open(told) else told
    if agreement:
        return AGREED
    outcomes = [session.outcome for session in case_file.sessions if session.outcome]
    last = outcomes[-1] if outcomes else None
    if last == "agreed":
        return AGREED
    return case.result or (NOT_AGREED if last == "ended" else ONGOING)


def is_success(result: str) -> bool:
    """Whether the result counts as 调解成功."""
    code = code_list("result").get(result)
    return bool(code and code.facts["success"])


def is_open(result: str) -> bool:
    """Whether the parties are still at it; a result only a newer version knows is not taken as open."""
    code = code_list("result").get(result)
    return bool(code and code.facts["open"])
