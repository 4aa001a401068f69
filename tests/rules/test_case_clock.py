"""One clock a case: it goes on from what the case was made of, until the case is settled."""

from __future__ import annotations

from datetime import date, datetime

from app import holidays
from app.records import Agreement, Case, CaseFile, Room
from app.records.case_file import Brought
from app.rules import case_clock, mechanism

CALENDAR = holidays.load()
USUAL = mechanism.preset(mechanism.USUAL)
CAME = datetime(2026, 11, 2, 9, 30)


def file(*brought: Brought, **case: object) -> CaseFile:
    return CaseFile(Case(**case), Room(), brought=brought)


def clock(made: CaseFile):
    return case_clock.running(made, USUAL, CALENDAR)


def test_it_goes_on_from_the_receipt_whenever_the_case_was_accepted() -> None:
    for accepted_on in (None, date(2026, 11, 2), date(2026, 11, 12)):
        found = clock(file(Brought(CAME), tier="hard", accepted_on=accepted_on))
        assert (found.soft.due.day, found.hard.due.day) == (date(2026, 11, 16), date(2026, 11, 23))


def test_hours_count_from_the_minute_it_came() -> None:
    found = clock(file(Brought(CAME), tier="simple", accepted_on=CAME.date()))
    assert found.hard.at == datetime(2026, 11, 2, 11, 30)


def test_what_joins_a_case_that_was_there_before_puts_nothing_off() -> None:
    found = clock(file(Brought(CAME), tier="hard", accepted_on=date(2026, 10, 12)))
    assert found.start.date() == date(2026, 10, 12)


def test_a_fixed_day_stands_over_the_tier_and_the_nearest_of_several_counts() -> None:
    fixed = Brought(CAME, "hard", due_on=date(2026, 11, 30))
    found = clock(file(fixed))
    assert (found.fixed, found.soft.due.day) == (True, date(2026, 11, 30))
    given = Brought(CAME, "hard", given_at=CAME, given_until=date(2026, 11, 6))
    assert clock(file(fixed, given)).soft.due.day == date(2026, 11, 6)


def test_it_ends_when_the_case_is_settled() -> None:
    made = file(Brought(CAME), tier="hard")
    made.agreements = [Agreement(form="oral", made_on=date(2026, 11, 5))]
    assert clock(made) is None
    assert case_clock.clock_of(made, USUAL, CALENDAR) is not None
