"""Cases that one computer made void while another, which had not heard of it, went on with them.

No single field has two values then, so no further head tells of it: it shows in what each side had seen
when it wrote. A person's answer is a new version of the mark, written with both in sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records import RECORDS, Case
from app.store import chain
from app.store.tables import entry, tip

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
    """Each such case, with the versions that the one who made it void had not seen.

    A case of an imported ledger is left out: an undone import made it void with all its like.
    """
    if (db.scalar(select(func.count(tip.c.log.distinct()))) or 0) < 2:
        return
    asked = select(Case).where(Case.void.is_not(None), Case.import_id.is_(None))
    if case_id is not None:
        asked = asked.where(Case.id == case_id)
    cases = [case for case in db.scalars(asked.order_by(Case.id)) if "void" in case.v]
    for start in range(0, len(cases), PART):
        some = cases[start : start + PART]
        stands = _versions(db, some)
        told = _at(db, set().union(*stands.values()))
        for case in some:
            theirs = _unseen(
                db, told.get(case.v["void"]), [told[v] for v in stands[case.id] if v in told]
            )
            if theirs:
                yield case, theirs


def _versions(db: Session, cases: list[Case]) -> dict[str, set[str]]:
    """Every version that stands in these cases and in what lies under them."""
    found = {case.id: set(case.v.values()) - {""} for case in cases}
    for record in RECORDS.values():
        table = record.__table__
        if "case_id" in table.c:
            asked = select(table.c.case_id, record.v).where(table.c.case_id.in_(list(found)))
            for row in db.execute(asked):
                found[row.case_id] |= set((row.v or {}).values()) - {""}
    return found


def _unseen(db: Session, gone: _At | None, others: list[_At]) -> list[str]:
    """The newest entry of each log that the mark had not seen, and that had not seen the mark."""
    newest = {one.log: one for one in sorted(others, key=lambda at: at.seq)}
    return sorted(
        one.id
        for one in newest.values()
        if gone is not None
        and one.log != gone.log
        and not saw(db, gone, one)
        and not saw(db, one, gone)
    )


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
