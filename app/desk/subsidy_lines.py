"""The claims of a period as a person reads them: whose, for which case, how far, and what was claimed twice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.subsidies import doubles, standing
from app.records import Case, Mediator


@dataclass(frozen=True)
class ClaimLine:
    """One row; `double` is the number of the case that was claimed for the same dispute."""

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


def lines(db: Session, period: str = "") -> list[ClaimLine]:
    """In the order in which they were claimed."""
    rows = standing(db, period)
    twice = doubles(db, period)
    numbers: dict[str, str] = {}
    ids = sorted({row.case_id or "" for row in rows})
    for start in range(0, len(ids), 500):
        asked = select(Case.id, Case.file_no).where(Case.id.in_(ids[start : start + 500]))
        numbers.update({one: number or one[:8] for one, number in db.execute(asked)})
    wanted = {row.mediator_id for row in rows}
    people = db.execute(select(Mediator.id, Mediator.name).where(Mediator.id.in_(wanted)))
    names = {one: name or "" for one, name in people}
    return [
        ClaimLine(
            place, row.id, row.case_id or "", numbers.get(row.case_id or "", ""),
            names.get(row.mediator_id or "", ""), row.level or "", row.role or "", row.amount, row.status or "",
            row.reason or "", row.frozen_as or "", twice.get(row.id, ""),
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
