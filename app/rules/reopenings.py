"""重启: whether a case burns again after it had ended or was closed (不复燃)."""

from __future__ import annotations

from datetime import date

from app.records import CaseFile, MediationSession, Reopening


def last_reopening(case_file: CaseFile) -> Reopening | None:
    """The newest one; nothing where the case never came back."""
    dated = [one for one in case_file.reopenings if one.on_day]
    return max(dated, key=lambda one: one.on_day or date.min, default=None)


def reopened_since(case_file: CaseFile, day: date | None) -> bool:
    """Whether it was taken up again on the day or after it."""
    last = last_reopening(case_file)
    return bool(last and last.on_day and day and last.on_day >= day)


def sat_down_since(case_file: CaseFile, day: date) -> list[MediationSession]:
    """Sessions on the day or later."""
    return [one for one in case_file.sessions if one.at and one.at.date() >= day]


def settled_again_on(case_file: CaseFile) -> date | None:
    """The day a session made peace again after the last reopening."""
    last = last_reopening(case_file)
    if last is None or last.on_day is None:
        return None
    agreed = [
        one.at.date()
        for one in sat_down_since(case_file, last.on_day)
        if one.at and one.outcome == "agreed"
    ]
    return max(agreed, default=None)
