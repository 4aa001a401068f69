"""Sitting down, telling, agreeing, visiting."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Letter, Mediator
from app.rules.dossier import AGREEMENT, CLOSING, VISIT
from app.rules.needed import NEEDS
from tests.rules.looking import faults

CLEAN = """
2026-03-01 受理 张三 李四
2026-03-05 调解 达成协议
2026-03-05 协议
2026-04-01 应履行 李四
2026-04-02 回访 已履行
"""


def work_findings(case_file, need):
    """Rules 1, 2, 4, 5, 8, 12, 19 and 25: the work itself."""
    case_file.case.file_no = "1"
    return faults(case_file, 1, 2, 4, 5, 8, 12, 19, 25, need=NEEDS[need])


def names(case_file, need=CLOSING):
    return [one.name for one in work_findings(case_file, need)]


def test_the_places_are_those_of_the_needs():
    assert [NEEDS[place] for place in (AGREEMENT, VISIT, CLOSING)] == [
        "agreement",
        "visit",
        "closing",
    ]


def test_good_work_has_nothing_to_say(told):
    assert names(told(CLEAN)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-01 受理 张三", {"two_parties", "no_session"}),
        ("2026-03-01 受理 张三 李四\n2026-03-05 调解 达成协议", {"no_agreement", "no_visit"}),
        (
            "2026-03-01 受理 张三 李四\n2026-03-05 调解 终止调解",
            {"routes_not_told", "no_end_reason"},
        ),
        ("2026-03-01 受理 张三 李四\n2026-03-05 调解 未达成一致", set()),
    ],
)
def test_what_the_work_lacks_is_named(told, text, said):
    assert set(names(told(text))) == said


def test_before_the_agreement_a_session_may_still_come(told):
    assert names(told("2026-03-01 受理 张三 李四"), AGREEMENT - 1) == []
    assert names(told(CLEAN.split("2026-04-02", maxsplit=1)[0]), VISIT - 1) == []


def test_ended_with_reason_and_routes_is_well_ended(told):
    case_file = told("2026-03-01 受理 张三 李四\n2026-03-05 调解 终止调解")
    case_file.case.told_routes, case_file.case.result_reason = True, "分歧过大"
    assert names(case_file) == []


def test_a_draft_without_a_day_is_named_itself(told):
    case_file = told(CLEAN)
    agreement = case_file.agreements[0]
    agreement.made_on = agreement.sealed_on = None
    (found,) = work_findings(case_file, VISIT)
    assert (found.name, found.record_id) == ("no_agreement", agreement.id)


def test_rights_told_once_are_told(told):
    case_file = told(CLEAN)
    case_file.sessions[0].rights_told = False
    assert names(case_file) == ["rights_not_told"]


def test_rights_told_at_one_of_two_sessions_are_told(told):
    case_file = told(CLEAN.replace("2026-03-05 协议", "2026-03-05 调解 达成协议\n2026-03-05 协议"))
    case_file.sessions[0].rights_told = False
    assert names(case_file) == []


def test_each_step_asks_for_its_own(told):
    assert names(told("2026-03-01 受理 张三 李四"), AGREEMENT) == ["no_session"]
    assert names(told(CLEAN.split("2026-04-02", maxsplit=1)[0]), VISIT) == ["no_visit"]


def test_a_session_without_its_outcome_is_a_session_all_the_same(told):
    case_file = told("2026-03-01 受理 张三 李四\n2026-03-05 调解")
    (found,) = work_findings(case_file, AGREEMENT)
    session = case_file.sessions[0]
    assert (found.name, found.record_id, found.field) == ("no_outcome", session.id, "outcome")
    assert found.severity == "stop"
    session.outcome = "adjourned"
    assert names(case_file, AGREEMENT) == []


def test_of_several_sessions_the_last_is_asked_for_its_outcome(told):
    case_file = told("2026-03-01 受理 张三 李四\n2026-03-05 调解\n2026-03-09 调解")
    (found,) = work_findings(case_file, AGREEMENT)
    assert found.record_id == case_file.sessions[1].id


def test_a_high_risk_is_reported(told):
    """人民调解法 25"""
    case_file = told(CLEAN)
    case_file.case.risk = "high"
    assert names(case_file) == ["risk_not_reported"]
    case_file.case.risk_reported = "3月2日电话告知刁镇派出所"
    assert names(case_file) == []


def test_the_lead_mediator_sits_at_the_table(told):
    case_file = told(CLEAN)
    other = Mediator(name="王玉珍")
    case_file.mediators[other.id] = other
    case_file.sessions[0].mediator_ids = [other.id]
    assert names(case_file) == ["lead_not_in_session"]


def test_the_lead_may_miss_a_session_but_not_all(told):
    case_file = told(CLEAN.replace("2026-03-05 协议", "2026-03-05 调解 达成协议\n2026-03-05 协议"))
    case_file.sessions[0].mediator_ids = ["other"]
    assert names(case_file) == []


def test_a_session_only_planned_says_nothing_of_mediators(told):
    case_file = told("2026-03-01 受理 张三 李四\n2026-03-25 调解")
    case_file.sessions[0].mediator_ids = ["other"]
    assert names(case_file, AGREEMENT - 1) == []


def test_nobody_mediates_after_leaving(told):
    case_file = told(CLEAN)
    lead = case_file.mediators[case_file.case.lead_id]
    lead.left_on = date(2026, 3, 6)
    assert names(case_file) == []
    lead.left_on = date(2026, 3, 5)
    assert names(case_file) == ["mediator_left"]
    case_file.mediators.clear()
    assert names(case_file) == []


def test_the_last_visit_comes_after_the_last_promise(told):
    case_file = told(CLEAN.replace("04-02", "03-20"))
    assert names(case_file) == ["visit_before_due"]
    assert names(case_file, VISIT) == []


def test_the_last_of_several_visits_and_promises_decides(told):
    twice = CLEAN.replace("2026-04-01 应履行", "2026-05-01 应履行 李四\n2026-04-01 应履行")
    (found,) = work_findings(told(twice), CLOSING)
    assert (found.name, found.facts) == ("visit_before_due", {"day": date(2026, 5, 1)})
    assert names(told(CLEAN.replace("04-02", "04-01"))) == []
    assert names(told(twice + "2026-05-02 回访")) == []
    assert names(told(CLEAN + "2026-03-20 回访")) == []


def test_another_visitor_says_why(told):
    """谁调处、谁回访、谁负责"""
    case_file = told(CLEAN)
    case_file.visits[0].by_id = "somebody else"
    assert names(case_file) == ["visitor_changed"]
    case_file.visits[0].change_reason = "杜守义住院"
    assert names(case_file) == []


def test_a_report_of_the_risk_is_the_telling_once_it_has_a_day(told):
    case_file = told(CLEAN)
    case_file.case.risk = "high"
    assert names(case_file) == ["risk_not_reported"]
    letter = Letter(letter_kind="risk", organ="刁镇派出所")
    case_file.letters.append(letter)
    assert names(case_file) == ["risk_not_reported"]
    letter.dated_on = letter.receipt_on = date(2026, 3, 5)
    assert names(case_file) == []
