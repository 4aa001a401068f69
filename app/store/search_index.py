"""The index itself, in the terms of each database: FTS5 in a room's file, a tsvector in PostgreSQL.

`search_case` gives each case its number; `search_word` (FTS5, contentless) keeps the words under it. In
PostgreSQL the words lie beside the number. Nothing here is journaled; a rebuild makes it all again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from app.store.cut import Answer, Phrase, Wanted
from app.store.findable import Findable, of_ids
from app.store.statements import ask, send

DAY = 1 << 14  # numbers of one day: the fewer, the smaller the index
FURTHEST = 16383  # the last place a tsvector knows: what stands further is found word by word

KNOWN = "SELECT case_id, n FROM search_case WHERE case_id IN ids"
INSERTION = "INSERT INTO search_case (words, case_id, n) VALUES (CAST(? AS tsvector), ?, ?)"
CHANGE = "UPDATE search_case SET words = CAST(? AS tsvector) WHERE case_id = ? AND n = ?"
LAST = "SELECT max(n) FROM search_case WHERE n >= ? AND n < ?"
FIND_IN_FILE = """
SELECT c.case_id FROM (
  SELECT rowid AS n FROM search_word WHERE search_word MATCH ? ORDER BY rowid DESC LIMIT ?
) AS f CROSS JOIN search_case AS c ON c.n = f.n ORDER BY f.n DESC
"""
COUNT_IN_FILE = "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE search_word MATCH ? LIMIT ?)"
FIND = "SELECT case_id FROM search_case WHERE words @@ CAST(? AS tsquery) ORDER BY n DESC LIMIT ?"
COUNT = """
SELECT count(*) FROM
  (SELECT 1 FROM search_case WHERE words @@ CAST(? AS tsquery) LIMIT ?) AS f
"""


def matching(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words anywhere."""
    return _matching(link, everywhere(link, wanted), most)


def matching_close(link: Connection, wanted: list[Wanted], most: int) -> list[str]:
    """The newest cases that hold all words, and one of them in a name or a file number."""
    render = _fts5 if is_file(link) else _tsquery
    near = [render(one.close) for one in wanted if one.close]
    if not near:
        return []
    either = (" OR " if is_file(link) else " | ").join(near)
    both = " AND " if is_file(link) else " & "
    told = either if len(wanted) == 1 else f"{everywhere(link, wanted)}{both}({either})"
    return _matching(link, told, most)


def how_many(link: Connection, wanted: list[Wanted], most: int) -> int:
    """How many cases hold all words, counted up to `most`."""
    counting = COUNT_IN_FILE if is_file(link) else COUNT
    return int(ask(link, counting, (everywhere(link, wanted), most))[0][0])


def everywhere(link: Connection, wanted: list[Wanted]) -> str:
    """The question in the terms of this database: all words anywhere in the case."""
    if is_file(link):
        return " AND ".join(_fts5(one.broad) for one in wanted)
    return " & ".join(_tsquery(one.broad) for one in wanted)


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


def _matching(link: Connection, told: str, most: int) -> list[str]:
    finding = FIND_IN_FILE if is_file(link) else FIND
    return [row[0] for row in ask(link, finding, (told, most))]


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
        told = [(tsvector(words), case_id, n) for n, case_id, words in rows]
        if told:
            send(link, statement, *told)


def tsvector(words: str) -> str:
    """'word':place,place … with no parser between, so that no rare character is lost."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words.split(" "), 1):
        places.setdefault(word, []).append(str(min(place, FURTHEST)))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items() if word)
