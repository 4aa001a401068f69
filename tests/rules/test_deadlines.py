"""Which clocks run, until when, and how sure that is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.records import CaseFile
from app.rules.deadlines import (
    confirmation_until,
    deadlines,
    effective_on_of,
    period_ends_on,
    tier_due_on,
)


def running(case_file, calendar, lengths):
    return [(one.key, one.due.day) for one in deadlines(case_file, calendar, lengths)]


def test_the_reference_case_has_the_days_worked_out_by_hand(
    reference, reference_facts, calendar, lengths
):
    told = reference_facts["case"]
    assert tier_due_on(reference, calendar, lengths).day == told["tier_due_on"]
    assert period_ends_on(reference, calendar, lengths).day == told["period_ends_on"]
    until = confirmation_until(reference, calendar, lengths)
    assert until.day == reference_facts["agreement"]["judicial_confirmation_until"]
    assert until.certain


def test_while_mediating_the_reference_case_watches_tier_and_period(reference, calendar, lengths):
    case_file = CaseFile(reference.case, reference.room, parties=reference.parties)
    tier, period = deadlines(case_file, calendar, lengths)
    assert (tier.key, tier.due.day) == ("deadline.tier", date(2026, 10, 9))
    assert (period.key, period.due.day) == ("deadline.period", date(2026, 10, 26))
    assert (period.record, period.record_id, period.field) == (
        "case", reference.case.id, "extended_until",
    )  # fmt: skip
    assert tier.days_left(date(2026, 10, 8)) == 1
    assert tier.days_left(date(2026, 10, 12)) == -3


def test_after_the_agreement_the_promises_are_watched(reference, calendar, lengths):
    reference.visits.clear()
    assert running(reference, calendar, lengths) == [
        ("deadline.promised_sum", date(2026, 10, 15)),
        ("deadline.promise", date(2026, 10, 20)),
        ("deadline.confirmation", date(2026, 11, 9)),
        ("deadline.promised_sum", date(2026, 11, 15)),
    ]
    first = deadlines(reference, calendar, lengths)[0]
    assert first.facts == {"who": "欧阳𬭎", "what": "支付第一期补偿款", "open": Decimal(5500)}
    assert first.record_id == reference.items[1].id


def test_once_all_is_kept_no_clock_runs(reference, calendar, lengths):
    assert deadlines(reference, calendar, lengths) == []


def test_an_application_stops_the_confirmation_clock(reference, calendar, lengths):
    reference.visits.clear()
    reference.case.confirmation_applied_on = date(2026, 10, 20)
    assert "deadline.confirmation" not in dict(running(reference, calendar, lengths))


@pytest.mark.parametrize("text", ["2026-03-02 协议 口头", "2026-03-02 未签协议", ""])
def test_only_a_written_agreement_that_binds_can_be_confirmed(told, calendar, lengths, text):
    assert confirmation_until(told(text), calendar, lengths) is None


def test_the_hard_tier_has_a_soft_and_a_last_day(told, calendar, lengths):
    case_file = told("2026-03-02 受理 张三 李四")
    case_file.case.tier = "hard"
    assert running(case_file, calendar, lengths)[:2] == [
        ("deadline.tier", date(2026, 3, 16)),
        ("deadline.tier_longest", date(2026, 3, 23)),
    ]


def test_the_simple_tier_is_due_the_same_day(told, calendar, lengths):
    case_file = told("2026-03-02 受理 张三 李四")
    case_file.case.tier = "simple"
    first = deadlines(case_file, calendar, lengths)[0]
    assert (first.key, first.due.day, first.facts) == (
        "deadline.tier_hours", date(2026, 3, 2), {"hours": 2},
    )  # fmt: skip


def test_both_parties_may_extend_the_period(told, calendar, lengths):
    case_file = told("2026-03-02 受理 张三 李四")
    case_file.case.extended_until = date(2026, 4, 30)
    assert running(case_file, calendar, lengths) == [("deadline.extended", date(2026, 4, 30))]


def test_a_labour_dispute_may_go_to_arbitration_after_fifteen_days(told, calendar, lengths):
    case_file = told("2026-03-02 受理 张三 李四")
    case_file.case.dispute_type = "10"
    assert running(case_file, calendar, lengths)[0] == ("deadline.labour", date(2026, 3, 17))


def test_without_an_acceptance_day_no_clock_runs(told, calendar, lengths):
    case_file = told("")
    case_file.case.tier = "hard"
    case_file.case.dispute_type = "10"
    assert deadlines(case_file, calendar, lengths) == []
    assert effective_on_of(case_file) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 受理 张三 李四\n2026-03-03 结案",
        "2026-03-02 受理 张三 李四\n2026-03-03 终止",
        "2026-03-02 未签协议\n2026-03-12 应履行 李四\n2026-03-03 终止",
    ],
)
def test_a_closed_or_ended_case_has_no_clock(told, calendar, lengths, text):
    assert deadlines(told(text), calendar, lengths) == []


def test_a_promise_without_a_day_or_a_name_stops_nothing(told, calendar, lengths):
    case_file = told("2026-03-02 协议 口头\n2026-03-12 应履行\n2026-03-20 应履行 李四")
    case_file.items[1].due_on = None
    (promise,) = deadlines(case_file, calendar, lengths)
    assert promise.facts == {"who": "", "what": ""}


def test_a_promise_is_watched_before_the_last_signature_too(told, calendar, lengths):
    case_file = told("2026-03-02 未签协议\n2026-03-12 应履行 李四")
    assert running(case_file, calendar, lengths) == [("deadline.promise", date(2026, 3, 12))]


def test_a_clock_that_runs_into_an_unannounced_year_says_so(told, calendar, lengths):
    case_file = told("2026-12-10 受理 张三 李四")
    (period,) = deadlines(case_file, calendar, lengths)
    assert period.due.missing_year == 2027
