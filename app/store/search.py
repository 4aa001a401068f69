"""Full text over cases: written with every change, asked while typing; it can always be rebuilt.

One row a case. Its number `n` begins with the day, so the newest come first without sorting. In a room's
file the words lie in an FTS5 table that keeps no text, in a large centre as a tsvector: see search_index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from app.records import Agreement, Case, Party
from app.store import cut, findable, search_index
from app.store.findable import Line, table_of

LONGEST = 200  # characters of a question
MOST_WORDS = 12
CHUNK = 500

Touched = Collection[tuple[str, str]]


class Hit(NamedTuple):
    """A case that answers, and for each word of the question a field that says so."""

    case_id: str
    why: tuple[Line, ...]


def find(db: Session, asked: str, limit: int = 50) -> list[Hit]:
    """The cases that hold every word: first where a name or file number does, newest first in each part."""
    wanted = _wanted(asked)
    if not wanted:
        return []
    link = db.connection()
    found = dict.fromkeys(search_index.matching_close(link, wanted, limit))
    if len(found) < limit:
        found.update(dict.fromkeys(search_index.matching(link, wanted, limit)))
    case_ids = list(islice(found, limit))
    known = {one.case_id: one for one in findable.read(link, case_ids)}
    return [Hit(i, tuple(_why(known[i].lines, wanted))) for i in case_ids if i in known]


def count(db: Session, asked: str, most: int = 1000) -> int:
    """How many cases answer; counting stops at `most`."""
    wanted = _wanted(asked)
    return search_index.how_many(db.connection(), wanted, most) if wanted else 0


def refresh(db: Session, touched: Touched) -> None:
    """Index again the cases whose findable fields this transaction changed."""
    ops: dict[tuple[str, str], Any] = db.info["ops"]
    seen = [p for p in touched if not findable.WATCHED.get(p[0], frozenset()).isdisjoint(ops[p][3])]
    if seen:
        refresh_on(db.connection(), seen)


def refresh_on(link: Connection, touched: Touched) -> None:
    """Index again the cases behind touched records."""
    case_ids = sorted(_cases_behind(link, touched))
    for start in range(0, len(case_ids), CHUNK):
        part = case_ids[start : start + CHUNK]
        search_index.write(link, part, findable.read(link, part))


def rebuild(link: Connection) -> None:
    """Index everything again, the oldest first."""
    search_index.clear(link)
    table = table_of(Case)
    day = func.coalesce(*(table.c[name] for name in findable.ORDERING))
    order = (day, func.length(table.c.file_no), table.c.file_no, table.c.id)
    case_ids = link.scalars(select(table.c.id).where(table.c.void.is_(None)).order_by(*order)).all()
    for start in range(0, len(case_ids), CHUNK):
        part = case_ids[start : start + CHUNK]
        search_index.write(link, part, findable.read(link, part))


def _cases_behind(link: Connection, touched: Touched) -> set[str]:
    by_kind: dict[str, set[str]] = {}
    for kind, row_id in touched:
        by_kind.setdefault(kind, set()).add(row_id)
    found = by_kind.get("case", set())
    for record in (Party, Agreement):
        table = table_of(record)
        for part in findable.parts(by_kind.get(record.kind(), ())):
            rows = link.scalars(select(table.c.case_id).where(table.c.id.in_(part)))
            found.update(filter(None, rows))
    table = table_of(Case)
    for part in findable.parts(findable.below(link, by_kind.get("place", set()))):
        found.update(link.scalars(select(table.c.id).where(table.c.place_id.in_(part))))
    for mediator in by_kind.get("mediator", ()):
        helped = cast(table.c.assist_ids, Text).contains(mediator)
        found.update(
            link.scalars(select(table.c.id).where(or_(table.c.lead_id == mediator, helped)))
        )
    return found


def _wanted(asked: str) -> list[cut.Wanted]:
    return cut.question(asked[:LONGEST])[:MOST_WORDS]


def _why(lines: list[Line], wanted: list[cut.Wanted]) -> Iterator[Line]:
    """For each word the first field that holds it: as it stands, or cut as the index cuts it."""
    for one in wanted:
        plain = (line for line in lines if one.word in line.text)
        told = next(plain, None) or next((x for x in lines if one.answered_by(x.words())), None)
        if told is not None:
            yield told
