"""The empty fields a step cannot be left without."""

from __future__ import annotations

from collections.abc import Iterator

from app.records import Agreement, CaseFile, Party, Record
from app.records.field import fields_of
from app.rules.agreement_dates import ORAL
from app.rules.findings import Finding
from app.rules.party_check import is_person
from app.rules.performance import standing_items
from app.rules.results import is_open, is_success, result_of
from app.rules.whose_field import whose_of

NEEDS = (
    "acceptance", "inquiry", "session", "agreement", "sealing", "performance", "visit", "closing",
)  # fmt: skip
"""The values of a field's `needed_by`, in the order of the work."""

LEAVING = {
    "registered": "acceptance",
    "accepted": "acceptance",
    "inquiry": "inquiry",
    "mediating": "session",
    "agreed": "sealing",
    "performing": "performance",
    "visiting": "visit",
    "ready": "closing",
    "ended": "closing",
    "handed_over": "closing",
    "closed": "closing",
}
"""Up to which need a case of a stage is looked at."""

ONLY_WITH_AGREEMENT = {"agreement", "sealing", "performance", "visit"}
"""Needs that a case ended without agreement does not have."""

OF_PERSONS = {"id_number"}
"""Fields of a party that a unit does not have."""


def missing(case_file: CaseFile, need: str) -> Iterator[Finding]:
    """The empty fields that the named step, or one before it, cannot be left without."""
    upto = set(NEEDS[: NEEDS.index(need) + 1])
    if _failed(case_file):
        upto -= ONLY_WITH_AGREEMENT
    elif "agreement" in upto:
        upto.add("agency")
    for record in _looked_at(case_file):
        for name, told in fields_of(type(record)).items():
            if told.needed_by in upto and _empty(getattr(record, name)) and _has(record, name):
                whose = {"whose": whose_of(case_file, record)}
                yield Finding("missing", told.record, record.id, name, whose, {"field": told.label})


def _looked_at(case_file: CaseFile) -> list[Record]:
    """The records a need may speak of: sessions that were held, the agreement that stands."""
    records: list[Record] = [case_file.case, *case_file.parties, *case_file.inquiries]
    records += [one for one in case_file.sessions if one.outcome]
    if case_file.agreement and not _failed(case_file):
        records += [case_file.agreement, *standing_items(case_file)]
    return [*records, *case_file.performances, *case_file.visits, *case_file.agencies]


def _failed(case_file: CaseFile) -> bool:
    result = result_of(case_file)
    return not is_success(result) and not is_open(result)


def _has(record: Record, name: str) -> bool:
    """Whether such a record has the field at all; an oral agreement is signed by nobody (PML 30)."""
    if isinstance(record, Agreement) and record.form == ORAL:
        return fields_of(Agreement)[name].needed_by != "sealing"
    return not (isinstance(record, Party) and name in OF_PERSONS and not is_person(record))


def _empty(value: object) -> bool:
    """A no is an answer; blank text and an empty list are none."""
    return value is None or (isinstance(value, str | list) and not _full(value))


def _full(value: str | list[str]) -> bool:
    return bool(value.strip() if isinstance(value, str) else any(one.strip() for one in value))
