"""One case as lines for a person: labels and words, no codes and no identities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from app import words
from app.codes import code_list
from app.records import CaseFile, Record
from app.records.field import Field, fields_of
from app.rules.mechanism import Mechanism
from app.rules.tier_clock import tier_name
from app.words import say

PARTS = (
    "parties", "inquiries", "sessions", "agreements", "items", "performances", "visits", "agencies", "evidence",
    "letters", "notices", "services", "exemptions", "reopenings",
)  # fmt: skip
CONCLUDED = (
    "effective_on", "tier_due_on", "period_ends_on", "judicial_confirmation_until", "copies", "visits_due",
)  # fmt: skip


def case_lines(file: CaseFile, found: dict[str, Any], way: Mechanism | None = None) -> list[str]:
    """What was typed, then what the rules conclude; a tier by the name the place gives it."""
    lines = [
        f"  {say('case.tier')}: {tier_name(way, file.case.tier, words.language())}"
        if way and file.case.tier and line.startswith(f"  {say('case.tier')}: ")
        else line
        for line in _record_lines(file, file.case)
    ]
    for name in PARTS:
        for record in getattr(file, name):
            lines += _record_lines(file, record)
    lines.append(f"— {say('cli.concluded')}")
    stage = found["stage"]
    lines.append(f"  {say('cli.stage')}: {say(f'stage.{stage}')}")
    if found["handed_to"]:
        lines.append(f"  {say('case_page.handed_over', **found['handed_to'])}")
    if found["taken_over_by"]:
        lines.append(f"  {say('relief.to_id')}: {found['taken_over_by']}")
    for person in found["parties"]:
        lines.append(f"  {_person(person)}")
    lines += [
        f"  {say(f'concluded.{name}')}: {_plain(found[name])}" for name in CONCLUDED if found[name]
    ]
    lines += [f"  {say('today.missing_year', year=year)}" for year in found["missing_years"]]
    return lines


def _person(person: dict[str, Any]) -> str:
    """What is known of a party; what is not leaves no hole."""
    sex, born, age = person["sex"], person["birth_on"], person["age_at_acceptance"]
    told = [code_list("sex").label(sex, words.language())] if sex else []
    told += [say("cli.person_born", birth_on=_plain(born))] if born else []
    told += [say("cli.person_age", age=age)] if age is not None else []
    return say("cli.person", name=person["name"] or "—", told="，".join(told) or "—")


def _record_lines(file: CaseFile, record: Record) -> Iterator[str]:
    yield f"— {say(f'record.{record.kind()}')}"
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if value is not None and not field.hidden:
            yield f"  {say(field.label)}: {_told(file, field, value)}"


def _told(file: CaseFile, field: Field, value: Any) -> str:
    if field.kind == "choice":
        return code_list(field.codes).label(value, words.language())
    if field.kind == "choices":
        return "、".join(code_list(field.codes).label(x, words.language()) for x in value)
    if field.kind == "refs":
        return "、".join(filter(None, (_named(file, field, one) for one in value)))
    if field.kind == "ref":
        return _named(file, field, value)
    if field.kind == "lines":
        return "；".join(value)
    if field.kind == "yes_no":
        return say("kit.yes" if value else "kit.no")
    return _plain(value)


def _named(file: CaseFile, field: Field, value: str) -> str:
    if field.refers == "place":
        return file.place_path
    if field.refers == "household":
        return file.homes.get(value, "")
    if field.refers == "party":
        party = file.party(value)
        return (party.name if party else None) or ""
    return file.name_of(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_plain(x) for x in value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)
