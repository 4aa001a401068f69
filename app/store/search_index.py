"""The index itself, in the terms of each database: FTS5 in a room's file, an array of numbers in PostgreSQL.

`search_case` gives each case its number; `search_word` (FTS5, contentless) keeps the words under it. In
PostgreSQL the words lie beside the number, once as they follow each other and once as keys, small numbers for
each word and each two neighbours. The keys find the cases, the words prove them; neither knows a longest text.
Nothing here is journaled; a rebuild makes it all again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

from sqlalchemy import Connection

from app.store.cut import BREAK, Answer, Phrase, Wanted
from app.store.findable import Findable, of_ids
from app.store.statements import ask, send

HALF = 1 << 31  # a sum of 32 bits as the server counts
DAY = 1 << 14  # numbers of one day: the fewer, the smaller the index

KNOWN = "SELECT case_id, n FROM search_case WHERE case_id IN ids"
INSERTION = """
INSERT INTO search_case (words, keys, case_id, n) VALUES (?, CAST(? AS integer[]), ?, ?)
"""
CHANGE = "UPDATE search_case SET words = ?, keys = CAST(? AS integer[]) WHERE case_id = ? AND n = ?"
LAST = "SELECT max(n) FROM search_case WHERE n >= ? AND n < ?"
FIND_IN_FILE = """
SELECT c.case_id FROM (
  SELECT rowid AS n FROM search_word WHERE search_word MATCH ? AND rowid NOT IN due ORDER BY rowid DESC LIMIT ?
) AS f CROSS JOIN search_case AS c ON c.n = f.n ORDER BY f.n DESC
"""
COUNT_IN_FILE = """
SELECT count(*) FROM (SELECT 1 FROM search_word WHERE search_word MATCH ? AND rowid NOT IN due LIMIT ?)
"""
FIND = "SELECT case_id FROM search_case WHERE {} AND n NOT IN due ORDER BY n DESC LIMIT ?"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM search_case WHERE {} AND n NOT IN due LIMIT ?) AS f"
DUE = "(SELECT c.n FROM search_due AS d JOIN search_case AS c ON c.case_id = d.case_id)"
"""The numbers whose words are of yesterday: the index is not asked about them."""

Asked = tuple[str, list[Any]]  # a condition, and the values at its marks


def matching(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words anywhere."""
    return _matching(link, everywhere(link, wanted), most)


