"""The clocks of letters: counted from the signed receipt, over holidays and make-up days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import holidays
from app.codes import code_list
from app.records import Case, CaseFile, Letter, Room
from app.rules import docking
from app.rules.calendar import working_day, working_days_between
from app.rules.deadlines import deadlines

CALENDAR = holidays.load()
KINDS = [one.code for one in code_list("letter_kind") if one.facts["direction"] == "in"]
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 20))
incoming = st.builds(Letter, letter_kind=st.sampled_from(KINDS), received_on=DAYS)


def case_with(*letters: Letter) -> CaseFile:
    return CaseFile(Case(), Room(), letters=list(letters))


def running(file, lengths):
    return [(one.key, one.due.day, one.field) for one in deadlines(file, CALENDAR, lengths)]


@given(incoming)
def test_the_first_day_is_not_counted_and_the_last_is_worked(letter):
    due = docking.answer_by(letter, CALENDAR)
    days = docking.days_of(letter.letter_kind, "days")
    assert (due is None) == (days == 0)
    if due and due.certain:
        told = letter.received_on + timedelta(days=days)
        assert due.day >= told
        assert working_day(CALENDAR, due.day)
        assert working_days_between(CALENDAR, told, due.day) == (0 if due.day == told else 1)


@given(incoming)
def test_whether_it_is_taken_is_said_within_three_working_days(letter):
    due = docking.confirm_by(letter, CALENDAR)
    count = docking.days_of(letter.letter_kind, "confirm_in")
    assert (due is None) == (count == 0)
    if due:
        assert working_days_between(CALENDAR, letter.received_on, due.day) == count
        assert working_day(CALENDAR, due.day) is not False


@given(incoming, st.integers(1, 60))
def test_a_later_receipt_never_falls_due_earlier(letter, later):
    second = Letter(
        letter_kind=letter.letter_kind, received_on=letter.received_on + timedelta(later)
    )
    for clock in (docking.answer_by, docking.confirm_by):
        first_due, second_due = clock(letter, CALENDAR), clock(second, CALENDAR)
        assert (first_due is None) == (second_due is None)
        assert first_due is None or second_due.day >= first_due.day


@given(incoming, DAYS)
def test_the_day_the_letter_names_counts_before_any_counting(letter, day):
    letter.due_on = day
    assert docking.answer_by(letter, CALENDAR).day == day


def test_a_court_hands_over_before_the_national_holiday(lengths):
    """Signed for on 28 September 2026: the holiday runs from 1 to 7 October, the 10th is made up."""
    letter = Letter(
        letter_kind="court_assign", organ="章丘区人民法院", received_on=date(2026, 9, 28)
    )
    assert running(case_with(letter), lengths) == [
        ("deadline.letter_confirm", date(2026, 10, 8), "receipt_on"),
        ("deadline.letter_answer", date(2026, 10, 28), "due_on"),
    ]


@pytest.mark.parametrize(("kind", "day"), [("court_entrust", 20), ("court_entrust_summary", 12)])
def test_after_filing_the_court_gives_fifteen_days_or_seven(lengths, kind, day):
    letter = Letter(letter_kind=kind, received_on=date(2026, 3, 5), receipt_on=date(2026, 3, 6))
    assert running(case_with(letter), lengths) == [
        ("deadline.letter_answer", date(2026, 3, day), "due_on")
    ]


def test_a_reply_ends_every_clock_of_the_letter(lengths):
    letter = Letter(letter_kind="court_assign", received_on=date(2026, 3, 5))
    reply = Letter(letter_kind="reply", answers_id=letter.id, dated_on=date(2026, 3, 9))
    file = case_with(letter, reply)
    assert running(file, lengths) == []
    assert docking.answer_to(file, letter) is reply
    assert docking.answered(file, reply) is letter
    assert docking.unanswered(file) == []
    assert docking.unanswered(case_with(letter)) == [letter]


def test_without_a_signed_receipt_no_clock_runs(lengths):
    assert running(case_with(Letter(letter_kind="court_assign")), lengths) == []


def test_what_the_room_sent_waits_for_its_receipt(lengths):
    sent = Letter(letter_kind="transfer", direction="out", dated_on=date(2026, 3, 2))
    assert running(case_with(sent), lengths) == [
        ("deadline.letter_receipt", date(2026, 3, 9), "receipt_on")
    ]
    sent.receipt_on = date(2026, 3, 4)
    assert running(case_with(sent), lengths) == []


def test_a_reply_wants_no_receipt(lengths):
    reply = Letter(letter_kind="reply", direction="out", dated_on=date(2026, 3, 2))
    assert running(case_with(reply), lengths) == []


def test_a_kind_only_a_newer_program_knows_has_no_clock_but_its_own_day(lengths):
    letter = Letter(letter_kind="moon", direction="in", received_on=date(2026, 3, 2))
    assert running(case_with(letter), lengths) == []
    letter.due_on = date(2026, 3, 20)
    assert running(case_with(letter), lengths) == [
        ("deadline.letter_answer", date(2026, 3, 20), "due_on")
    ]
    assert docking.wants_answer(letter)


def test_a_day_in_a_year_nobody_announced_is_in_doubt():
    letter = Letter(letter_kind="court_assign", received_on=date(2026, 12, 15))
    assert docking.answer_by(letter, CALENDAR).missing_year == 2027


def test_an_organ_waits_for_its_answer_after_the_case_is_closed(lengths):
    letter = Letter(letter_kind="court_assign", organ="法院", received_on=date(2026, 3, 5))
    sent = Letter(letter_kind="transfer", organ="派出所", dated_on=date(2026, 3, 2))
    file = case_with(letter, sent)
    file.case.accepted_on = date(2026, 3, 5)
    before = running(file, lengths)
    file.case.closed_on = date(2026, 3, 20)
    assert {key for key, _, _ in before} - {key for key, _, _ in running(file, lengths)} == {
        "deadline.period"
    }
    assert [(one.name, one.record_id) for one in docking.left_open(file)] == [
        ("letter_unanswered", letter.id), ("receipt_not_back", sent.id),
    ]  # fmt: skip
    sent.receipt_on = date(2026, 3, 21)
    file.letters.append(Letter(letter_kind="reply", answers_id=letter.id))
    assert running(file, lengths) == []
    assert list(docking.left_open(file)) == []


def test_every_source_a_letter_names_is_one_of_the_codes():
    named = {one.facts["source"] for one in code_list("letter_kind") if "source" in one.facts}
    assert named <= {one.code for one in code_list("source")}
