"""重启: a closed case burns again and is open again; the day it had been closed is kept (不复燃)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk import edit
from app.records import Case, Reopening, Visit
from app.trouble import Trouble


def reopen(
    db: Session,
    case_id: str,
    on: dt.date,
    reason: str,
    *,
    by_id: str | None = None,
    visit_id: str | None = None,
    matter_id: str | None = None,
) -> str:
    """The case goes on from where it stood; why, and by whom, stays written beside the day it was closed."""
    case = edit.get(db, Case, case_id)
    if case.closed_on is None:
        raise Trouble("reopening.not_closed", number=case.file_no or "")
    if not reason.strip() and visit_id is None:
        raise Trouble("reopening.no_reason")
    told = {
        "case_id": case_id, "on_day": on, "closed_on": case.closed_on, "reason": reason, "by_id": by_id,
        "visit_id": visit_id, "matter_id": matter_id,
    }  # fmt: skip
    fresh = edit.add(db, Reopening, told)
    case.closed_on = case.goals = None  # 案结、事了、人和 have to be reached once more
    return fresh


def after_visit(db: Session, visit_id: str) -> str | None:
    """A visit that found the quarrel burning again opens its closed case (反弹即重启)."""
    visit = edit.get(db, Visit, visit_id)
    if not visit.relapse or visit.done_on is None or visit.case_id is None:
        return None
    if edit.get(db, Case, visit.case_id).closed_on is None:
        return None
    reason = (visit.note or "")[:500]
    return reopen(db, visit.case_id, visit.done_on, reason, by_id=visit.by_id, visit_id=visit_id)


def keep_visit(
    db: Session, visit_id: str, changes: dict[str, Any], seen: dict[str, str] | None = None
) -> None:
    """What was typed in a visit; where it tells of a relapse the case is opened in the same breath."""
    edit.edit(db, Visit, visit_id, changes, seen=seen)
    if changes.get("relapse"):
        after_visit(db, visit_id)
