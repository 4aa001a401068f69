"""What of a case can be found, read from the rows: by the index when it writes, by the search when it explains.

Read with every save, so in plain statements: building them anew would cost more than all the rest.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.codes import code_list
from app.store import cut
from app.store.cut import Wanted
from app.store.readings import may_type
from app.store.statements import ask, named

PORTION = 500  # cases read at once

CUTS = {
    "file_no": cut.of_file_no,
    "name": cut.of_name,
    "number": cut.of_number,
    "text": cut.of_text,
}
"""How each kind of field is cut."""

FIRST = {"file_no": "file_no"}
PARTY = {
    "name": "name",
    "legal_representative": "name",
    "guardian": "name",
    "phone": "number",
    "id_number": "number",
    "credit_code": "number",
    "address": "text",
    "register_address": "text",
    "occupation": "text",
}
FACTS = dict.fromkeys(("summary", "requests", "happened_at", "remark", "result_reason"), "text")
AGREEMENT = {"number": "file_no", "terms": "text", "facts": "text"}
ELSEWHERE = ("dispute_type", "place_id", "lead_id", "assist_ids")  # known to the case by code or id
ORDERING = ("accepted_on", "registered_on", "happened_on")  # the first that is there is the day
CASE_FIELDS = (*FIRST, *FACTS, *ELSEWHERE, *ORDERING)

WATCHED: dict[str, frozenset[str]] = {
    "case": frozenset({*CASE_FIELDS, "void"}),
    "party": frozenset({*PARTY, "case_id", "position", "void"}),
    "agreement": frozenset({*AGREEMENT, "case_id", "void"}),
    "inquiry": frozenset({"finding", "case_id", "void"}),
    "mediation_session": frozenset({"record", "case_id", "void"}),
    "place": frozenset({"name", "parent_id"}),
    "mediator": frozenset({"name"}),
}
"""The fields whose change makes a case be indexed again."""


def _standing(kind: str, key: str, fields: Iterable[str], order: str = "") -> str:
    """The statement that reads what is not void; every name in it is one of ours."""
    return f'SELECT {key}, {", ".join(fields)} FROM "{kind}" WHERE void IS NULL AND {key} IN ids {order}'  # noqa: S608


CASES = _standing("case", "id", CASE_FIELDS)
PARTIES = _standing("party", "case_id", PARTY, "ORDER BY position, id")
AGREEMENTS = _standing("agreement", "case_id", AGREEMENT, "ORDER BY id")
MEDIATORS = "SELECT id, name FROM mediator WHERE id IN ids"
PATHS = """
WITH RECURSIVE up (start, name, parent_id, level) AS (
  SELECT id, name, parent_id, 1 FROM place WHERE id IN ids
  UNION ALL
  SELECT up.start, p.name, p.parent_id, up.level + 1
  FROM up JOIN place AS p ON p.id = up.parent_id WHERE up.level < 20
)
SELECT start, name FROM up ORDER BY start, level DESC
"""  # the level ends a ring of places


class Line(NamedTuple):
    """One field of a case: its label key, how it is cut, what it says."""

    label: str
    way: str
    text: str

    def words(self) -> list[str]:
        """What the index keeps of it."""
        return CUTS[self.way](self.text)

    def holds(self, one: Wanted) -> bool:
        """Whether it answers a word, cut as the index cuts it."""
        return one.answered_by(self.words())

    def plainly_holds(self, one: Wanted) -> bool:
        """The same for next to nothing; a text that stands in another width or with gaps is passed over."""
        if self.way == "file_no" and any(char.isdecimal() for char in one.word):
            return self.holds(one)
        if not one.word.isascii():
            return one.word in self.text
        if self.way == "name" and one.word.isalpha():
            return any(may_type(run, one.word) for run in cut.han_runs(self.text))
        return (one.word.lstrip("0") or "0") in self.text.lower() and self.holds(one)


Lines = dict[str, list[Line]]  # by case


@dataclass
class Findable:
    """Everything about one case that can be found."""

    case_id: str
    day: int  # orders the finds, newest first
    lines: list[Line] = field(default_factory=list)

    def words(self) -> str:
        """What the index keeps."""
        cuts = (line.words() for line in self.lines)
        return f" {cut.BREAK} ".join(" ".join(told) for told in cuts if told)


def is_watched(kind: str, names: Iterable[str]) -> bool:
    """Whether a change of these fields is one that a search sees."""
    return kind in WATCHED and not WATCHED[kind].isdisjoint(names)


def is_watched_at_all(kind: str) -> bool:
    """Whether a search sees anything of these records."""
    return kind in WATCHED


def read(link: Connection, case_ids: Iterable[str]) -> Iterator[Findable]:
    """The findable content of these cases in their order; void and unknown ones are left out."""
    for part in parts(case_ids):
        rows = _rows(link, part)
        here = [case_id for case_id in part if case_id in rows]
        told = [_of_rows(link, rows), of_parties(link, here), of_agreements(link, here)]
        for case_id in here:
            lines = [line for found in told for line in found.get(case_id, ())]
            yield Findable(case_id, _day(rows[case_id]), lines)


def of_cases(link: Connection, case_ids: Sequence[str]) -> Lines:
    """What the cases themselves say."""
    return _of_rows(link, _rows(link, case_ids))


def of_parties(link: Connection, case_ids: Sequence[str]) -> Lines:
    """What their parties say."""
    return _by_case("party", PARTY, of_ids(link, PARTIES, case_ids))


def of_agreements(link: Connection, case_ids: Sequence[str]) -> Lines:
    """What their agreements say."""
    return _by_case("agreement", AGREEMENT, of_ids(link, AGREEMENTS, case_ids))


def parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in portions that one statement can name."""
    left = iter(ids)
    while part := list(islice(left, PORTION)):
        yield part


