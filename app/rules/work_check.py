"""The work itself: who sat down, was told, agreed, was visited (domain 5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from app.codes import code_list
from app.records import CaseFile, MediationSession
from app.rules.agreement_dates import reached
from app.rules.docking import RISK
from app.rules.findings import Finding, about
from app.rules.papers_back import looked_through
from app.rules.results import is_open, is_success, result_of
from app.rules.ways_told import is_told, notices_of_end, untold


def two_parties(case_file: CaseFile) -> Iterator[Finding]:
    """Between whom the dispute is (PML 17)."""
    if len(case_file.parties) < 2:
        yield Finding("two_parties", "party", None, "name")


def risk_reported(case_file: CaseFile) -> Iterator[Finding]:
    """A danger is told to the police or another department (PML 25)."""
    case = case_file.case
    risk = code_list("risk").get(case.risk)
    told = any(one.letter_kind == RISK and one.dated_on for one in case_file.letters)
    if risk and risk.facts["report"] and not case.risk_reported and not told:
        yield about("risk_not_reported", case, "risk_reported")


def held_sessions(case_file: CaseFile) -> list[MediationSession]:
    """Those that took place."""
    return [session for session in case_file.sessions if session.outcome]


def sat_down(case_file: CaseFile) -> Iterator[Finding]:
    """At least one session with its outcome; a text nobody typed may stand on the paper."""
    held = held_sessions(case_file)
    if not held and case_file.sessions:
        yield about("no_outcome", case_file.sessions[-1], "outcome")
    elif not held:
        yield Finding("no_session", "mediation_session", None, "at")
    for session in held:
        if not (session.record or "").strip() and not looked_through(case_file):
            yield about("record_without_text", session, "record", number=session.number or 1)


def rights_told(case_file: CaseFile) -> Iterator[Finding]:
    """权利义务告知, before the first session begins (司法部令第75号 30)."""
    held = held_sessions(case_file)
    if held and not any(session.rights_told for session in held):
        yield about("rights_not_told", held[0], "rights_told")
    began = min((session.at for session in held if session.at), default=None)
    for one in case_file.services:
        paper, day = one.paper or "", one.served_at.date() if one.served_at else None
        if began and day and day > began.date() and "告知书" in paper and "终止" not in paper:
            yield about("rights_late", one, "served_at", day=day, sat=began.date())


def came_to_an_end(case_file: CaseFile) -> Iterator[Finding]:
    """With success an agreement, without it the other ways told (PML 26) and a reason."""
    case, result = case_file.case, result_of(case_file)
    if is_success(result):
        if reached(case_file) is None:
            agreement = case_file.agreement.id if case_file.agreement else None
            yield Finding("no_agreement", "agreement", agreement, "made_on")
    elif not is_open(result):
        yield from _other_ways(case_file)
        if not case.result_reason:
            yield about("no_end_reason", case, "result_reason")


def _other_ways(case_file: CaseFile) -> Iterator[Finding]:
    """Each party knows which ways are open; a notice to some of them leaves the others."""
    case, left = case_file.case, untold(case_file)
    if left and any(notices_of_end(case_file)):
        names = "、".join(party.name or "" for party in left)
        yield about("routes_untold_to", case, "told_routes", who=names)
    elif not is_told(case_file):
        yield about("routes_not_told", case, "told_routes")


def lead_sat_down(case_file: CaseFile) -> Iterator[Finding]:
    """The lead mediator of the cover sat at the table."""
    lead = case_file.case.lead_id
    held = [session for session in held_sessions(case_file) if session.mediator_ids]
    if lead and held and not any(lead in (session.mediator_ids or []) for session in held):
        yield about("lead_not_in_session", case_file.case, "lead_id", who=case_file.name_of(lead))
