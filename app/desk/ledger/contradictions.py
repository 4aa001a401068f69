"""What one row says against itself. Nothing is changed; it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.codes import code_list
from app.desk.ledger.cells import amounts_in
from app.desk.ledger.draft import Draft
from app.desk.ledger.reading import Remark
from app.rules.identity import age_on, check_identity

_DAYS = (
    ("happened_on", "accepted_on", "case.accepted_on"),
    ("accepted_on", "ended_on", "case.ended_on"),
    ("accepted_on", "closed_on", "case.closed_on"),
)


def contradictions(draft: Draft) -> Iterator[tuple[str, Remark]]:
    """Target the remark belongs to, and the remark."""
    yield from _of_result(draft)
    yield from _of_amount(draft)
    yield from _of_days(draft)
    for party in draft.parties:
        yield from _of_party(party, draft.case.get("accepted_on"))
    names = [party["name"] for party in draft.parties if party.get("name")]
    if len(set(names)) < len(names):
        yield "applicant.name", Remark("ledger.doubt.name_on_both_sides")


def _of_result(draft: Draft) -> Iterator[tuple[str, Remark]]:
    case, result = draft.case, draft.case.get("result")
    agreed = {line.code for line in code_list("result") if line.facts.get("success")}
    form = draft.agreement.get("form")
    number = draft.agreement.get("number") or case.get("file_no")
    if form == "oral" and number:
        yield "agreement.form", Remark("ledger.note.oral_with_number")
    if result is not None and result not in agreed:
        label = code_list("result")[result].zh
        for target, told in (
            ("agreement.form", form),
            ("agreement.number", draft.agreement.get("number")),
            ("agreement.terms", draft.agreement.get("terms")),
            ("case.performance_told", case.get("performance_told")),
        ):
            if told:
                yield target, Remark("ledger.doubt.against_result", {"result": label})
    if result is None and case.get("performance_told"):
        yield "case.performance_told", Remark("ledger.doubt.performed_without_result")


def _of_amount(draft: Draft) -> Iterator[tuple[str, Remark]]:
    amount, told = draft.case.get("amount"), amounts_in(draft.case.get("summary") or "")
    if amount is not None and len(set(told)) == 1 and told[0] != amount:
        yield "case.amount", Remark("ledger.doubt.amount_story", {"story": f"{told[0]:,.2f}"})


def _of_days(draft: Draft) -> Iterator[tuple[str, Remark]]:
    for first, second, target in _DAYS:
        early, late = draft.case.get(first), draft.case.get(second)
        if early and late and late < early:
            yield target, Remark("ledger.doubt.day_before", {"day": str(early)})
    accepted = draft.case.get("accepted_on")
    for target, day in (
        ("agreement.made_on", draft.agreement.get("made_on")),
        ("visit.done_on", draft.visit.get("done_on")),
    ):
        if accepted and day and day < accepted:
            yield target, Remark("ledger.doubt.day_before", {"day": str(accepted)})
    year = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", draft.case.get("file_no") or "")
    if accepted and year and int(year[1]) != accepted.year:
        yield "case.file_no", Remark("ledger.doubt.number_year", {"year": str(accepted.year)})


def _of_party(party: dict[str, Any], accepted: Any) -> Iterator[tuple[str, Remark]]:
    check = check_identity(party["id_number"]) if party.get("id_number") else None
    if check is None or not check.valid or check.birth_on is None:
        return
    target = f"{party.get('role') or 'both'}.id_number"
    if accepted and check.birth_on > accepted:
        yield target, Remark("ledger.doubt.born_later")
    if check.sex and party.get("sex") and party["sex"] != check.sex:
        yield target, Remark("ledger.doubt.id_sex")
    age = party.get("age_told")
    if age is not None and accepted and abs(age_on(check.birth_on, accepted) - age) > 1:
        yield target, Remark("ledger.doubt.id_age", {"age": str(age_on(check.birth_on, accepted))})
