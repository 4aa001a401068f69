"""移交: whether a case has left the room that had it, concluded from what the centre told of its requests."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.records import CaseFile, Handover

GRANTED, REFUSED = "granted", "refused"
HANDED_OVER = "handed_over"  # a code of `result`
TAKEN = ("accepted", "working", "done", "confirmed")
BACK = ("returned", "recalled")


@dataclass(frozen=True)
class Outcome:
    """How the other place took a case up; all empty where nobody told yet."""

    state: str = ""  # of dispatching.STATES
    name: str = ""
    number: str = ""


def spoken(outcome: Outcome) -> str:
    """An outcome as the centre writes it for the room that asked."""
    return json.dumps([outcome.state, outcome.name, outcome.number], ensure_ascii=False)


def begins(state: str) -> str:
    """How every outcome of a state begins, as it is written."""
    return f'["{state}"'


def outcome_of(told: str | None) -> Outcome | None:
    """An outcome as it was written; None: something only a newer program understands."""
    if not told:
        return Outcome()
    try:
        state, name, number = json.loads(told)
    except (ValueError, TypeError):
        return None
    return Outcome(str(state), str(name), str(number))


def handed_to(case_file: CaseFile) -> Outcome | None:
    """Where the case is now; None: it is here.

    It has left once another room took it up, or once this room ended it, the centre having granted that; what
    was sent back after that is here again.
    """
    for asked, outcome in _granted(case_file):
        if outcome.state in TAKEN:
            return outcome
        if outcome.state not in BACK and _is_ended(case_file):
            return Outcome(outcome.state, outcome.name or asked.to_name or "", outcome.number)
    return None


def came_back(case_file: CaseFile) -> bool:
    """Whether the case was ended as handed over, and nobody has it."""
    return _is_ended(case_file) and bool(_granted(case_file)) and handed_to(case_file) is None


def _is_ended(case_file: CaseFile) -> bool:
    return case_file.case.ended_on is not None and case_file.case.result == HANDED_OVER


def _granted(case_file: CaseFile) -> list[tuple[Handover, Outcome]]:
    """The newest first; an outcome that cannot be read says that it went."""
    granted = [one for one in case_file.handovers if one.answer == GRANTED]
    return [(one, outcome_of(one.taken_up) or Outcome("working")) for one in reversed(granted)]
