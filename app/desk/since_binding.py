"""装订以后又改过: what was written in a case after its volume was bound, so that nothing is silently different."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.voided import under
from app.records import (
    Agency,
    Agreement,
    Case,
    CaseFile,
    Evidence,
    Inquiry,
    Letter,
    MediationSession,
    Notice,
    Party,
    Performance,
    PerformanceItem,
    Service,
    Visit,
)
from app.records.field import fields_of
from app.rules.beside import Changed
from app.rules.differences import is_told
from app.store import chain
from app.store.rows import parts
from app.store.tables import entry

WRITTEN = {
    one.kind(): one
    for one in (
        Agency, Agreement, Case, Evidence, Inquiry, Letter, MediationSession, Notice, Party, Performance,
        PerformanceItem, Service, Visit,
    )
}  # fmt: skip
"""What papers are drawn from; pages that came later are told by a rule of their own."""

WHOLE = "*"
"""Under which a record keeps the version it was made with."""


def changed(db: Session, file: CaseFile) -> Changed | None:
    """How many fields and records were written after the last binding, and on which day last.

    After is what the binding cannot have seen by the order of the journal, not by a clock.
    """
    made = [one for one in file.volumes if one.bound_at]
    if not made:
        return None
    last = max(made, key=lambda one: one.bound_at)  # type: ignore[arg-type,return-value]
    versions = _versions(db, file.case.id)
    bound = last.v.get("bound_at") or last.v.get(WHOLE, "")
    known = _stands(db, {bound, *versions})
    if bound not in known:
        return None
    later = [one for one in versions if one in known and known[one][0] > known[bound][0]]
    if not later:
        return None
    return Changed(len(later), max(known[one][1] for one in later))


def _versions(db: Session, case_id: str) -> list[str]:
    """The version of every field a person writes, and of every record as it was made."""
    return [
        version
        for (kind, _), told in under(db, case_id).items()
        if kind in WRITTEN
        for name, version in told.items()
        if version and (name == WHOLE or _is_written(kind, name))
    ]


def _is_written(kind: str, name: str) -> bool:
    field = fields_of(WRITTEN[kind]).get(name)
    return field is not None and is_told(field)


def _stands(db: Session, ids: set[str]) -> dict[str, tuple[int, str]]:
    """By entry: its place in the order of causes, and the day its writer's clock showed."""
    found = {}
    for some in parts(sorted(ids)):
        asked = select(entry.c.id, entry.c.lam, entry.c.header).where(entry.c.id.in_(some))
        for row in db.execute(asked):
            found[row.id] = int(row.lam), chain.head_of(bytes(row.header)).wall[:10]
    return found
