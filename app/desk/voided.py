"""Cases that one computer made void while another, which had not heard of it, went on with them.

No single field has two values then, so no further head tells of it: it shows in what each side had seen
when it wrote. A person's answer is a new version of the mark, written with both in sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import RECORDS, Case
from app.store import chain
from app.store.tables import entry

MOST_READ = 20_000  # headers; further back nobody asks
PART = 500


@dataclass(frozen=True)
class _At:
    """Where an entry stands."""

    id: str
    log: str
    seq: int
    lam: int


def worked_on_elsewhere(
    db: Session, case_id: str | None = None
) -> Iterator[tuple[Case, list[str]]]:
    """Each such case, with the versions that the one who made it void had not seen."""
    asked = select(Case).where(Case.void.is_not(None), Case.import_id.is_(None))
    if case_id is not None:
        asked = asked.where(Case.id == case_id)
    for case in db.scalars(asked.order_by(Case.id)):
        mark = case.v.get("void")
        if mark is None:
            continue
        stands = under(db, case.id).values()
        told = _at(db, {v for versions in stands for v in versions.values() if v})
        gone = told.pop(mark, None)
        newest: dict[str, _At] = {}
        for one in sorted(told.values(), key=lambda at: at.seq):
            newest[one.log] = one
        theirs = [
            one.id
            for one in newest.values()
            if gone is not None and not saw(db, gone, one) and not saw(db, one, gone)
        ]
        if theirs:
            yield case, sorted(theirs)


def under(db: Session, case_id: str) -> dict[tuple[str, str], dict[str, str]]:
    """The case and every record that lies under it (kind, id), each with its versions by field."""
    found = {("case", case_id): dict(db.scalar(select(Case.v).where(Case.id == case_id)) or {})}
    for kind, record in RECORDS.items():
        table = record.__table__
        if "case_id" in table.c:
            asked = select(record.id, record.v).where(table.c.case_id == case_id)
            found.update({(kind, row.id): dict(row.v or {}) for row in db.execute(asked)})
    return found


def _at(db: Session, ids: set[str]) -> dict[str, _At]:
    wanted, found = sorted(ids), {}
    for start in range(0, len(wanted), PART):
        asked = select(entry.c.id, entry.c.log, entry.c.seq, entry.c.lam)
        for row in db.execute(asked.where(entry.c.id.in_(wanted[start : start + PART]))):
            found[row.id] = _At(row.id, row.log, row.seq, row.lam)
    return found


def saw(db: Session, later: _At, earlier: _At) -> bool:
    """Whether whoever wrote one entry had the other: it lies in its past."""
    todo, read = [later], 0
    read_to: dict[str, int] = {}
    while todo:
        one = todo.pop()
        if one.log == earlier.log and one.seq >= earlier.seq:
            return True
        if one.lam <= earlier.lam or one.seq <= read_to.get(one.log, 0):
            continue
        headers = db.scalars(
            select(entry.c.header).where(
                entry.c.log == one.log,
                entry.c.seq <= one.seq,
                entry.c.seq > read_to.get(one.log, 0),
                entry.c.lam > earlier.lam,
            )
        ).all()
        read_to[one.log] = one.seq
        read += len(headers)
        if read > MOST_READ:
            return True
        causes = {id_ for raw in headers for id_ in chain.head_of(bytes(raw)).see}
        todo.extend(_at(db, causes).values())
    return False
