"""以案定补: what the rule of the place gives for a case, and every reason why it gives nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from app.records import (
    Agreement,
    Case,
    CaseFile,
    Exemption,
    MediationSession,
    Mediator,
    Room,
    Visit,
)
from app.rules.mechanism import Mechanism, Pay, Paying
from app.rules.subsidy import (
    STATES,
    Beside,
    Claim,
    may_become,
    period_days,
    periods,
    propose,
    rate_of,
)
from app.trouble import Trouble

DAY = dt.date(2026, 9, 30)
WAY = Mechanism(
    subsidies=(
        Pay("ordinary", "100"), Pay("ordinary", "80", form="oral"), Pay("ordinary", "30", role="assist"),
        Pay("ordinary", "20", role="recorder"), Pay("major", "300"),
    )
)  # fmt: skip


def a_file(**case: Any) -> CaseFile:
    """A case that is paid: agreed, visited, closed."""
    told = {
        "file_no": "柳1",
        "difficulty": "ordinary",
        "lead_id": "m1",
        "closed_on": dt.date(2026, 8, 1),
    }
    file = CaseFile(Case(**{**told, **case}), Room())
    file.mediators = {one: Mediator(id=one, name=one) for one in ("m1", "m2", "m3")}
    file.agreements = [Agreement(form="written", made_on=dt.date(2026, 7, 1))]
    file.visits = [Visit(done_on=dt.date(2026, 7, 20))]
    return file  # fmt: skip


def keys(file: CaseFile, way: Mechanism = WAY, beside: Beside = Beside()) -> list[str]:  # noqa: B008
    found = propose(file, way, DAY, beside)
    assert bool(found.payable) == (not found.reasons and bool(found.shares))
    return [reason.key.removeprefix("payment.") for reason in found.reasons]


def test_everybody_is_paid_once_in_the_role_that_pays_most() -> None:
    file = a_file(assist_ids=["m2", "m1"])
    file.sessions = [MediationSession(recorder_id="m2"), MediationSession(recorder_id="m3")]
    found = propose(file, WAY, DAY, Beside())
    assert [(one.mediator_id, one.role, one.amount) for one in found.payable] == [
        ("m1", "lead", Decimal(100)), ("m2", "assist", Decimal(30)), ("m3", "recorder", Decimal(20)),
    ]  # fmt: skip
    assert found.amount == 150


def test_the_rate_of_the_very_form_stands_before_that_of_either() -> None:
    assert rate_of(WAY.subsidies, "ordinary", "oral", "lead") == 80
    assert rate_of(WAY.subsidies, "ordinary", "written", "lead") == 100
    assert rate_of(WAY.subsidies, "simple", "oral", "lead") is None
    assert keys(a_file(difficulty="simple")) == ["no_rate"]


def test_each_reason_is_named() -> None:
    assert keys(a_file()) == []
    assert keys(a_file(closed_on=None)) == ["not_closed"]
    assert keys(a_file(difficulty=None)) == ["no_level"]
    assert keys(a_file(), beside=Beside(stops=3)) == ["file_below"]
    unvisited = a_file()
    unvisited.visits = []
    assert keys(unvisited) == ["no_visit"]
    unvisited.exemptions = [Exemption(reason="双方已搬离")]
    assert keys(unvisited) == []
    failed = a_file()
    failed.agreements = []
    assert keys(failed) == ["not_agreed"]
    late = Mechanism(subsidies=WAY.subsidies, paying=Paying(within_days=30))
    assert keys(a_file(), late) == ["too_late"]


def test_who_is_paid_elsewhere_or_is_not_filed_gets_nothing_and_the_others_do() -> None:
    file = a_file(assist_ids=["m2"])
    file.mediators["m1"].paid_elsewhere = True
    found = propose(file, WAY, DAY, Beside())
    assert [one.mediator_id for one in found.payable] == ["m2"]
    assert [r.key for one in found.shares for r in one.reasons] == ["payment.paid_elsewhere"]
    filed = Mechanism(subsidies=WAY.subsidies, paying=Paying(filed=True, no_fixed_income=False))
    assert propose(file, filed, DAY, Beside()).payable == ()
    file.mediators["m1"].filed_no = "鲁备7"
    assert [one.mediator_id for one in propose(file, filed, DAY, Beside()).payable] == ["m1"]


def test_one_dispute_is_paid_once_and_what_looks_like_it_is_a_doubt() -> None:
    file = a_file()
    other = Beside(claims=[Claim("x", "柳0", "2026Q1", "paid")])
    assert keys(file, beside=other) == ["dispute_claimed"]
    assert keys(file, beside=Beside(claims=[Claim(file.case.id, "柳1", "2026Q3", "claimed")])) == [
        "claimed_already"
    ]
    alike = propose(file, WAY, DAY, Beside(alike=["柳7"]))
    assert alike.payable
    assert [one.facts["number"] for one in alike.doubts] == ["柳7"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026Q1", "2026-01-01", "2026-03-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_period_has_its_days(period: str, first: str, last: str) -> None:
    assert period_days(period) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "told", ["", "2026Q5", "2026H3", "2026-13", "26Q1", "２０２６", "0000", "2026Q1 "]
)
def test_what_is_no_period_is_refused(told: str) -> None:
    with pytest.raises(Trouble) as caught:
        period_days(told)
    assert caught.value.key == "payment.period"


def test_a_claim_goes_its_way_and_no_other() -> None:
    steps = {(one, other) for one in STATES for other in STATES if may_become(one, other)}
    assert steps == {
        ("claimed", "approved"), ("claimed", "refused"), ("approved", "paid"), ("approved", "refused"),
    }  # fmt: skip


def test_the_periods_that_are_offered_are_periods_and_the_last_quarter_comes_first() -> None:
    for day in (dt.date(2026, 1, 1), dt.date(2026, 7, 31), dt.date(2026, 12, 31)):
        told = periods(day)
        assert len(set(told)) == len(told)
        assert all(period_days(one)[0] <= day for one in told)
    assert periods(dt.date(2026, 1, 5))[:2] == ["2025Q4", "2026Q1"]
    assert periods(dt.date(2026, 10, 5))[:2] == ["2026Q3", "2026Q4"]
