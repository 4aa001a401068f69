"""What of a case can be found, read from the rows: by the index when it writes, by the search when it explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from app.codes import code_list
from app.records import Agreement, Case, Mediator, Party, Place, Record
from app.store import cut

PORTION = 500
LEVELS = 20  # deepest tree of places followed

CUTS = {
    "file_no": cut.of_file_no,
    "name": cut.of_name,
    "number": cut.of_number,
    "text": cut.of_text,
}

# What is read of each record, and how it is cut; in the order in which a find is explained.
FIELDS: dict[str, dict[str, str]] = {
    "case": {"file_no": "file_no"},
    "party": {
        "name": "name",
        "legal_representative": "name",
        "guardian": "name",
        "phone": "number",
        "id_number": "number",
        "credit_code": "number",
        "address": "text",
        "register_address": "text",
        "occupation": "text",
    },
    "agreement": {"number": "file_no", "terms": "text", "facts": "text"},
}
CASE_TEXTS = ("summary", "requests", "happened_at", "remark", "result_reason")
ELSEWHERE = (
    "dispute_type",
    "place_id",
    "lead_id",
    "assist_ids",
)  # the case knows them by code or id
ORDERING = ("accepted_on", "registered_on", "happened_on")  # the first that is there is the day

CASE_FIELDS = ("file_no", *CASE_TEXTS, *ELSEWHERE, *ORDERING)

WATCHED: dict[str, frozenset[str]] = {
    "case": frozenset({*CASE_FIELDS, "void"}),
    "party": frozenset({*FIELDS["party"], "case_id", "position", "void"}),
    "agreement": frozenset({*FIELDS["agreement"], "case_id", "void"}),
    "place": frozenset({"name", "parent_id"}),
    "mediator": frozenset({"name"}),
}
"""The fields whose change makes a case be indexed again."""


class Line(NamedTuple):
    """One field of a case: its label key, how it is cut, what it says."""

    label: str
    way: str
    text: str

    def words(self) -> list[str]:
        """What the index keeps of it."""
        return CUTS[self.way](self.text)


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


def read(link: Connection, case_ids: Iterable[str]) -> Iterator[Findable]:
    """The findable content of these cases in their order; void and unknown ones are left out."""
    for part in parts(case_ids):
        yield from _read_some(link, part)


def parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in portions that one statement can name."""
    left = iter(ids)
    while part := list(islice(left, PORTION)):
        yield part


def _read_some(link: Connection, case_ids: list[str]) -> Iterator[Findable]:
    table = table_of(Case)
    chosen = select(table.c.id, *(table.c[name] for name in CASE_FIELDS))
    rows = link.execute(chosen.where(table.c.id.in_(case_ids), table.c.void.is_(None))).mappings()
    cases = {row["id"]: row for row in rows}
    here = [i for i in case_ids if i in cases]
    if not here:
        return
    parties, agreements = _of_cases(link, Party, here), _of_cases(link, Agreement, here)
    places = _paths(link, {p for row in cases.values() if (p := row["place_id"])})
    people = _people(link, {i for row in cases.values() for i in _mediators(row)})
    for case_id in here:
        row = cases[case_id]
        found = Findable(case_id, next((d.toordinal() for n in ORDERING if (d := row[n])), 0))
        found.lines += _lines("case", FIELDS["case"], row)
        for party in parties.get(case_id, ()):
            found.lines += _lines("party", FIELDS["party"], party)
        found.lines += _lines("case", dict.fromkeys(CASE_TEXTS, "text"), row)
        for agreement in agreements.get(case_id, ()):
            found.lines += _lines("agreement", FIELDS["agreement"], agreement)
        elsewhere = {
            "dispute_type": code_list("dispute_type").label(row["dispute_type"], "zh_CN"),
            "place_id": " ".join(places.get(row["place_id"], ())),
            "lead_id": " ".join(name for i in _mediators(row) if (name := people.get(i))),
        }
        found.lines += _lines("case", dict.fromkeys(elsewhere, "text"), elsewhere)
        yield found


def _lines(kind: str, fields: Mapping[str, str], told: Mapping[Any, Any]) -> Iterator[Line]:
    for name, way in fields.items():
        text = told[name]
        if text:
            yield Line(f"{kind}.{name}", way, "\n".join(text) if isinstance(text, list) else text)


def _of_cases(
    link: Connection, record: type[Record], case_ids: list[str]
) -> dict[str, list[Mapping[Any, Any]]]:
    """The rows of a record that are not void, by case, always in the same order."""
    table, kind = table_of(record), record.kind()
    order = (table.c.position, table.c.id) if "position" in table.c else (table.c.id,)
    chosen = select(table.c.case_id, *(table.c[n] for n in FIELDS[kind])).order_by(*order)
    rows = link.execute(chosen.where(table.c.case_id.in_(case_ids), table.c.void.is_(None)))
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows.mappings():
        found.setdefault(row["case_id"], []).append(row)
    return found


def _mediators(row: Mapping[Any, Any]) -> list[str]:
    return [*filter(None, [row["lead_id"]]), *(row["assist_ids"] or [])]


def _people(link: Connection, mediator_ids: set[str]) -> dict[str, str | None]:
    table = table_of(Mediator)
    found: dict[str, str | None] = {}
    for part in parts(sorted(mediator_ids)):
        rows = link.execute(select(table.c.id, table.c.name).where(table.c.id.in_(part)))
        found.update((row.id, row.name) for row in rows)
    return found


def _paths(link: Connection, place_ids: set[str]) -> dict[str, list[str]]:
    """The names of each place from the top of the tree down to it."""
    if not place_ids:
        return {}
    known = _climb(link, place_ids)
    found = {}
    for place_id in place_ids:
        at: str | None = place_id
        path: list[str] = []
        while at in known and len(path) < LEVELS:
            path.insert(0, known[at].name or "")
            at = known[at].parent_id
        found[place_id] = path
    return found


def _climb(link: Connection, place_ids: set[str]) -> dict[str | None, Any]:
    table = table_of(Place)
    chosen = select(table.c.id, table.c.name, table.c.parent_id)
    known: dict[str | None, Any] = {}
    wanted = set(place_ids)
    for _ in range(LEVELS):
        if not wanted:
            break
        rows = link.execute(chosen.where(table.c.id.in_(sorted(wanted)))).all()
        known.update((row.id, row) for row in rows)
        wanted = {row.parent_id for row in rows if row.parent_id} - known.keys()
    return known


def below(link: Connection, place_ids: set[str]) -> set[str]:
    """These places and all under them."""
    table = table_of(Place)
    found, wanted = set(place_ids), set(place_ids)
    while wanted:
        rows = link.scalars(select(table.c.id).where(table.c.parent_id.in_(sorted(wanted))))
        wanted = set(rows) - found
        found |= wanted
    return found


def table_of(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table
