"""What is still missing, and what does not fit: the list behind 为什么还不能结案.

Saving never waits for any of it; sealing and closing wait for what weighs `stop`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.holidays import Calendar
from app.records import Agreement, CaseFile, Party, Record
from app.records.field import fields_of
from app.rules.agreement_check import agreement_findings
from app.rules.agreement_dates import ORAL
from app.rules.date_order import date_findings
from app.rules.findings import STOP, Finding, spoken
from app.rules.handing_over import handed_to
from app.rules.lengths import Lengths
from app.rules.party_check import is_person, party_findings
from app.rules.performance import standing_items
from app.rules.results import is_open, is_success, result_of
from app.rules.stages import stage_of
from app.rules.work_check import work_findings

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


def findings(
    case_file: CaseFile,
    today: date,
    calendar: Calendar,
    lengths: Lengths,
    by: str | None = None,
) -> list[Finding]:
    """Everything to say of a case at its stage, or before the step named by one of NEEDS.

    Of one that is with another room nothing: whoever mediates it answers for it.
    """
    if handed_to(case_file) is not None:
        return []
    need = by or LEAVING[stage_of(case_file, lengths)]
    found = list(missing(case_file, need))
    found += work_findings(case_file, NEEDS.index(need))
    found += party_findings(case_file, lengths)
    found += agreement_findings(case_file)
    found += date_findings(case_file, today, calendar, lengths)
    return spoken(found)


def stops(
    case_file: CaseFile, today: date, calendar: Calendar, lengths: Lengths, by: str
) -> list[Finding]:
    """What holds up a step: `sealing` before an agreement is frozen, `closing` before a case is closed.

    A case of an imported ledger has its file on paper already: nothing holds up closing it here.
    """
    if by == "closing" and case_file.case.import_id and not case_file.sessions:
        return []
    if by == "sealing":  # the one being sealed is looked at, not the one that stood before
        case_file = replace(case_file, agreements=case_file.agreements[-1:])
    found = findings(case_file, today, calendar, lengths, by)
    return [one for one in found if one.severity == STOP]


def missing(case_file: CaseFile, need: str) -> Iterator[Finding]:
    """The empty fields that the named step, or one before it, cannot be left without."""
    upto = set(NEEDS[: NEEDS.index(need) + 1])
    if _failed(case_file):
        upto -= ONLY_WITH_AGREEMENT
    for record in _looked_at(case_file):
        for name, told in fields_of(type(record)).items():
            if told.needed_by in upto and _empty(getattr(record, name)) and _has(record, name):
                yield Finding("missing", told.record, record.id, name, names={"field": told.label})


def _looked_at(case_file: CaseFile) -> list[Record]:
    """The records a need may speak of: sessions that were held, the agreement that stands."""
    records: list[Record] = [case_file.case, *case_file.parties, *case_file.inquiries]
    records += [one for one in case_file.sessions if one.outcome]
    if case_file.agreement and not _failed(case_file):
        records += [case_file.agreement, *standing_items(case_file)]
    return [*records, *case_file.performances, *case_file.visits]


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