def of_ids(link: Connection, statement: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement that says IN ids."""
    return ask(link, *named(link, statement, ids))


def _rows(link: Connection, case_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = of_ids(link, CASES, case_ids)
    return {row[0]: dict(zip(CASE_FIELDS, row[1:], strict=True)) for row in rows}


def _of_rows(link: Connection, rows: dict[str, dict[str, Any]]) -> Lines:
    places = sorted({p for row in rows.values() if (p := row["place_id"])})
    paths: dict[str, str] = {}
    for place, name in of_ids(link, PATHS, places) if places else ():
        paths[place] = f"{paths.get(place, '')} {name or ''}".strip()
    people = sorted({i for row in rows.values() for i in _mediators(row)})
    names = dict(of_ids(link, MEDIATORS, people) if people else ())
    found = {}
    for case_id, row in rows.items():
        elsewhere = {
            "dispute_type": code_list("dispute_type").label(row["dispute_type"], "zh_CN"),
            "place_id": paths.get(row["place_id"], ""),
            "lead_id": " ".join(name for i in _mediators(row) if (name := names.get(i))),
        }
        told = {**FIRST, **FACTS, **dict.fromkeys(elsewhere, "text")}
        found[case_id] = list(_lines("case", told, {**row, **elsewhere}))
    return found


def _by_case(kind: str, fields: Mapping[str, str], rows: Iterable[Any]) -> Lines:
    found: dict[str, list[Line]] = {}
    for row in rows:
        told = dict(zip(fields, row[1:], strict=True))
        found.setdefault(row[0], []).extend(_lines(kind, fields, told))
    return found


def _lines(kind: str, fields: Mapping[str, str], told: Mapping[str, str | None]) -> Iterator[Line]:
    for name, way in fields.items():
        text = told[name]
        if text:
            listed = name in {"requests", "terms"}
            yield Line(f"{kind}.{name}", way, "\n".join(json.loads(text)) if listed else text)


def _mediators(row: dict[str, Any]) -> list[str]:
    return [*filter(None, [row["lead_id"]]), *json.loads(row["assist_ids"] or "[]")]


def _day(row: dict[str, Any]) -> int:
    told = next((row[name] for name in ORDERING if row[name]), None)
    if told is None:
        return 0
    return (told if isinstance(told, dt.date) else dt.date.fromisoformat(told)).toordinal()
