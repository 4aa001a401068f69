"""Full text over cases: written with every change, asked while typing; it can always be rebuilt.

What others changed is indexed a moment after it came (`app.store.search_due`); until then a search looks it
through, so what is gone is not found and what came is.

One row a case. Its number `n` begins with the day, so the newest come first without sorting. In a room's
file the words lie in an FTS5 table that keeps no text, in a large centre as an array: see search_index.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.store import case_lines, cut, findable, search_due, search_index, text_prints
from app.store.findable import Findable, Line, of_ids, parts
from app.store.search_due import Touched
from app.store.search_index import how_many, matching, matching_close
from app.store.statements import ask

LONGEST = 200  # characters of a question
MOST_WORDS = 12
AT_ONCE = 100  # cases due that every search looks through: some hundredths of a second
SAYS = dict.fromkeys(("party", "agreement", "inquiry", "mediation_session"), "case_id")
SAYS["case"] = "id"  # where a record names its case

EVERY_CASE = """
SELECT id FROM "case" WHERE void IS NULL
ORDER BY coalesce(accepted_on, registered_on, happened_on), length(file_no), file_no, id
"""


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
    if not wanted:
        return 0
    link = db.connection()
    due = sum(map(len, _of_due(link, wanted).values()))
    return min(how_many(link, wanted, most) + due, most)


def unseen(db: Session) -> int:
    """How many cases came and cannot be found yet: they are due, and more than a search looks through."""
    return max(search_due.count(db.connection()) - AT_ONCE, 0)


def refresh(db: Session, touched: Touched) -> None:
    """Index again the cases whose findable fields this transaction changed."""
    ops: dict[tuple[str, str], Any] = db.info["ops"]
    seen = [place for place in touched if findable.is_watched(place[0], ops[place][3])]
    if seen:
        _index(db.connection(), sorted(_behind(db, seen)))


def _behind(db: Session, touched: Touched) -> set[str]:
    """The cases behind records that this transaction wrote; most of those records say it themselves."""
    told = {
        getattr(db.info["rows"][place], SAYS[place[0]]) for place in touched if place[0] in SAYS
    }
    others = [place for place in touched if place[0] not in SAYS]
    return told - {None} | search_due.behind(db.connection(), others)


def bring_up(link: Connection, most: int) -> int:
    """Index so many of the cases that are due; answers how many that were."""
    case_ids = search_due.some(link, most)
    _index(link, case_ids)
    return len(case_ids)


def rebuild(link: Connection) -> None:
    """Index everything again, the oldest first; what reports count is due again."""
    search_index.clear(link)
    search_due.clear(link)
    text_prints.clear(link)
    case_lines.mark_all(link)
    for part in parts(row[0] for row in ask(link, EVERY_CASE)):
        search_index.write(link, part, findable.read(link, part))
        text_prints.write(link, part)


def _index(link: Connection, case_ids: list[str]) -> None:
    for part in parts(case_ids):
        search_index.write(link, part, findable.read(link, part))
        text_prints.write(link, part)
        search_due.done(link, part)


def _wanted(asked: str) -> list[cut.Wanted]:
    return cut.question(asked[:LONGEST])[:MOST_WORDS]


def _matches(link: Connection, wanted: list[cut.Wanted], limit: int) -> tuple[list[str], list[str]]:
    due = _of_due(link, wanted)
    near = _in_order(link, matching_close(link, wanted, limit), due[True])[:limit]
    if len(near) >= limit:
        return near, []
    known = set(near)
    others = [i for i in matching(link, wanted, limit) if i not in known]
    return near, _in_order(link, others, due[False])[: limit - len(near)]


def _of_due(link: Connection, wanted: list[cut.Wanted]) -> dict[bool, list[Findable]]:
    """Of the cases that are due those that answer: where a name or file number does, and the others."""
    found: dict[bool, list[Findable]] = {True: [], False: []}
    for one in findable.read(link, search_due.some(link, AT_ONCE)):
        told = one.words().split()
        if all(word.answered_by(told) for word in wanted):
            found[any(word.closely_by(told) for word in wanted)].append(one)
    return found


def _in_order(link: Connection, indexed: list[str], due: list[Findable]) -> list[str]:
    """Both together, the newest first; of one day those that came last."""
    if not due:
        return indexed
    numbers: dict[str, int] = dict(of_ids(link, search_index.KNOWN, indexed))
    numbers.update((one.case_id, (one.day + 1) * search_index.DAY - 1) for one in due)
    return sorted(numbers, key=lambda case_id: numbers[case_id], reverse=True)


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
