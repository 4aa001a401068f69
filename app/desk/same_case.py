"""登记重了没有: cases of the same parties, accepted on the same day."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.edit import get
from app.records import Case, Party


@dataclass(frozen=True)
class Twin:
    """Another case that looks like this one."""

    case_id: str
    number: str


def same_here(db: Session, case_id: str) -> list[str]:
    """The numbers of its twins."""
    return [one.number for one in twins(db, case_id)]


def twins(db: Session, case_id: str) -> list[Twin]:
    """The other cases of that day with the very same people; nobody named is no likeness."""
    case = get(db, Case, case_id)
    if case.accepted_on is None:
        return []
    asked = (
        select(Case.id, Case.file_no, Party.name)
        .join(Party, Party.case_id == Case.id)
        .where(Case.accepted_on == case.accepted_on, Case.void.is_(None), Party.void.is_(None))
        .order_by(Case.file_no, Case.id)
    )
    people: dict[str, set[str]] = {}
    numbers: dict[str, str] = {}
    for one, number, name in db.execute(asked):
        numbers[one] = number or one[:8]
        people.setdefault(one, set()).add((name or "").strip())
    mine = people.pop(case_id, set()) - {""}
    return [
        Twin(one, numbers[one]) for one, names in people.items() if mine and names - {""} == mine
    ]
