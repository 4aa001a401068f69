"""When agreements bind and how many copies are made."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Agreement, Case, CaseFile, Party, Room
from app.rules.agreement_dates import copies, effective_on, reached


def test_the_reference_agreement_binds_on_the_day_all_have_signed(reference, reference_facts):
    promised = reference_facts["agreement"]
    assert effective_on(reference.agreement) == promised["effective_on"]
    assert copies(reference) == promised["copies"]


def test_the_last_signature_or_the_seal_decides():
    """人民调解法 29"""
    agreement = Agreement(
        form="written",
        made_on=date(2026, 3, 2),
        parties_signed_on=date(2026, 3, 4),
        mediator_signed_on=date(2026, 3, 2),
        sealed_on=date(2026, 3, 3),
    )
    assert effective_on(agreement) == date(2026, 3, 4)


@pytest.mark.parametrize("missing", ["parties_signed_on", "mediator_signed_on", "sealed_on"])
def test_without_one_signature_or_the_seal_nothing_binds(missing):
    signed = dict.fromkeys(
        ("parties_signed_on", "mediator_signed_on", "sealed_on"), date(2026, 3, 2)
    )
    agreement = Agreement(form="written", made_on=date(2026, 3, 2), **(signed | {missing: None}))
    assert effective_on(agreement) is None


def test_an_oral_agreement_binds_on_the_day_it_is_reached():
    """人民调解法 30"""
    assert effective_on(Agreement(form="oral", made_on=date(2026, 3, 2))) == date(2026, 3, 2)
    assert effective_on(Agreement(form="oral")) is None


def test_a_draft_is_no_agreement():
    case_file = CaseFile(Case(), Room(), agreements=[Agreement(terms=["归还借款"])])
    assert reached(case_file) is None
    case_file.agreements[0].made_on = date(2026, 3, 2)
    assert reached(case_file) is case_file.agreements[0]
    assert reached(CaseFile(Case(), Room())) is None


def test_one_copy_for_each_party_and_one_to_keep():
    case_file = CaseFile(Case(), Room(), parties=[Party(), Party(), Party()])
    assert copies(case_file) == 4
    case_file.agreements = [Agreement(copies=6)]
    assert copies(case_file) == 6
