"""What is done in a case always knows its case, and a promise its agreement."""

from __future__ import annotations

import pytest

from app.records import (
    Agreement,
    Inquiry,
    MediationSession,
    Performance,
    PerformanceItem,
    Record,
    Visit,
)
from app.records.field import fields_of

STEPS = (Inquiry, MediationSession, Agreement, PerformanceItem, Performance, Visit)


@pytest.mark.parametrize("record", STEPS, ids=lambda r: r.kind())
def test_every_step_knows_its_case(record: type[Record]) -> None:
    case_id = fields_of(record)["case_id"]
    assert (case_id.refers, case_id.hidden) == ("case", True)
    assert record.__table__.columns["case_id"].index


def test_a_performance_answers_a_promise_and_a_promise_an_agreement() -> None:
    assert fields_of(Performance)["item_id"].refers == "performance_item"
    assert fields_of(PerformanceItem)["agreement_id"].refers == "agreement"


def test_only_a_visit_made_is_a_record() -> None:
    assert "due_on" not in fields_of(Visit)
    assert fields_of(Visit)["done_on"].needed_by == "visit"


def test_sealing_asks_for_both_signatures_and_the_seal() -> None:
    asked = [n for n, field in fields_of(Agreement).items() if field.needed_by == "sealing"]
    assert asked == ["parties_signed_on", "mediator_signed_on", "sealed_on"]
