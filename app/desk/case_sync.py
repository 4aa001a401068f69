"""Whether the centre has a case as it stands here: concluded from its last have-vector, marked nowhere.

What counts is what is shown: the entries that wrote the values standing in the case's rows now.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import RECORDS, Case, Record
from app.records.field import fields_of
from app.store import journal, peers
from app.store.tables import head
from app.words import say


@dataclass(frozen=True)
class Reached:
    """How a case stands with the centre; `undelivered` counts changes, each one save."""

    centre: str
    undelivered: int

    def sentence(self) -> str:
        """The same in words."""
        if self.undelivered:
            return say("line.case_undelivered", count=self.undelivered)
        return say("line.case_received")


def case_sync(db: Session, case_id: str) -> Reached | None:
    """How far a case has come; None where this place reports to nobody."""
    to = next((one for one in peers.known(db) if one.role == peers.CENTRE and one.trusted), None)
    if to is None:
        return None
    versions = _versions(db, case_id)
    return Reached(to.name, len(journal.not_covered(db, versions, to.have or {})))


def _versions(db: Session, case_id: str) -> set[str]:
    """The entries whose values stand in the rows of a case, beside them those that wait to be compared."""
    found: set[str] = set()
    for kind, record in RECORDS.items():
        rows = _rows(db, record, case_id)
        for told in rows.values():
            found |= set(told.values())
        if rows:
            beside = select(head.c.version).where(head.c.kind == kind, head.c.row.in_(rows))
            found |= set(db.scalars(beside))
    return found - {""}


def _rows(db: Session, record: type[Record], case_id: str) -> dict[str, dict[str, str]]:
    if record is not Case and "case_id" not in fields_of(record):
        return {}
    table = record.__table__
    column = table.c.id if record is Case else table.c.case_id
    rows = db.execute(select(table.c.id, table.c["_v"]).where(column == case_id))
    return {id_: v or {} for id_, v in rows}
