"""司法确认: how the joint application stands, and what the court wants with it (民诉法 205, 民诉法解释 354)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.holidays import Calendar
from app.records import Agreement, CaseFile
from app.rules.agreement_dates import ORAL, effective_on, reached
from app.rules.calendar import Due, add_days_rolled
from app.rules.lengths import Lengths
from app.rules.papers_back import SIGNED, identity_copied, pages_of, state_of
from app.rules.party_check import is_person
from app.rules.performance import open_items
from app.rules.rule_book import shipped

STATES = (
    "none", "open", "lapsed", "needless", "unwanted", "applied", "accepted", "confirmed", "dismissed", "refused",
)  # fmt: skip
WANTED = ("application", "agreement", "certificate", "identity", "address", "agency", "property")
WAITING = ("applied", "accepted")
IDENTITY = 3  # 身份证明, by the number of its rule in the book


@dataclass(frozen=True)
class Standing:
    """One of STATES, with the last day for the application, and the day one asks the court."""

    state: str
    until: Due | None = None
    ask_by: Due | None = None


def confirmable(case_file: CaseFile) -> Agreement | None:
    """The written agreement that binds; an oral one is not brought before a court."""
    agreement = reached(case_file)
    if agreement is None or agreement.form == ORAL or effective_on(agreement) is None:
        return None
    return agreement


def standing(case_file: CaseFile, today: date, calendar: Calendar, lengths: Lengths) -> Standing:
    """How it stands on a day. What was told by the court counts before what was counted here."""
    case, agreement = case_file.case, confirmable(case_file)
    start = effective_on(agreement) if agreement else None
    until = add_days_rolled(calendar, start, lengths.confirmation_days) if start else None
    told = case.confirmation
    if told is None and case.confirmation_applied_on:
        told = "applied"
    if told is not None:
        return Standing(told, until, ask_by(case_file, calendar, lengths))
    if until is None:
        return Standing("none")
    if not open_items(case_file):
        return Standing("needless", until)
    return Standing("open" if today <= until.day else "lapsed", until)


def over_since(
    case_file: CaseFile, today: date, calendar: Calendar, lengths: Lengths
) -> date | None:
    """The last day of a term that has passed while nobody told that it was applied for or given up."""
    now = standing(case_file, today, calendar, lengths)
    late = now.state in ("open", "lapsed", "needless") and now.until and today > now.until.day
    return now.until.day if late and now.until else None


def is_prepared(case_file: CaseFile) -> bool:
    """Whether somebody is about to apply: the court is named, or a paper for it was made."""
    printed = any(one.paper == "confirmation" and not one.redacted for one in case_file.printed)
    certified = any(one.notice_kind == "certificate" for one in case_file.notices)
    return bool(case_file.case.court) or printed or certified


def ask_by(case_file: CaseFile, calendar: Calendar, lengths: Lengths) -> Due | None:
    """The day the court should have decided; None: it has, or nothing was applied for (民诉法 187)."""
    case = case_file.case
    told = case.confirmation or "applied"
    if told not in WAITING or case.confirmation_on or not case.confirmation_applied_on:
        return None
    return add_days_rolled(calendar, case.confirmation_applied_on, lengths.court_days)


@dataclass(frozen=True)
class Wanted:
    """One thing the court wants: a place of the form `confirmation_list`, of whom, whether the case has it.

    `has` is None where only a person can tell whether it is needed at all. `record`, `record_id` and `field`
    tell where in the case it is made good; a paper is drawn by its key.
    """

    place: str
    has: bool | None
    who: str = ""
    record: str = "paper"
    record_id: str | None = None
    field: str = ""


def wanted(case_file: CaseFile) -> list[Wanted]:
    """What goes to the court with the application (民诉法解释 354), one line a party where each brings his own."""
    agreement = confirmable(case_file)
    certificate = [one for one in case_file.notices if one.notice_kind == "certificate"]
    lines = [
        Wanted("application", _is_signed(case_file, "confirmation"), field="confirmation"),
        Wanted("agreement", agreement is not None, field="agreement"),
        Wanted("certificate", bool(certificate), field="certificate"),
    ]
    for party in case_file.parties:
        number = "id_number" if is_person(party) else "credit_code"
        proof = identity_copied(case_file, shipped().rules[IDENTITY].papers, party)
        lines.append(Wanted("identity", proof, party.name or "", "party", party.id, number))
    for party in case_file.parties:
        reached_at = bool(party.address and party.phone)
        empty = "phone" if party.address else "address"
        lines.append(Wanted("address", reached_at, party.name or "", "party", party.id, empty))
    for agency in case_file.agencies:
        client = case_file.party(agency.party_id)
        name = (client.name if client else None) or ""
        lines.append(Wanted("agency", bool(agency.powers), name, "agency", agency.id, "powers"))
    lines.append(Wanted("property", None))
    return lines


def _is_signed(case_file: CaseFile, paper: str) -> bool:
    """Came back through the scanner, and a person saw the signatures."""
    return state_of(pages_of(case_file, [paper])) == SIGNED
