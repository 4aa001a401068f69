"""One case as reports count it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.records import Escalation, Reopening
from app.rules.case_line import line_of, mediated_on


def test_the_reference_case_is_one_line(reference):
    line = line_of(reference, date(2026, 11, 18))
    assert (line.dispute_type, line.source, line.result, line.form) == (
        "03",
        "applied",
        "agreed",
        "written",
    )
    assert (line.performance, line.knotty, line.confirmation_applied, line.parties, line.amount) == (
        "performed", False, False, 2, Decimal(10500),
    )  # fmt: skip
    assert line.accepted_on == reference.case.accepted_on
    assert line.mediated_on == reference.agreement.made_on
    assert line.visits == len(reference.visits)


def test_an_old_ledger_line_counts_what_it_tells(told):
    case_file = told("2020-01-02 受理 张三 李四")
    case_file.case.result, case_file.case.amount = "agreed", Decimal(350)
    case_file.case.difficulty = "major"
    line = line_of(case_file, date(2026, 1, 1))
    assert (line.result, line.amount, line.form, line.knotty) == ("agreed", Decimal(350), "", True)


def test_a_case_without_agreement_is_mediated_when_it_ended(told):
    case_file = told("2026-01-02 受理 张三 李四")
    assert mediated_on(case_file) is None
    case_file.case.ended_on = date(2026, 1, 20)
    assert mediated_on(case_file) == date(2026, 1, 20)


def test_more_people_than_parties_are_counted_and_a_reopened_case_burned_again(told):
    case_file = told("2026-01-02 受理 张三 李四")
    case_file.case.people_count = 35
    line = line_of(case_file, reopenings=(Reopening(),))
    assert (line.parties, line.relapse) == (35, True)
    assert not line_of(case_file).relapse


def test_where_it_was_solved_is_concluded_until_somebody_says_it(told):
    case_file = told("2026-01-02 受理 张三 李四")
    case_file.room.committee_kind = "township"
    assert line_of(case_file).solved_at == ""
    case_file.case.result = "agreed"
    assert line_of(case_file).solved_at == "street"
    case_file.escalations = [Escalation(to_level="district")]
    assert line_of(case_file).solved_at == "district"
    case_file.case.solved_at = "grid"
    assert line_of(case_file).solved_at == "grid"
