"""Whose number is whose: names of a cell and the numbers beside it become parties."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from app.desk.ledger import cells
from app.desk.ledger.columns import Column
from app.desk.ledger.days import read_day
from app.desk.ledger.persons import Person, Persons, is_company, read_persons
from app.desk.ledger.places import shown
from app.desk.ledger.reading import Reading, Remark
from app.desk.ledger.sides import read_sides, told_whole
from app.desk.ledger.table import Notes, Table
from app.desk.ledger.targets import ROLES
from app.desk.ledger.workbook import Cell
from app.records import Party
from app.records.field import fields_of

_NAME_LENGTH = fields_of(Party)["name"].longest
_SEVERAL = re.compile(r"[、；;，,/\n\r\t |]+")
_ONE_EACH = ("sex", "age_told", "ethnicity", "birth_on")


@dataclass
class Named:
    """A person of a row: the column the name stands in, and the role in the dispute if known."""

    source: str
    role: str | None
    person: Person


def read_parties(
    table: Table, row: int, notes: Notes, today: dt.date, *, own: bool = False
) -> list[dict[str, Any]]:
    """Everyone a row names, applicants first, each with what is surely his or hers.

    `own`: the row continues a case, so what is merged down from above is not said again.
    """
    found = [named for role in ROLES for named in _of_column(table, row, role, notes, own=own)]
    for target in table.columns:
        role, _, name = target.partition(".")
        if role in ROLES and name != "name":
            people = [n.person for n in found if role in (n.source, "both", n.role)]
            _give(table, row, target, people, notes, own=own)
    return [_party(named, notes, today) for named in found]


def _of_column(table: Table, row: int, role: str, notes: Notes, *, own: bool) -> list[Named]:
    target = f"{role}.name"
    cell, remarks = table.cell(row, target, own=own)
    column, text = table.column(target), shown(cell)
    for remark in remarks:
        notes.add(remark, column, text, text)
    if cells.says_nothing(cell):
        return []
    if role != "both":
        persons = read_persons(text)
        _tell(notes, column, text, persons)
        return [Named(role, role, person) for person in persons.people]
    whole = told_whole(text) if table.layout.format else None
    if whole is not None:
        return [
            Named(role, side, Person(name.strip()))
            for side, names in whole
            for name in names.split("、")
            if name.strip()
        ]
    applicants, respondents = read_sides(text)
    _tell(notes, column, text, applicants, respondents)
    first = "applicant" if respondents.people else None
    return [
        *(Named(role, first, person) for person in applicants.people),
        *(Named(role, "respondent", person) for person in respondents.people),
    ]


def _tell(notes: Notes, column: Column | None, text: str, *found: Persons) -> None:
    taken = " / ".join(
        "、".join(p.name for p in persons.people) for persons in found if persons.people
    )
    for persons in found:
        for remark in persons.remarks:
            notes.add(remark, column, text, taken)
        for person in persons.people:
            for name, told in person.facts.items():
                for remark in _values(name, told).remarks:
                    notes.add(remark, column, told, told)


def _give(
    table: Table, row: int, target: str, people: list[Person], notes: Notes, *, own: bool
) -> None:
    """Give the values of one cell to the people they belong to."""
    cell, remarks = table.cell(row, target, own=own)
    column, raw = table.column(target), shown(cell)
    name = target.partition(".")[2]
    each = [piece.strip() for piece in raw.split("、")]
    if table.layout.format and len(each) == len(people) > 1:
        for person, piece in zip(people, each, strict=True):
            single = _values(name, piece)
            if single.value:
                person.facts[name] = "、".join(single.value)
            for remark in single.remarks:
                notes.add(remark, column, piece, piece)
        return
    reading = _values(name, cell)
    values = reading.value or []
    if values and not people:
        remarks = [*remarks, Remark("ledger.doubt.fact_without_name")]
    elif values:
        remarks = [*remarks, *_spread(name, values, people)]
    for remark in (*remarks, *reading.remarks):
        notes.add(remark, column, raw, "、".join(values) if people else "")


def _values(name: str, cell: Cell) -> Reading[list[str]]:
    if name == "id_number":
        return cells.read_identities(cell)
    if name == "phone":
        return cells.read_phones(cell)
    if cells.says_nothing(cell):
        return Reading()
    if name in _ONE_EACH:
        return Reading([piece for piece in _SEVERAL.split(shown(cell)) if piece])
    return Reading([shown(cell)])


def _spread(name: str, values: list[str], people: list[Person]) -> list[Remark]:
    """One value a person in order; what cannot be told apart goes to the first and is named."""
    if len(people) == 1:
        people[0].facts[name] = "、".join(values)
        if len(values) == 1:
            return []
        return [
            Remark(
                "ledger.note.several_phones" if name == "phone" else "ledger.doubt.several_values"
            )
        ]
    for person, value in zip(people, values, strict=False):
        person.facts[name] = value
    if len(values) == len(people):
        return [Remark("ledger.doubt.paired_in_order")]
    if len(values) == 1:
        return [Remark("ledger.doubt.whose", {"name": people[0].name})]
    return [
        Remark("ledger.doubt.not_as_many", {"values": str(len(values)), "people": str(len(people))})
    ]


def _party(named: Named, notes: Notes, today: dt.date) -> dict[str, Any]:
    """The fields of a Party."""
    name = named.person.name
    party: dict[str, Any] = {"role": named.role, "name": name[:_NAME_LENGTH] or None}
    if len(name) > _NAME_LENGTH:
        notes.add(Remark("ledger.doubt.text_cut", {"longest": str(_NAME_LENGTH)}), None, name)
    if is_company(name):
        party["party_kind"] = "company"
    for field, text in named.person.facts.items():
        reading = _read(field, text, today)
        for remark in reading.remarks:
            notes.add(remark, None, text, str(reading.value or ""))
        if reading.value is not None:
            party[field] = reading.value
    return party


def _read(field: str, text: str, today: dt.date) -> Reading[Any]:
    if field in ("sex", "ethnicity"):
        return cells.read_choice(text, field)
    if field == "age_told":
        return cells.read_age(text)
    if field == "birth_on":
        return read_day(text, today=today)
    return cells.read_text(
        text, fields_of(Party)[field].longest
    )  # numbers were judged where they stood
