"""Money is exact, and a report that was handed in has room for all its figures."""

from __future__ import annotations

from decimal import Decimal

from app.records import Submission, Subsidy
from app.records.field import fields_of, from_json, to_json


def test_what_is_paid_for_a_case_is_exact_to_the_fen() -> None:
    amount = fields_of(Subsidy)["amount"]
    assert from_json(amount, to_json(amount, Decimal("150.05"))) == Decimal("150.05")


def test_a_report_holds_the_figures_of_many_rooms() -> None:
    assert fields_of(Submission)["figures"].longest >= 1_000_000
