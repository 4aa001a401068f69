"""What of many cases a have-vector does not cover, asked in one statement however many they are.

What counts is what stands: the entries that wrote the values in the rows of a case now, and those that wait
beside them to be compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy.orm import Session

from app.records import RECORDS
from app.records.field import fields_of
from app.store import journal
from app.store.journal import WAITING
from app.store.statements import ask

Have = dict[str, list[tuple[int, str]]]

LISTS = {
    "sqlite": "(SELECT value FROM json_each(?))",
    "postgresql": "(SELECT * FROM json_array_elements_text(CAST(? AS json)))",
}
PAIRS = {
    "sqlite": "json_each({}) AS {}",
    "postgresql": "json_each_text(CAST({} AS json)) AS {}",
}
OWN = """SELECT wanted.id, 'case', t.id, t."_v" FROM wanted JOIN "case" t ON t.id = wanted.id"""
UNDER = (
    """SELECT wanted.id, '{0}', t.id, t."_v" FROM wanted JOIN "{0}" t ON t.case_id = wanted.id"""
)
STANDING = """
WITH wanted(id) AS {wanted},
known(log, seq) AS (
    SELECT e.log, e.seq FROM {ends} JOIN entry e ON e.id = ends.key AND e.log = ends.value
    WHERE e.state <> ? AND (SELECT count(*) FROM tip WHERE tip.log = e.log) = 1
),
held(case_id, kind, id, v) AS ({held}),
stands(case_id, kind, id, version) AS (
    SELECT DISTINCT held.case_id, '', '', told.value FROM held, {told}
    UNION ALL
    SELECT held.case_id, held.kind, held.id, head.version
    FROM held JOIN head ON head.kind = held.kind AND head."row" = held.id
)
SELECT stands.case_id, stands.kind, stands.id, e.id, e.log, known.seq IS NULL OR known.seq < e.seq,
    (SELECT count(*) FROM tip WHERE tip.log = e.log)
FROM stands JOIN entry e ON e.id = stands.version LEFT JOIN known ON known.log = e.log
WHERE stands.kind <> '' OR known.seq IS NULL OR known.seq < e.seq
"""


@dataclass
class Undelivered:
    """Of one case: the entries not covered, and the records (kind, id) that have a further value."""

    entries: set[str] = field(default_factory=set)
    beside: set[tuple[str, str]] = field(default_factory=set)


def undelivered(db: Session, case_ids: Sequence[str], theirs: Have) -> dict[str, Undelivered]:
    """Those of these cases of which a have-vector lacks something, or in which values wait to be compared."""
    if not case_ids:
        return {}
    ends = {id_: log for log, told in theirs.items() if len(told) == 1 for _, id_ in told}
    link = db.connection()
    values = [json.dumps(list(case_ids)), json.dumps(ends), WAITING]
    found: dict[str, Undelivered] = {}
    branched: set[str] = set()
    for case_id, kind, row, id_, log, lacks, tips in ask(
        link, _statement(link.dialect.name), values
    ):
        one = found.setdefault(case_id, Undelivered())
        if kind:
            one.beside.add((kind, row))
        if lacks:
            one.entries.add(id_)
            if tips > 1 or len(theirs.get(log, [])) > 1:
                branched.add(id_)
    if branched:  # of these the statement says too much
        known = branched - journal.not_covered(db, branched, theirs)
        for one in found.values():
            one.entries -= known
    return {case_id: one for case_id, one in found.items() if one.entries or one.beside}


@cache
def _statement(dialect: str) -> str:
    kinds = [kind for kind, record in RECORDS.items() if "case_id" in fields_of(record)]
    return STANDING.format(
        wanted=LISTS[dialect], ends=PAIRS[dialect].format("?", "ends"),
        told=PAIRS[dialect].format("held.v", "told"),
        held=" UNION ALL ".join([OWN, *(UNDER.format(kind) for kind in kinds)]),
    )  # fmt: skip
