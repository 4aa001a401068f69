"""Whether what lies in the file is what it should be: rows the fold of the journal, the index what a rebuild makes.

Whole: everything is made again in a scratch copy and compared. Sampled: some rows and cases are worked out
again in memory, and the file itself is only read.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from itertools import chain as chained

from sqlalchemy import Connection, func, select

from app.records import RECORDS
from app.store import absorb, chain, content, findable, journal, search, search_index
from app.store.checks import SLICE, Report, nobody
from app.store.merge import Row
from app.store.rows import Place, Rows
from app.store.statements import ask
from app.store.tables import entry

CHOSEN = """
SELECT id FROM "case" WHERE void IS NULL AND id NOT IN (SELECT case_id FROM search_due)
ORDER BY random() LIMIT ?
"""  # what is due is not yet what it should be
TERMS = "CREATE VIRTUAL TABLE temp.told USING fts5vocab(main, search_word, instance)"
ROUND = 1 << 64
GROUP = 100  # words of one question; FTS5 nests no deeper than 256


def rows_whole(copy: Connection) -> dict[str, int]:
    """How many rows of each kind of a scratch copy differ after its rows were made again. Changes the copy."""
    before = {kind: dict(_sums(copy, kind)) for kind in (*RECORDS, "head")}
    absorb.rebuild(copy)
    found = {}
    for kind, stood in before.items():
        stands = dict(_sums(copy, kind))
        found[kind] = sum(stood.get(key) != stands.get(key) for key in stood.keys() | stands.keys())
    return {kind: count for kind, count in found.items() if count}


def rows_sampled(link: Connection, most: int, report: Report = nobody) -> tuple[int, int]:
    """Of `most` rows taken at random: how many were worked out again, and how many differ."""
    stored, again = Rows(link), Rows(link)
    stored.fetch(_some_rows(link, most))
    total = link.scalar(select(func.count()).select_from(entry)) or 0
    for done, one in enumerate(chained.from_iterable(journal.effective(link)), 1):
        again.lams[one.id] = one.head.lam
        if stored.rows.keys() & {(op[1], op[2]) for op in chain.content(one).ops}:
            again.fold(one.id, one.head.lam, content.read(one).ops, stored.rows.keys())
        if done % SLICE == 0:
            report(done, total)
    differ = sum(
        _plain(row, stored) != _plain(again.row(*place), stored)
        for place, row in stored.rows.items()
    )
    return len(stored.rows), differ


def index_whole(copy: Connection) -> int:
    """How many cases of a scratch copy are indexed otherwise after a rebuild. Changes the copy."""
    while search.bring_up(copy, SLICE):
        pass
    before = _indexed(copy)
    search.rebuild(copy)
    after = _indexed(copy)
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())


def index_sampled(link: Connection, most: int) -> tuple[int, int]:
    """Of `most` cases taken at random: how many were looked up again, and how many lack a word of theirs."""
    ids = [row[0] for row in ask(link, CHOSEN, (most,))]
    numbers = dict(findable.of_ids(link, search_index.KNOWN, ids))
    lacks = _lacks_in_file if search_index.is_file(link) else _lacks
    looked = lacking = 0
    for one in findable.read(link, ids):
        looked += 1
        n = numbers.get(one.case_id)
        lacking += n is None or lacks(link, n, one.words())
    return looked, lacking


def _lacks_in_file(link: Connection, n: int, told: str) -> bool:
    words = sorted(set(told.split()))
    groups = (words[at : at + GROUP] for at in range(0, len(words), GROUP))
    asked = "SELECT count(*) FROM search_word WHERE search_word MATCH ? AND rowid = ?"
    questions = (" AND ".join(f'"{word}"' for word in group) for group in groups)
    return not all(link.exec_driver_sql(asked, (one, n)).scalar() for one in questions)


def _lacks(link: Connection, n: int, told: str) -> bool:
    found = ask(link, "SELECT words, CAST(keys AS text) FROM search_case WHERE n = ?", (n,))
    return found != [search_index.as_kept(told)]


def _sums(link: Connection, kind: str) -> Iterator[tuple[str, bytes]]:
    """Every row by its key, as a short hash of how it lies there: a copy with a million rows still fits."""
    key = '"kind", "row", "field", "version"' if kind == "head" else '"id"'
    many = key.count(",") + 1
    cursor = link.connection.cursor()
    cursor.execute(f'SELECT {key}, it.* FROM "{kind}" AS it')  # noqa: S608  names of our own tables
    while rows := cursor.fetchmany(SLICE):
        for row in rows:
            told = repr(tuple(row)).encode()
            yield "\0".join(map(str, row[:many])), hashlib.blake2b(told, digest_size=8).digest()
    cursor.close()


def _some_rows(link: Connection, most: int) -> Iterator[Place]:
    """Rows of every kind, at random."""
    each = max(1, most // len(RECORDS))
    for kind, record in RECORDS.items():
        table = record.__table__
        for row_id in link.scalars(select(table.c.id).order_by(func.random()).limit(each)):
            yield kind, row_id


def _plain(row: Row, rows: Rows) -> tuple[object, ...]:
    """A row as far as it is shared, ready to compare."""
    values = {name: row.values.get(name) for name in rows.known(row.kind)}
    heads = {
        name: sorted((h.version, repr(h.value), h.frozen) for h in told)
        for name, told in row.heads.items()
        if told
    }
    return values, row.versions, row.freezes, heads


def _indexed(link: Connection) -> dict[str, int]:
    """A sum over every word and place of each case's index."""
    if not search_index.is_file(link):
        rows = ask(link, "SELECT case_id, words, keys FROM search_case")
        return {case_id: zlib.crc32(repr((words, keys)).encode()) for case_id, words, keys in rows}
    link.exec_driver_sql(TERMS)
    sums: dict[int, int] = {}
    for term, n, at in link.exec_driver_sql('SELECT term, doc, "offset" FROM temp.told'):
        sums[n] = (sums.get(n, 0) + zlib.crc32(f"{term} {at}".encode()) + 1) % ROUND
    link.exec_driver_sql("DROP TABLE temp.told")
    cases = dict(tuple(row) for row in link.exec_driver_sql("SELECT n, case_id FROM search_case"))
    return {cases.get(n, f"no case {n}"): told for n, told in sums.items()}
