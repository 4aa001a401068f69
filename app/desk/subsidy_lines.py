"""The claims of a period as a person reads them: whose, for which case, how far, and what was claimed twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.subsidies import doubles, standing
from app.records import Case, Mediator, Reopening, Subsidy
from app.rules.subsidy import STANDING


@dataclass(frozen=True)
class ClaimLine:
    """One row; `double` is the number of the case that was claimed for the same dispute.

    `reopened`: the day on which the case burned again after it was claimed.
    """

    place: int
    id: str
    case_id: str
    file_no: str
    name: str
    level: str
    role: str
    amount: Decimal | None
    status: str
    reason: str
    sheet: str
    double: str
    reopened: dt.date | None = None


def lines(db: Session, period: str = "") -> list[ClaimLine]:
    """In the order in which they were claimed."""
    rows = standing(db, period)
    twice = doubles(db, period)
    numbers: dict[str, str] = {}
    ids = sorted({row.case_id or "" for row in rows})
    for start in range(0, len(ids), 500):
        asked = select(Case.id, Case.file_no).where(Case.id.in_(ids[start : start + 500]))
        numbers.update({one: number or one[:8] for one, number in db.execute(asked)})
    again = _reopened(db, ids)
    wanted = {row.mediator_id for row in rows}
    people = db.execute(select(Mediator.id, Mediator.name).where(Mediator.id.in_(wanted)))
    names = {one: name or "" for one, name in people}
    return [
        ClaimLine(
            place, row.id, row.case_id or "", numbers.get(row.case_id or "", ""),
            names.get(row.mediator_id or "", ""), row.level or "", row.role or "", row.amount, row.status or "",
            row.reason or "", row.frozen_as or "", twice.get(row.id, ""),
            _after(again.get(row.case_id or "", ()), row),
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip


def _reopened(db: Session, ids: Sequence[str]) -> dict[str, list[dt.date]]:
    """The days on which cases burned again."""
    found: dict[str, list[dt.date]] = {}
    for start in range(0, len(ids), 500):
        asked = select(Reopening.case_id, Reopening.on_day).where(
            Reopening.case_id.in_(ids[start : start + 500]), Reopening.void.is_(None)
        )
        for case_id, day in db.execute(asked):
            if case_id and day:
                found.setdefault(case_id, []).append(day)
    return found


def _after(days: Sequence[dt.date], row: Subsidy) -> dt.date | None:
    """The last of them that came after the claim; what was refused needs no word."""
    if row.status not in STANDING:
        return None
    return max((day for day in days if day >= (row.claimed_on or day)), default=None)
