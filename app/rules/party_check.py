"""当事人: does what was typed agree with the number on the card, and who needs a guardian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.records import CaseFile, Party
from app.rules.findings import Finding, about
from app.rules.identity import IdentityCheck, age_on, check_credit_code, check_identity
from app.rules.lengths import Lengths

PERSON = "person"


def card_agrees(case_file: CaseFile) -> Iterator[Finding]:
    """Number, sex, birth day and age of each party say the same."""
    day = case_file.case.accepted_on
    for party in case_file.parties:
        yield from _numbers(party)
        yield from _ages(party, day)


def guarded(case_file: CaseFile, lengths: Lengths) -> Iterator[Finding]:
    """A child has a guardian (民法典 27)."""
    for party in case_file.parties:
        age = age_of(party, case_file.case.accepted_on)
        minor = is_person(party) and age is not None and age < lengths.adult_years
        if minor and not party.guardian:
            yield about("minor_without_guardian", party, "guardian", who=party.name or "", age=age)


def is_person(party: Party) -> bool:
    """A party of which nothing else is said is a person."""
    return party.party_kind in (None, PERSON)


def card_of(party: Party) -> IdentityCheck | None:
    """What the party's number says by itself, where it holds."""
    if not party.id_number:
        return None
    check = check_identity(party.id_number, party.id_type)
    return check if check.valid else None


def birth_of(party: Party) -> date | None:
    """The birth day on the card, else as told."""
    card = card_of(party)
    return (card.birth_on if card else None) or party.birth_on


def sex_of(party: Party) -> str | None:
    """The sex on the card, else as told; a code of `sex`."""
    card = card_of(party)
    return (card.sex if card else None) or party.sex


def age_of(party: Party, day: date | None) -> int | None:
    """The age on a day by the birth day, else as a ledger told it."""
    birth_on = birth_of(party)
    return age_on(birth_on, day) if birth_on and day else party.age_told


def _numbers(party: Party) -> Iterator[Finding]:
    if party.id_number and not party.id_accepted:
        check = check_identity(party.id_number, party.id_type)
        if check.problem:
            yield _with_reason(party, "id_number", check.problem)
    if party.credit_code:
        check = check_credit_code(party.credit_code)
        if check.problem:
            yield _with_reason(party, "credit_code", check.problem)
    card = card_of(party)
    if card and card.sex and party.sex and party.sex != card.sex:
        yield about("sex_differs", party, "sex", who=party.name or "")
    if card and card.birth_on and party.birth_on and party.birth_on != card.birth_on:
        yield about(
            "birth_differs",
            party,
            "birth_on",
            who=party.name or "",
            told=party.birth_on,
            card=card.birth_on,
        )


def _ages(party: Party, day: date | None) -> Iterator[Finding]:
    """A ledger's age may count the year begun (虚岁): one year apart is no difference."""
    birth_on, age = birth_of(party), age_of(party, day)
    if (
        birth_on
        and age is not None
        and party.age_told is not None
        and abs(age - party.age_told) > 1
    ):
        yield about(
            "age_differs", party, "age_told", who=party.name or "", told=party.age_told, card=age
        )


def _with_reason(party: Party, field_name: str, problem: str) -> Finding:
    facts = {"who": party.name or ""}
    return Finding("identity", "party", party.id, field_name, facts, {"reason": problem})
