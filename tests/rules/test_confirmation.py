"""司法确认: the countdown and what follows it, and what the court wants to see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import holidays
from app.codes import code_list
from app.records import (
    Agency,
    Agreement,
    Case,
    CaseFile,
    Evidence,
    Notice,
    Party,
    PerformanceItem,
    Printed,
    Room,
    Scan,
)
from app.rules import confirmation
from app.rules.calendar import working_day
from app.rules.completeness import findings
from app.rules.deadlines import deadlines
from app.rules.lengths import shipped

CALENDAR, LENGTHS = holidays.load(), shipped()
SIGNED = date(2026, 3, 2)


def agreed(day: date = SIGNED, **told: object) -> CaseFile:
    agreement = Agreement(
        form="written", made_on=day, parties_signed_on=day, mediator_signed_on=day, sealed_on=day
    )
    promise = PerformanceItem(agreement_id=agreement.id, what="还款", due_on=day)
    return CaseFile(Case(**told), Room(), agreements=[agreement], items=[promise])


def standing(file: CaseFile, today: date) -> confirmation.Standing:
    return confirmation.standing(file, today, CALENDAR, LENGTHS)


def keys(file: CaseFile) -> list[str]:
    return [one.key for one in deadlines(file, CALENDAR, LENGTHS)]


@given(st.dates(date(2025, 1, 1), date(2026, 11, 20)), st.integers(0, 60))
def test_the_right_stands_for_thirty_days_and_lapses_after_a_worked_day(day, later):
    now = standing(agreed(day), day + timedelta(later))
    assert now.until.day >= day + timedelta(30)
    assert working_day(CALENDAR, now.until.day) is not False
    assert (now.state == "open") == (day + timedelta(later) <= now.until.day)
    assert now.state in ("open", "lapsed")


def test_every_answer_of_the_court_is_a_state_and_is_told_as_it_is():
    told = {one.code for one in code_list("confirmation")}
    assert told <= set(confirmation.STATES)
    for code in told:
        assert standing(agreed(confirmation=code), SIGNED).state == code


def test_the_day_of_the_application_says_that_it_was_made():
    now = standing(agreed(confirmation_applied_on=date(2026, 3, 10)), date(2026, 3, 11))
    assert (now.state, now.ask_by.day) == ("applied", date(2026, 4, 9))


def test_an_application_changes_the_clock_and_a_ruling_stops_it():
    file = agreed()
    assert "deadline.confirmation" in keys(file)
    file.case.confirmation_applied_on, file.case.confirmation = date(2026, 3, 10), "applied"
    assert "deadline.confirmation" not in keys(file)
    assert "deadline.court" in keys(file)
    file.case.confirmation_on = date(2026, 3, 20)
    assert "deadline.court" not in keys(file)


@pytest.mark.parametrize("code", ["confirmed", "dismissed", "refused", "unwanted"])
def test_nobody_is_reminded_of_what_is_decided(code):
    file = agreed(confirmation=code, confirmation_applied_on=date(2026, 3, 10))
    assert not {"deadline.confirmation", "deadline.court"} & set(keys(file))


def test_an_oral_agreement_or_a_draft_is_not_brought_before_a_court():
    oral, draft = agreed(), agreed()
    oral.agreements[0].form = "oral"
    draft.agreements[0].sealed_on = None
    for file in (oral, draft, CaseFile(Case(), Room())):
        assert standing(file, SIGNED).state == "none"


def test_where_every_promise_is_kept_there_is_nothing_to_enforce():
    file = agreed()
    file.items.clear()
    assert standing(file, SIGNED).state == "needless"


def test_what_the_court_wants_is_told_with_what_is_there():
    file = agreed()
    file.parties = [
        Party(id="a", name="陈㛃喆", id_number="370181196803154527", address="柳林村", phone="1"),
        Party(id="b", name="欧阳𬭎", address="柳林村"),
    ]
    file.agencies = [Agency(party_id="b", name="周律师", powers=["sign"])]
    told = {(one.place, one.who): one.has for one in confirmation.wanted(file)}
    assert told == {
        ("application", ""): False, ("agreement", ""): True, ("certificate", ""): False,
        ("identity", "陈㛃喆"): False, ("identity", "欧阳𬭎"): False,
        ("address", "陈㛃喆"): True, ("address", "欧阳𬭎"): False,
        ("agency", "欧阳𬭎"): True, ("property", ""): None,
    }  # fmt: skip
    file.evidence = [Evidence(name="身份证复印件", provider="陈㛃喆")]
    file.scans = [Scan(paper="identity", which="b", page=1), Scan(paper="confirmation", page=1)]
    file.printed = [Printed(paper="confirmation")]
    told = {(one.place, one.who): one.has for one in confirmation.wanted(file)}
    assert told["identity", "陈㛃喆"]
    assert told["identity", "欧阳𬭎"]
    assert not told["application", ""]
    file.scans[1].signed = True
    assert next(one.has for one in confirmation.wanted(file) if one.place == "application")
    file.notices = [Notice(notice_kind="certificate")]
    assert {one.place: one.has for one in confirmation.wanted(file)}["certificate"]


def test_a_term_that_has_passed_is_told_until_somebody_applied_or_gave_up():
    file, over = agreed(), date(2026, 4, 1)
    assert confirmation.over_since(file, over, CALENDAR, LENGTHS) is None
    later = over + timedelta(1)
    assert confirmation.over_since(file, later, CALENDAR, LENGTHS) == over
    file.items.clear()  # kept promises do not bring the term back
    assert confirmation.over_since(file, later, CALENDAR, LENGTHS) == over
    file.case.confirmation = "unwanted"
    assert confirmation.over_since(file, later, CALENDAR, LENGTHS) is None
    assert confirmation.over_since(CaseFile(Case(), Room()), later, CALENDAR, LENGTHS) is None


def test_only_who_prepares_an_application_is_told_by_the_meter_that_its_term_is_over():
    file, later = agreed(), date(2026, 4, 2)
    args = (later, CALENDAR, LENGTHS)

    def told() -> list[str]:
        return [one.name for one in findings(file, *args) if one.name == "confirmation_over"]

    assert told() == []
    file.case.court = "济南市章丘区人民法院"
    assert told() == ["confirmation_over"]
    file.case.confirmation_applied_on = later
    assert told() == []