def matching_close(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words, and one of them in a name or a file number."""
    near = [one.close for one in wanted if one.close]
    if not near:
        return []
    if is_file(link):
        _, (all_of,) = everywhere(link, wanted)
        one_of = " OR ".join(map(_fts5, near))
        said = one_of if len(wanted) == 1 else f"{all_of} AND ({one_of})"
        return _matching(link, ("", [said]), most)
    either = _joined(" OR ", map(_condition, near))
    return _matching(link, either if len(wanted) == 1 else _all_of(wanted, either), most)


def how_many(link: Connection, wanted: list[Wanted], most: int) -> int:
    """How many cases hold all words, counted up to `most`."""
    condition, values = everywhere(link, wanted)
    counting = COUNT_IN_FILE if is_file(link) else COUNT.format(condition)
    return int(ask(link, _past_due(counting), (*values, most))[0][0])


def everywhere(link: Connection, wanted: list[Wanted]) -> Asked:
    """The question in the terms of this database: all words anywhere in the case."""
    if is_file(link):
        return "", [" AND ".join(_fts5(one.broad) for one in wanted)]
    return _all_of(wanted)


def write(link: Connection, case_ids: Sequence[str], found: Iterable[Findable]) -> None:
    """Put these cases as they are now; of `case_ids`, those not found leave the index."""
    known: dict[str, int] = dict(of_ids(link, KNOWN, case_ids))
    stay, new = [], []
    for one in found:
        if known.get(one.case_id, -1) // DAY == one.day:
            stay.append((known.pop(one.case_id), one.case_id, one.words()))
        else:
            new.append(one)
    _remove(link, sorted(known.values()))
    fresh = [(n, one.case_id, one.words()) for n, one in _numbered(link, new)]
    if is_file(link):
        _write_file(link, fresh, sorted(stay + fresh))
    else:
        _write_rows(link, fresh, stay)


def clear(link: Connection) -> None:
    """Empty the index."""
    send(link, "DELETE FROM search_case", ())
    if is_file(link):
        send(link, "INSERT INTO search_word (search_word) VALUES ('delete-all')", ())


def is_file(link: Connection) -> bool:
    """Whether this is a room's file."""
    return link.dialect.name == "sqlite"


def _matching(link: Connection, told: Asked, most: int) -> list[str]:
    condition, values = told
    finding = FIND_IN_FILE if is_file(link) else FIND.format(condition)
    return [row[0] for row in ask(link, _past_due(finding), (*values, most))]


def _past_due(statement: str) -> str:
    return statement.replace("IN due", f"IN {DUE}")


def _fts5(answers: tuple[Answer, ...]) -> str:
    """Words hold no quotation marks, so no question is a fault in the query."""
    each = (" AND ".join(f'"{" ".join(phrase)}"' for phrase in answer) for answer in answers)
    return f"({' OR '.join(each)})"


def _all_of(wanted: list[Wanted], *more: Asked) -> Asked:
    return _joined(" AND ", [*(_condition(one.broad) for one in wanted), *more])


def _condition(answers: tuple[Answer, ...]) -> Asked:
    return _joined(" OR ", [_joined(" AND ", map(_stands, answer)) for answer in answers])


def _stands(phrase: Phrase) -> Asked:
    """The keys find few cases, the words prove them."""
    told = [_key(phrase), f" {' '.join(phrase)} "]
    return "(keys @> CAST(? AS integer[]) AND strpos(words, ?) > 0)", told


def _joined(by: str, each: Iterable[Asked]) -> Asked:
    told = list(each)
    return f"({by.join(one for one, _ in told)})", [value for _, values in told for value in values]


def _numbered(link: Connection, new: list[Findable]) -> list[tuple[int, Findable]]:
    """The next free numbers of each case's day; a day that is full takes those of the next."""
    following: dict[int, int] = {}
    found = []
    for one in new:
        day = one.day
        while True:
            if day not in following:
                following[day] = _next(link, day)
            if following[day] < (day + 1) * DAY:
                break
            day += 1
        found.append((following[day], one))
        following[day] += 1
    return found


def _next(link: Connection, day: int) -> int:
    last = ask(link, LAST, (day * DAY, (day + 1) * DAY))[0][0]
    return day * DAY if last is None else int(last) + 1


def _remove(link: Connection, numbers: list[int]) -> None:
    gone = [(n,) for n in numbers]
    if gone:
        send(link, "DELETE FROM search_case WHERE n = ?", *gone)
    if gone and is_file(link):
        send(link, "DELETE FROM search_word WHERE rowid = ?", *gone)


def _write_file(
    link: Connection, fresh: list[tuple[int, str, str]], told: list[tuple[int, str, str]]
) -> None:
    """In the order of numbers, which spares FTS5 a flush between any two."""
    numbers = [(n, case_id) for n, case_id, _ in fresh]
    if numbers:
        send(link, "INSERT INTO search_case (n, case_id) VALUES (?, ?)", *numbers)
    words = [(n, words) for n, _, words in told]
    if words:
        send(link, "INSERT OR REPLACE INTO search_word (rowid, words) VALUES (?, ?)", *words)


def _write_rows(
    link: Connection, fresh: list[tuple[int, str, str]], stay: list[tuple[int, str, str]]
) -> None:
    for statement, rows in ((INSERTION, fresh), (CHANGE, stay)):
        told = [(*as_kept(words), case_id, n) for n, case_id, words in rows]
        if told:
            send(link, statement, *told)


def as_kept(words: str) -> tuple[str, str]:
    """What PostgreSQL keeps of the words of a case: them all, and their keys."""
    told = words.split()
    numbers = [_number(one) for one in told]
    keys = set(numbers)
    keys.update([_pair(one, two) for one, two in pairwise(numbers) if GAP not in {one, two}])
    return f" {' '.join(told)} ", _listed(keys - {GAP})


def _key(phrase: Phrase) -> str:
    numbers = [_number(one) for one in phrase]
    return _listed({_pair(*pair) for pair in pairwise(numbers)} or set(numbers))


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A small number for a word; others may share it, so the words themselves decide."""
    return crc32(word.encode()) - HALF


def _pair(one: int, two: int) -> int:
    return (one * 0x9E3779B1 + two) % (HALF * 2) - HALF


def _listed(keys: set[int]) -> str:
    """As the server reads an array."""
    return f"{{{','.join(map(str, sorted(keys)))}}}"


GAP = _number(BREAK)
