"""An empty field is told with whose it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.records import (
    Agency,
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Party,
    Performance,
    PerformanceItem,
    Room,
    Visit,
)
from app.rules.needed import missing
from app.words import say


@pytest.fixture
def lacking() -> set[str]:
    """What is said of a case with one of everything that is told in rows, or two."""
    promise = PerformanceItem(what="于2026年12月1日前付清全部修理费用人民币一万元")
    agreed = MediationSession(number=2, outcome="agreed")
    told = CaseFile(
        Case(), Room(),
        parties=[Party(name="陈某"), Party()],
        inquiries=[Inquiry(), Inquiry(at=datetime(2026, 9, 2, 10))],
        sessions=[MediationSession(number=1, outcome="next", at=datetime(2026, 9, 1, 9)), agreed],
        items=[promise, PerformanceItem()],
        performances=[Performance(item_id=promise.id)],
        visits=[Visit(done_on=date(2026, 11, 17))],
        agencies=[Agency(name="何某")],
    )  # fmt: skip
    return {one.said(say) for one in missing(told, "closing")}


def test_a_party_without_a_number_is_named_or_counted(lacking: set[str]) -> None:
    assert "陈某的“证件号码”还没有填。" in lacking
    assert "第2个当事人的“证件号码”还没有填。" in lacking
    assert "第2个当事人的“姓名或名称”还没有填。" in lacking


def test_inquiries_sessions_and_visits_are_told_by_number_and_day(lacking: set[str]) -> None:
    starts = {one.split("“")[0] for one in lacking}
    assert {
        "第1次调查的", "第2次调查（2026-09-02）的", "第1次调解（2026-09-01）的", "第2次调解的",
        "第1次回访（2026-11-17）的",
    } <= starts  # fmt: skip


def test_what_was_done_is_told_by_the_promise_and_an_agency_by_the_agent(lacking: set[str]) -> None:
    starts = {one.split("“")[0] for one in lacking}
    assert {"于2026年12月1日前付清全部修理费用…的", "何某的"} <= starts


def test_of_the_case_itself_nobody_is_named(lacking: set[str]) -> None:
    assert "“纠纷简要情况”还没有填。" in lacking
