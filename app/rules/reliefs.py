"""接手: who has a case since the one who settled it handed it on."""

from __future__ import annotations

from datetime import date

from app.records import CaseFile


def relieved_by(case_file: CaseFile, mediator_id: str | None, day: date) -> str | None:
    """Himself, or the last one the case was handed on to by that day; a ring of them is cut."""
    seen: set[str | None] = set()
    while mediator_id not in seen:
        seen.add(mediator_id)
        for relief in case_file.reliefs:
            if relief.from_id == mediator_id and relief.to_id and (relief.on_day or day) <= day:
                mediator_id = relief.to_id
    return mediator_id


def taken_over_by(case_file: CaseFile, day: date) -> str:
    """接手人, by name, of a case whose lead mediator handed it on and still stands as who settled it; else nothing."""
    lead = case_file.case.lead_id
    heir = relieved_by(case_file, lead, day)
    return case_file.name_of(heir) if heir and heir != lead else ""
