"""登记重了没有: cases of the same parties, accepted on the same day, or made of one matter at two computers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.edit import get
from app.records import Case, Matter, MeetingItem, Party, Visitor
from app.store import heads
from app.store.tables import head

SAME_DAY, ONE_MATTER = "same_day", "one_matter"
"""Why it looks the same."""
MADE_OF: tuple[type[Matter | Visitor | MeetingItem], ...] = (Matter, Visitor, MeetingItem)


@dataclass(frozen=True)
class Twin:
    """Another case that looks like this one."""

    case_id: str
    number: str
    why: str = SAME_DAY


def same_here(db: Session, case_id: str) -> list[str]:
    """The numbers of the other cases of that day with the very same people."""
    return [one.number for one in _of_that_day(db, case_id)]


def twins(db: Session, case_id: str) -> list[Twin]:
    """Every case that looks the same, those made of one matter first."""
    found = {one.case_id: one for one in (*_of_that_day(db, case_id), *_of_one(db, case_id))}
    return sorted(found.values(), key=lambda one: (one.why, one.number))


def _of_that_day(db: Session, case_id: str) -> list[Twin]:
    """Accepted on the same day with the very same people; nobody named is no likeness."""
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


def _of_one(db: Session, case_id: str) -> list[Twin]:
    """Made of the same matter, visit or item of a meeting by somebody who had not heard of this one."""
    ids: set[str] = set()
    for record in MADE_OF:
        rows = set(db.scalars(select(record.id).where(record.case_id == case_id)))
        beside = select(head.c.row).where(
            head.c.kind == record.kind(), head.c.field == "case_id", head.c.value == json.dumps(case_id)
        )  # fmt: skip
        for row in sorted(rows | set(db.scalars(beside))):
            told = [x.value for x in heads.further(db, record.kind(), row) if x.field == "case_id"]
            ids |= {one for one in (get(db, record, row).case_id, *told) if one}
    asked = select(Case.id, Case.file_no).where(
        Case.id.in_(sorted(ids - {case_id})), Case.void.is_(None)
    )
    return [Twin(one, number or one[:8], ONE_MATTER) for one, number in db.execute(asked)]
