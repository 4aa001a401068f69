"""What a field will most likely say, from the case itself: shown to be accepted by a key, never filled in by itself."""

from __future__ import annotations

from app.codes import code_list
from app.records import CaseFile, PerformanceItem

RECORDS = "记录"
"""In the duty of who usually writes the record."""


def usual(codes: str) -> str | None:
    """The line of a list that nearly every case has."""
    return next((one.code for one in code_list(codes).active() if one.facts.get("usual")), None)


def address(file: CaseFile, party_id: str) -> str | None:
    """Neighbours quarrel: the address of another party."""
    others = (party.address for party in file.parties if party.id != party_id and party.address)
    return next(others, None)


def recorder(file: CaseFile, people: dict[str, str]) -> str | None:
    """Who wrote in this case the last time; else who has the duty. `people`: duty by id."""
    wrote = [one.recorder_id for one in file.inquiries]
    wrote += [one.recorder_id for one in file.sessions]
    last = next((person for person in reversed(wrote) if person), None)
    if last:
        return last
    return next((person for person, duty in people.items() if RECORDS in duty), None)


def provider(file: CaseFile) -> str | None:
    """Who brings evidence: mostly the applicant."""
    return next((party.name for party in file.side("applicant") if party.name), None)


def last_item(file: CaseFile, agreement_id: str, item_id: str) -> PerformanceItem | None:
    """The promise written before this one: instalments have the same payer and manner."""
    items = [
        item for item in file.items if item.agreement_id == agreement_id and item.id != item_id
    ]
    return items[-1] if items else None


def proof(item: PerformanceItem) -> str | None:
    """What is usually seen of a payment in its manner."""
    code = code_list("payment_manner").get(item.manner)
    return str(code.facts["proof"]) if code and "proof" in code.facts else None
