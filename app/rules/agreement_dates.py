"""When an agreement is reached, when it binds, and in how many copies it is made."""

from __future__ import annotations

from datetime import date

from app.records import Agreement, CaseFile

ORAL = "oral"


def effective_on(agreement: Agreement) -> date | None:
    """The day the agreement takes effect.

    Written: when all parties have signed, the mediator has signed and the committee's seal is on it,
    whichever comes last (人民调解法 29). Oral: the day it is reached (人民调解法 30).
    """
    if agreement.form == ORAL:
        return agreement.made_on
    steps = (agreement.parties_signed_on, agreement.mediator_signed_on, agreement.sealed_on)
    days = [day for day in steps if day]
    return max(days) if len(days) == len(steps) else None


def reached(case_file: CaseFile) -> Agreement | None:
    """The agreement that stands, once the parties have come to it; a draft is none."""
    agreement = case_file.agreement
    return agreement if agreement and (agreement.made_on or effective_on(agreement)) else None


def copies(case_file: CaseFile) -> int:
    """One for each party and one for the committee (人民调解法 29), or more where a person said so."""
    told = case_file.agreement.copies if case_file.agreement else None
    return told or least_copies(case_file)


def least_copies(case_file: CaseFile) -> int:
    return len(case_file.parties) + 1


def agreed_on(case_file: CaseFile) -> date | None:
    """The day of the session that reached it; an agreement written now is of that day until a person says otherwise."""
    days = [one.at.date() for one in case_file.sessions if one.at and one.outcome == "agreed"]
    return days[-1] if days else None
