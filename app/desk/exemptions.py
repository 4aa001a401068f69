"""免予回访: a case that is filed away without a visit says why."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import edit
from app.records import Case, Exemption
from app.trouble import Trouble


def exempt(db: Session, case_id: str, on: dt.date, reason: str, by_id: str | None = None) -> str:
    """No visit is asked for any more; the reason stays in the file."""
    if not reason.strip():
        raise Trouble("exemption.no_reason")
    case = edit.get(db, Case, case_id)
    told = {"case_id": case.id, "on_day": on, "reason": reason, "by_id": by_id}
    return edit.add(db, Exemption, told)


def standing(db: Session, case_id: str) -> Exemption | None:
    """The exemption of a case, the newest of several."""
    asked = select(Exemption).where(Exemption.case_id == case_id, Exemption.void.is_(None))
    return db.scalars(asked.order_by(Exemption.on_day.desc(), Exemption.id)).first()
