"""Full text over cases: written with every change, asked while typing; it can always be rebuilt.

One row a case. Its number `n` begins with the day, so the newest come first without sorting. In a room's
file the words lie in an FTS5 table that keeps no text, in a large centre as an array: see search_index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.store import cut, findable, search_index
from app.store.findable import Line, of_ids, parts
from app.store.search_index import how_many, matching, matching_close
from app.store.statements import ask

LONGEST = 200  # characters of a question
MOST_WORDS = 12

Touched = Collection[tuple[str, str]]

EVERY_CASE = """
SELECT id FROM "case" WHERE void IS NULL
ORDER BY coalesce(accepted_on, registered_on, happened_on), length(file_no), file_no, id
"""
# The cases behind records of other kinds.
BEHIND = {
    "party": "SELECT case_id FROM party WHERE case_id IS NOT NULL AND id IN ids",
    "agreement": "SELECT case_id FROM agreement WHERE case_id IS NOT NULL AND id IN ids",
    "place": """
WITH RECURSIVE down (id) AS (
  SELECT id FROM place WHERE id IN ids UNION SELECT p.id FROM place AS p JOIN down ON p.parent_id = down.id
)
SELECT c.id FROM "case" AS c JOIN down ON c.place_id = down.id
""",
    "mediator": """
SELECT c.id FROM "case" AS c JOIN mediator AS m
ON c.lead_id = m.id OR replace(c.assist_ids, m.id, '') <> c.assist_ids WHERE m.id IN ids
""",
}


class Hit(NamedTuple):
    """A case that answers, and for each word of the question a field that says so."""

    case_id: str
    why: dict[str, Line]  # by word


def matches(db: Session, asked: str, limit: int = 50) -> list[str]:
    """The cases that hold every word: first where a name or file number does, newest first in each part."""
    wanted = _wanted(asked)
    near, others = _matches(db.connection(), wanted, limit) if wanted else ([], [])
    return near + others


def find(db: Session, asked: str, limit: int = 50) -> list[Hit]:
    """The same cases, each with the fields that answer."""
    wanted = _wanted(asked)
    if not wanted:
        return []
    link = db.connection()
    near, others = ([Hit(i, {}) for i in ids] for ids in _matches(link, wanted, limit))
    _explain(link, near, wanted, near=True)
    _explain(link, others, wanted, near=False)
    return near + others


def count(db: Session, asked: str, most: int = 1000) -> int:
    """How many cases answer; counting stops at `most`."""
    wanted = _wanted(asked)
    return how_many(db.connection(), wanted, most) if wanted else 0


def refresh(db: Session, touched: Touched) -> None:
    """Index again the cases whose findable fields this transaction changed."""
    ops: dict[tuple[str, str], Any] = db.info["ops"]
    seen = [p for p in touched if not findable.WATCHED.get(p[0], frozenset()).isdisjoint(ops[p][3])]
    if seen:
        refresh_on(db.connection(), seen)


def refresh_on(link: Connection, touched: Touched) -> None:
    """Index again the cases behind touched records."""
    by_kind: dict[str, list[str]] = {}
    for kind, row_id in touched:
        by_kind.setdefault(kind, []).append(row_id)
    behind = set(by_kind.get("case", ()))
    for kind, statement in BEHIND.items():
        for part in parts(by_kind.get(kind, ())):
            behind.update(row[0] for row in of_ids(link, statement, part))
    for part in parts(sorted(behind)):
        search_index.write(link, part, findable.read(link, part))


def rebuild(link: Connection) -> None:
    """Index everything again, the oldest first."""
    search_index.clear(link)
    for part in parts(row[0] for row in ask(link, EVERY_CASE)):
        search_index.write(link, part, findable.read(link, part))


def _wanted(asked: str) -> list[cut.Wanted]:
    return cut.question(asked[:LONGEST])[:MOST_WORDS]


def _matches(link: Connection, wanted: list[cut.Wanted], limit: int) -> tuple[list[str], list[str]]:
    near = matching_close(link, wanted, limit)
    if len(near) >= limit:
        return near, []
    known = set(near)
    others = [i for i in matching(link, wanted, limit) if i not in known]
    return near, others[: limit - len(near)]


def _explain(link: Connection, hits: list[Hit], wanted: list[cut.Wanted], *, near: bool) -> None:
    """Read no more than is needed, so first where the answer most likely stands."""
    figures = any(char.isdecimal() for one in wanted for char in one.word)
    in_case_first = (
        figures == near
    )  # near: a file number, else a name; farther: facts, else a telephone
    sources = [findable.of_parties, findable.of_cases, findable.of_agreements]
    if in_case_first:
        sources = [findable.of_cases, findable.of_parties, findable.of_agreements]
    seen: dict[str, list[Line]] = {}
    for source in sources:
        left = [hit for hit in hits if len(hit.why) < len(wanted)]
        lines = source(link, [hit.case_id for hit in left]) if left else {}
        for hit in left:
            told = lines.get(hit.case_id, [])
            seen.setdefault(hit.case_id, []).extend(told)
            _note(hit, wanted, told, Line.plainly_holds)
    for hit in hits:
        _note(hit, wanted, seen.get(hit.case_id, []), Line.holds)


def _note(
    hit: Hit, wanted: list[cut.Wanted], lines: list[Line], holds: Callable[[Line, cut.Wanted], bool]
) -> None:
    for one in wanted:
        if one.word not in hit.why:
            told = next((line for line in lines if holds(line, one)), None)
            if told is not None:
                hit.why[one.word] = told
