"""Dates in their order, none ahead of today, none past the period."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.records import Inquiry, MediationSession, Notice
from app.rules.date_order import in_order, within_period

TODAY = date(2026, 4, 10)
RIGHT = """
2026-03-02 受理 张三 李四
2026-03-03 调查
2026-03-05 调解 达成协议
2026-03-05 协议
2026-04-01 应履行 李四 300元
2026-03-05 履行 1 100元
2026-04-02 回访 已履行
2026-04-03 结案
"""


def date_findings(case_file, today, calendar, lengths):
    return [*in_order(case_file, today), *within_period(case_file, today, calendar, lengths)]


@pytest.fixture
def said(calendar, lengths):
    def judge(case_file):
        found = date_findings(case_file, TODAY, calendar, lengths)
        return {(one.name, one.label, one.names.get("other", "")) for one in found}

    return judge


def test_a_case_told_in_order_has_nothing_to_say(told, said):
    assert said(told(RIGHT)) == set()


@pytest.mark.parametrize(
    ("right", "wrong", "what", "other"),
    [
        ("03-03 调查", "03-01 调查", "inquiry.at", "case.accepted_on"),
        ("03-05 调解", "03-01 调解", "mediation_session.at", "case.accepted_on"),
        ("03-05 调解", "03-06 调解", "agreement.made_on", "mediation_session.at"),
        ("03-05 履行", "03-04 履行", "performance.done_on", "agreement.made_on"),
        ("04-02 回访", "03-04 回访", "visit.done_on", "agreement.made_on"),
        ("04-03 结案", "04-01 结案", "case.closed_on", "visit.done_on"),
    ],
)
def test_what_comes_before_its_turn_is_named_with_the_other(told, said, right, wrong, what, other):
    assert ("date_order", what, other) in said(told(RIGHT.replace(right, wrong)))


def test_signatures_come_with_or_after_the_agreement(told, said):
    case_file = told(RIGHT)
    case_file.agreements[0].parties_signed_on = date(2026, 3, 4)
    assert said(case_file) == {("date_order", "agreement.parties_signed_on", "agreement.made_on")}


def test_what_happened_comes_before_the_acceptance(told, said):
    case_file = told(RIGHT)
    case_file.case.happened_on = date(2026, 3, 3)
    assert said(case_file) == {("date_order", "case.accepted_on", "case.happened_on")}


def test_an_inquiry_may_follow_a_session_and_a_second_session_an_agreement(told, said):
    case_file = told(RIGHT)
    case_file.inquiries.append(Inquiry(at=datetime(2026, 3, 20, 9, 0)))
    case_file.sessions.append(MediationSession(at=datetime(2026, 3, 25, 9, 0), outcome="adjourned"))
    assert said(case_file) == set()


def test_a_session_still_to_come_is_no_mistake(story, said):
    """
    2026-03-25 受理 张三 李四
    2026-04-20 调解
    """
    assert said(story) == set()


def test_what_was_done_today_is_done(story, said):
    """
    2026-04-10 受理 张三 李四
    2026-04-10 调解
    """
    assert said(story) == set()
    story.case.happened_on = date(2026, 4, 11)
    assert ("in_future", "case.happened_on", "") in said(story)


def test_what_is_told_as_done_tomorrow_is_asked_back(story, said):
    """
    2026-03-25 受理 张三 李四
    2026-04-11 调解 未达成一致
    """
    assert said(story) == {("in_future", "mediation_session.at", "")}


def test_a_holiday_is_no_mistake(reference, calendar, lengths):
    """The inquiry of 2026-09-25 was held on 中秋: allowed, and kept as told."""
    assert date_findings(reference, date(2026, 11, 18), calendar, lengths) == []


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("2026-03-11 受理 张三 李四", False),
        ("2026-03-10 受理 张三 李四", True),
        ("2026-02-02 受理 张三 李四\n2026-03-04 协议", False),
        ("2026-02-02 受理 张三 李四\n2026-03-05 协议", True),
        ("2026-02-02 受理 张三 李四\n2026-03-05 终止", True),
        ("2026-02-02 受理 张三 李四\n2026-03-05 结案", True),
        ("2020-02-02 受理 张三 李四", False),
        ("", False),
    ],
)
def test_a_period_run_over_is_told_where_its_end_is_certain(told, said, text, over):
    """Thirty days from 2026-03-11 end today, on 04-10; the tables of 2020 are not shipped."""
    assert bool({name for name, *_ in said(told(text))} & {"over_period"}) is over


def test_an_old_ledger_success_without_a_day_is_not_over_its_period(told, said):
    case_file = told("2026-02-02 受理 张三 李四")
    case_file.case.result = "agreed"
    assert said(case_file) == set()


def test_both_parties_may_have_extended_it(told, said):
    case_file = told("2026-02-02 受理 张三 李四\n2026-03-05 协议")
    case_file.case.extended_until = date(2026, 3, 5)
    assert said(case_file) == {("extension_unproved", "case.extended_until", "")}
    case_file.notices.append(Notice(notice_kind="extension"))
    assert said(case_file) == set()
