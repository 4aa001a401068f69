"""The index itself, in the terms of each database: FTS5 in a room's file, a tsvector in PostgreSQL.

`search_case` gives each case its number; `search_word` (FTS5, contentless) keeps the words under it. In
PostgreSQL the words lie beside the number. Nothing here is journaled; a rebuild makes it all again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from app.store.cut import Answer, Phrase, Wanted
from app.store.findable import Findable

DAY = 1 << 22  # numbers of one day
FURTHEST = 16383  # the last place a tsvector knows

search_case = Table(
    "search_case",
    MetaData(),
    Column(
        "n", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    ),
    Column("case_id", Text, nullable=False, unique=True),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql")),  # empty in a room's file
)

FIND_IN_FILE = """
SELECT c.case_id FROM (
  SELECT rowid AS n FROM search_word WHERE search_word MATCH ? ORDER BY rowid DESC LIMIT ?
) AS f CROSS JOIN search_case AS c ON c.n = f.n
"""
FIND = "SELECT case_id FROM search_case WHERE words @@ CAST(:told AS tsquery) ORDER BY n DESC LIMIT :most"
COUNT_IN_FILE = "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE search_word MATCH ? LIMIT ?)"
COUNT = """
SELECT count(*) FROM
  (SELECT 1 FROM search_case WHERE words @@ CAST(:told AS tsquery) LIMIT :most) AS f
"""


def matching(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words anywhere."""
    return _matching(link, _all(link, wanted), most)


def matching_close(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words, and one of them in a name or a file number."""
    render = _fts5 if is_file(link) else _tsquery
    near = [render(one.close) for one in wanted if one.close]
    if not near:
        return []
    either = (" OR " if is_file(link) else " | ").join(near)
    both = " AND " if is_file(link) else " & "
    told = either if len(wanted) == 1 else f"{_all(link, wanted)}{both}({either})"
    return _matching(link, told, most)


def how_many(link: Connection, wanted: list[Wanted], most: int) -> int:
    """How many cases hold all words, counted up to `most`."""
    told = _all(link, wanted)
    if is_file(link):
        return int(link.exec_driver_sql(COUNT_IN_FILE, (told, most)).scalar_one())
    return int(link.execute(text(COUNT), {"told": told, "most": most}).scalar_one())


def write(link: Connection, case_ids: Sequence[str], found: Iterable[Findable]) -> None:
    """Put these cases as they are now; of `case_ids`, those not found leave the index."""
    table = search_case.c
    rows = link.execute(select(table.case_id, table.n).where(table.case_id.in_(case_ids)))
    known = {row.case_id: row.n for row in rows}
    stay, new = [], []
    for one in found:
        if known.get(one.case_id, -1) // DAY == one.day:
            stay.append((known.pop(one.case_id), one.case_id, one.words()))
        else:
            new.append(one)
    if known:
        _remove(link, list(known.values()))
    fresh = [(n, one.case_id, one.words()) for n, one in _numbered(link, new)]
    if is_file(link):
        _write_file(link, fresh, sorted(stay + fresh))
    else:
        _write_rows(link, fresh, stay)


def clear(link: Connection) -> None:
    """Empty the index."""
    link.execute(delete(search_case))
    if is_file(link):
        link.exec_driver_sql("INSERT INTO search_word (search_word) VALUES ('delete-all')")


def is_file(link: Connection) -> bool:
    """Whether this is a room's file."""
    return link.dialect.name == "sqlite"


def _matching(link: Connection, told: str, most: int) -> list[str]:
    if is_file(link):
        return list(link.exec_driver_sql(FIND_IN_FILE, (told, most)).scalars())
    return list(link.execute(text(FIND), {"told": told, "most": most}).scalars())


def _all(link: Connection, wanted: list[Wanted]) -> str:
    if is_file(link):
        return " AND ".join(_fts5(one.broad) for one in wanted)
    return " & ".join(_tsquery(one.broad) for one in wanted)


def _fts5(answers: tuple[Answer, ...]) -> str:
    """Words hold no quotation marks, so no question is a fault in the query."""
    each = (" AND ".join(f'"{" ".join(phrase)}"' for phrase in answer) for answer in answers)
    return f"({' OR '.join(each)})"


def _tsquery(answers: tuple[Answer, ...]) -> str:
    each = (" & ".join(map(_followed, answer)) for answer in answers)
    return f"({' | '.join(each)})"


def _followed(phrase: Phrase) -> str:
    quoted = (f"'{word}'" for word in phrase)
    return f"({' <-> '.join(quoted)})"


def _numbered(link: Connection, new: list[Findable]) -> list[tuple[int, Findable]]:
    """The next free numbers of each case's day."""
    n = search_case.c.n
    following: dict[int, int] = {}
    found = []
    for one in new:
        start = one.day * DAY
        if one.day not in following:
            last = link.execute(select(func.max(n)).where(n >= start, n < start + DAY)).scalar()
            following[one.day] = start if last is None else last + 1
        found.append((following[one.day], one))
        following[one.day] += 1
    return found


def _remove(link: Connection, numbers: list[int]) -> None:
    for start in range(0, len(numbers), 500):
        link.execute(delete(search_case).where(search_case.c.n.in_(numbers[start : start + 500])))
    if is_file(link):
        gone = [(n,) for n in sorted(numbers)]
        link.exec_driver_sql("DELETE FROM search_word WHERE rowid = ?", gone)


def _write_file(
    link: Connection, fresh: list[tuple[int, str, str]], told: list[tuple[int, str, str]]
) -> None:
    """In the order of numbers, which spares FTS5 a flush between any two."""
    if fresh:
        link.execute(insert(search_case), [{"n": n, "case_id": i} for n, i, _ in fresh])
    if told:
        link.exec_driver_sql(
            "INSERT OR REPLACE INTO search_word (rowid, words) VALUES (?, ?)",
            [(n, words) for n, _, words in told],
        )


def _write_rows(
    link: Connection, fresh: list[tuple[int, str, str]], stay: list[tuple[int, str, str]]
) -> None:
    insertion = text(
        "INSERT INTO search_case (n, case_id, words) VALUES (:n, :i, CAST(:w AS tsvector))"
    )
    changing = text(
        "UPDATE search_case SET words = CAST(:w AS tsvector) WHERE n = :n AND case_id = :i"
    )
    for statement, rows in ((insertion, fresh), (changing, stay)):
        if rows:
            link.execute(statement, [{"n": n, "i": i, "w": _tsvector(w)} for n, i, w in rows])


def _tsvector(words: str) -> str:
    """'word':place,place … with no parser between, so that no rare character is lost."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words.split(" "), 1):
        places.setdefault(word, []).append(str(min(place, FURTHEST)))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items() if word)
