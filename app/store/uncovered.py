"""Which cases may not have reached another place: asked of the journal and of what waits, not of every case.

What is found is rather too many: an entry may have been replaced since. `app.store.delivery` says how each stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.records import RECORDS, Case
from app.records.field import fields_of
from app.store import chain, journal
from app.store.delivery import Have
from app.store.rows import parts
from app.store.statements import ask, named

BESIDE = 'SELECT DISTINCT kind, "row" FROM head LIMIT ?'


def written(db: Session, theirs: Have, most: int) -> set[str] | None:
    """The cases that entries not covered by a have-vector write in; None: they write in more rows than `most`."""
    rows: set[tuple[str, str]] = set()
    for one in journal.entries_lacking(db, theirs):
        rows |= _written_in(one)
        if len(rows) > most:
            return None
    return _cases(db, rows)


def beside(db: Session, most: int) -> set[str] | None:
    """The cases in which values wait to be compared; None: in more rows than `most`."""
    rows = {(kind, row) for kind, row in ask(db, BESIDE, (most + 1,))}
    return None if len(rows) > most else _cases(db, rows)


def _written_in(one: chain.Entry) -> set[tuple[str, str]]:
    try:
        return {(kind, row) for _, kind, row, _ in chain.content(one).ops}
    except chain.Fault:  # only a newer program reads it: nothing of it stands in a row here
        return set()


def _cases(db: Session, rows: Iterable[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    of: dict[str, list[str]] = {}
    for kind, row in sorted(rows):
        of.setdefault(kind, []).append(row)
    for kind, ids in of.items():
        if kind == Case.kind():
            found.update(ids)
        elif kind in RECORDS and "case_id" in fields_of(RECORDS[kind]):
            told = f'SELECT case_id FROM "{kind}" WHERE case_id IS NOT NULL AND id IN ids'  # noqa: S608  a kind of ours
            for part in parts(ids):
                found.update(id_ for (id_,) in ask(db, *named(db, told, part)))
    return found
