"""What Enter would fill in: from the case itself, and never more than it tells."""

from __future__ import annotations

from app.records import (
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Party,
    PerformanceItem,
    Room,
)
from app.rules import proposals


def file(**told: object) -> CaseFile:
    return CaseFile(Case(id="c"), Room(id="r"), **told)  # type: ignore[arg-type]


def test_a_list_has_at_most_one_usual_line() -> None:
    assert proposals.usual("ethnicity") == "01"
    assert proposals.usual("route") == "people"
    assert proposals.usual("dispute_type") is None


def test_the_address_of_another_party_is_proposed_and_never_ones_own() -> None:
    parties = [Party(id="a", address="旧军村27号"), Party(id="b")]
    assert proposals.address(file(parties=parties), "b") == "旧军村27号"
    assert proposals.address(file(parties=parties), "a") is None


def test_who_wrote_last_writes_again_and_before_that_whoever_has_the_duty() -> None:
    people = {"m1": "主任", "m2": "记录"}
    assert proposals.recorder(file(), people) == "m2"
    assert proposals.recorder(file(), {"m1": "主任"}) is None
    inquiries = [Inquiry(id="i", recorder_id="m1")]
    assert proposals.recorder(file(inquiries=inquiries), people) == "m1"
    sessions = [MediationSession(id="s", recorder_id="m3"), MediationSession(id="t")]
    assert proposals.recorder(file(inquiries=inquiries, sessions=sessions), people) == "m3"


def test_evidence_is_brought_by_the_applicant() -> None:
    parties = [
        Party(id="a", role="respondent", name="乙"),
        Party(id="b", role="applicant", name="甲"),
    ]
    assert proposals.provider(file(parties=parties)) == "甲"
    assert proposals.provider(file()) is None


def test_an_instalment_is_paid_as_the_one_before() -> None:
    items = [PerformanceItem(id=name, agreement_id="g", party_id=name) for name in "xy"]
    told = file(items=items)
    assert proposals.last_item(told, "g", "") is items[1]
    assert proposals.last_item(told, "g", "y") is items[0]
    assert proposals.last_item(told, "other", "") is None


def test_a_payment_in_cash_leaves_a_receipt_and_a_deed_leaves_nothing_known() -> None:
    assert proposals.proof(PerformanceItem(manner="cash")) == "收条一张"
    assert proposals.proof(PerformanceItem(manner="deed")) is None
    assert proposals.proof(PerformanceItem()) is None
