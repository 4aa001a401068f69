"""Every text of a case that a person wrote, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from app.records import CaseFile, Record
from app.rules.performance import standing_items

Text = tuple[Record, str, str]
"""A record, the name of the field, the text."""


def agreed_texts(case_file: CaseFile) -> Iterator[Text]:
    """What binds the parties: clauses, manner, promises of the agreement that stands."""
    agreement = case_file.agreement
    if agreement is None:
        return
    for term in agreement.terms or []:
        yield agreement, "terms", term
    if agreement.manner:
        yield agreement, "manner", agreement.manner
    for item in standing_items(case_file):
        if item.what:
            yield item, "what", item.what


def all_texts(case_file: CaseFile) -> Iterator[Text]:
    """The same, and what was recorded on the way to it and after."""
    yield from agreed_texts(case_file)
    told: list[tuple[Record, str]] = [(case_file.case, "summary"), (case_file.case, "remark")]
    if case_file.agreement:
        told.append((case_file.agreement, "facts"))
    told += [(one, "finding") for one in case_file.inquiries]
    told += [(one, "record") for one in case_file.sessions]
    told += [(one, "proof") for one in case_file.performances]
    told += [(one, "note") for one in case_file.visits]
    told += [(one, "told") for one in (*case_file.notices, *case_file.letters, *case_file.volumes)]
    for record, name in told:
        text = getattr(record, name)
        if text:
            yield record, name, text
    for request in case_file.case.requests or []:
        yield case_file.case, "requests", request
