"""Full text over cases: written with every change, asked while typing; it can always be rebuilt.

One row a case. Its number `n` begins with the day, so the newest come first without sorting. In a room's
file the words lie in an FTS5 table that keeps no text (`find_word`), in a large centre as a tsvector.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select, text
from sqlalchemy.orm import Session

from app.records import Case, Mediator
from app.store import cut, findable
from app.store.findable import Findable, Line, table_of
from app.store.tables import find_case

DAY = 1 << 22  # rows of one day
LONGEST = 200  # characters of a question
MOST_WORDS = 12
CHUNK = 500

Touched = set[tuple[str, str]]


class Hit(NamedTuple):
    """A case that answers, and for each word of the question the field that says so."""

    case_id: str
    why: tuple[Line, ...]


def find(db: Session, asked: str, limit: int = 50) -> list[Hit]:
    """The cases that hold every word: first where a name or file number does, newest first in each part."""
    wanted = _wanted(asked)
    if not wanted:
        return []
    link = db.connection()
    found = dict.fromkeys(_matching(link, _close(wanted), limit))
    if len(found) < limit:
        found.update(dict.fromkeys(_matching(link, _broad(wanted), limit)))
    case_ids = list(islice(found, limit))
    known = {one.case_id: one for one in findable.read(link, case_ids)}
    return [Hit(i, tuple(_why(known[i], wanted))) for i in case_ids if i in known]


def count(db: Session, asked: str, most: int = 1000) -> int:
    """How many cases answer; counting stops at `most`."""
    wanted = _wanted(asked)
    return len(_matching(db.connection(), _broad(wanted), most)) if wanted else 0


def refresh(db: Session, touched: Touched) -> None:
    """Index again the cases whose findable fields this transaction changed."""
    ops: dict[tuple[str, str], Any] = db.info["ops"]
    seen = {place for place in touched if findable.WATCHED.get(place[0], frozenset()) & set(ops[place][3])}
    if seen:
        refresh_on(db.connection(), seen)


def refresh_on(link: Connection, touched: Touched) -> None:
    """Index again the cases behind touched records."""
    case_ids = sorted(_cases_behind(link, touched))
    for start in range(0, len(case_ids), CHUNK):
        _write(link, case_ids[start : start + CHUNK])


def rebuild(link: Connection) -> None:
    """Index everything again."""
    link.execute(delete(find_case))
    if _is_file(link):
        link.exec_driver_sql("INSERT INTO find_word (find_word) VALUES ('delete-all')")
    table = table_of(Case)
    day = func.coalesce(*(table.c[name] for name in findable.ORDERING))
    order = (day, func.length(table.c.file_no), table.c.file_no, table.c.id)
    case_ids = link.scalars(select(table.c.id).where(table.c.void.is_(None)).order_by(*order)).all()
    for start in range(0, len(case_ids), CHUNK):
        _write(link, case_ids[start : start + CHUNK])


def _cases_behind(link: Connection, touched: Touched) -> set[str]:
    by_kind: dict[str, set[str]] = {}
    for kind, row_id in touched:
        by_kind.setdefault(kind, set()).add(row_id)
    found = set(by_kind.get("case", ()))
    for record in (findable.Party, findable.Agreement):
        table = table_of(record)
        for part in _parts(by_kind.get(record.kind(), ())):
            found.update(filter(None, link.scalars(select(table.c.case_id).where(table.c.id.in_(part)))))
    table = table_of(Case)
    for part in _parts(findable.below(link, by_kind.get("place", set()))):
        found.update(link.scalars(select(table.c.id).where(table.c.place_id.in_(part))))
    for mediator_id in by_kind.get("mediator", ()):
        helped = table.c.assist_ids.cast(findable.Text).contains(mediator_id)
        found.update(link.scalars(select(table.c.id).where(or_(table.c.lead_id == mediator_id, helped))))
    return found
