"""What is told of a case to another system is what is known, never a draft and never a guess."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.desk.ledger.targets import targets
from app.records import (
    Agreement,
    Case,
    CaseFile,
    MediationSession,
    Party,
    PerformanceItem,
    Room,
    Subsidy,
)  # fmt: skip
from app.rules.case_line import line_of
from app.rules.sheet_facts import FACTS, Line, agreed, mediated_on, people_count, rewarded, sides

DAY = dt.date(2026, 3, 2)


def a_file(**case: object) -> CaseFile:
    return CaseFile(Case(**case), Room())


def test_every_fact_that_comes_in_has_a_target() -> None:
    assert {fact.take for fact in FACTS.values() if fact.take} <= targets().keys()


def test_a_draft_of_an_agreement_is_told_to_nobody() -> None:
    file = a_file()
    file.agreements = [Agreement(form="written", number="第1号")]
    assert agreed(file) is None
    assert FACTS["agreement_no"].told(Line(file, DAY)) is None
    file.agreements = [Agreement(form="written", number="第1号", made_on=DAY)]
    assert FACTS["agreement_no"].told(Line(file, DAY)) == "第1号"


def test_the_sum_of_a_sheet_is_the_sum_the_reports_count() -> None:
    file = a_file(result="agreed")
    file.agreements = [Agreement(form="written", made_on=DAY)]
    assert FACTS["amount"].told(Line(file, DAY)) is None
    file.case.amount = Decimal(300)  # as told before it was agreed
    assert FACTS["amount"].told(Line(file, DAY)) == Decimal(300)
    file.items = [PerformanceItem(amount=Decimal(200)), PerformanceItem(amount=Decimal("300.50"))]
    assert FACTS["amount"].told(Line(file, DAY)) == line_of(file).amount == Decimal("500.50")
    taken_in = a_file(result="agreed", amount=Decimal("500.50"))
    assert line_of(taken_in).amount == line_of(file).amount


def test_what_a_draft_promises_is_told_to_nobody() -> None:
    file = a_file(amount=Decimal(300))
    file.agreements = [Agreement(form="written")]
    file.items = [PerformanceItem(amount=Decimal(500))]
    assert FACTS["amount"].told(Line(file, DAY)) == Decimal(300)


def test_sides_are_named_and_one_without_a_side_stands_alone() -> None:
    file = a_file()
    file.parties = [
        Party(role="applicant", name="张三"), Party(role="applicant", name="王五"),
        Party(role="third", name="赵六"), Party(name="孙七"), Party(role="respondent"),
    ]  # fmt: skip
    assert sides(file) == "申请人：张三、王五；第三人：赵六；孙七"
    assert people_count(file) == 5
    assert people_count(a_file()) is None


def test_the_day_of_mediation_is_the_last_session_else_as_told() -> None:
    file = a_file(mediated_told=dt.date(2026, 1, 3))
    assert mediated_on(file) == dt.date(2026, 1, 3)
    file.sessions = [
        MediationSession(at=dt.datetime(2026, 1, 5, 9)), MediationSession(at=dt.datetime(2026, 1, 9, 9)),
    ]  # fmt: skip
    assert mediated_on(file) == dt.date(2026, 1, 9)


def test_what_was_rewarded_is_one_sum_with_its_state() -> None:
    paid = [
        Subsidy(level="ordinary", amount=Decimal("100.00"), status="approved"),
        Subsidy(level="ordinary", amount=Decimal("50.50"), status="approved"),
    ]
    assert rewarded(Line(a_file(), DAY, paid)) == "一般150.5元（已核定）"
    assert rewarded(Line(a_file(), DAY, [Subsidy(status="refused")])) == "不予补贴"
    assert rewarded(Line(a_file(), DAY)) == ""


def test_a_place_of_mediation_is_that_of_the_last_session_that_says_where() -> None:
    sessions = [
        MediationSession(place="村部"),
        MediationSession(place="老孟调解室"),
        MediationSession(),
    ]
    file = CaseFile(Case(), Room(studio_code="370181-GZS-1"), sessions=sessions)
    assert FACTS["mediated_at"].told(Line(file, DAY)) == "老孟调解室"
    assert FACTS["studio_code"].told(Line(file, DAY)) == "370181-GZS-1"
    assert FACTS["mediated_at"].told(Line(CaseFile(Case(), Room()), DAY)) is None
