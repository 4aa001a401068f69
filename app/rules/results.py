"""调解结果: concluded from what was done, told only where nothing else tells it."""

from __future__ import annotations

from app.codes import code_list
from app.records import CaseFile
from app.rules.agreement_dates import effective_on, reached
from app.rules.handing_over import HANDED_OVER, came_back, handed_to
from app.rules.reopenings import reopened_since

AGREED, NOT_AGREED, ONGOING = "agreed", "not_agreed", "ongoing"


def result_of(case_file: CaseFile) -> str:
    """A code of `result`. Who ended a case before the agreement took effect has ended it.

    What another room took up is handed over; what came back from there goes on as if it had not ended.
    """
    case = case_file.case
    if handed_to(case_file) is not None:
        return HANDED_OVER
    agreement, is_back = reached(case_file), came_back(case_file)
    is_back = is_back or reopened_since(case_file, case.ended_on)
    if case.ended_on and not is_back and not (agreement and effective_on(agreement)):
        told = case.result or NOT_AGREED
        return NOT_AGREED if is_success(told) or is_open(told) else told
    if agreement:
        return AGREED
    outcomes = [session.outcome for session in case_file.sessions if session.outcome]
    last = outcomes[-1] if outcomes else None
    if last == "agreed":
        return AGREED
    told_otherwise = None if is_back else case.result
    return told_otherwise or (NOT_AGREED if last == "ended" else ONGOING)


def is_success(result: str) -> bool:
    """Whether the result counts as 调解成功."""
    code = code_list("result").get(result)
    return bool(code and code.facts["success"])


def is_open(result: str) -> bool:
    """Whether the parties are still at it; a result only a newer version knows is not taken as open."""
    code = code_list("result").get(result)
    return bool(code and code.facts["open"])
