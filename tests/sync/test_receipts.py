"""A late stick's receipt does not replace a newer one; that of a machine put back to an old copy does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync import receipts
from app.sync.receipts import Have, Receipt

NOW = dt.datetime(2026, 9, 24, 9, 30)
MONDAY, TUESDAY = "2026-09-21T09:00:00", "2026-09-22T09:00:00"
LOW: Have = {"them": [(5, "t5")], "us": [(7, "u7")]}
HIGH: Have = {"them": [(5, "t5")], "us": [(9, "u9")]}


def weigh(
    old: tuple[Have, str] | None, new: tuple[Have, str], passed_over: str = ""
) -> receipts.Weighed:
    return receipts.weigh(
        Receipt(*old) if old else None, Receipt(*new), sender="them", us="us", now=NOW,
        passed_over=passed_over,
    )  # fmt: skip


def test_the_first_receipt_holds() -> None:
    assert weigh(None, (LOW, MONDAY)).verdict == receipts.FIRST


def test_a_receipt_that_claims_more_holds_whatever_the_clocks_say() -> None:
    for made in (MONDAY, TUESDAY, "1970-01-01T00:00:00", ""):
        found = weigh((LOW, TUESDAY), (HIGH, made))
        assert (found.verdict, found.holds) == (receipts.NEWER, True)


def test_the_same_claim_again_is_no_trouble_and_no_sign_of_life() -> None:
    found = weigh((HIGH, TUESDAY), (HIGH, MONDAY))
    assert (found.verdict, found.holds) == (receipts.SAME, False)
    assert weigh((HIGH, MONDAY), (HIGH, TUESDAY)).verdict == receipts.NEWER
    assert weigh((HIGH, TUESDAY), (HIGH, "1970-01-01T00:00:00")).holds  # its clock is broken


def test_the_same_claim_from_a_clock_that_was_put_back_counts_the_second_time() -> None:
    later = "2026-09-21T10:00:00"
    assert weigh((HIGH, TUESDAY), (HIGH, later), MONDAY).holds
    assert not weigh((HIGH, TUESDAY), (HIGH, MONDAY), MONDAY).holds  # the very same again


def test_a_late_stick_does_not_take_back_what_was_confirmed() -> None:
    found = weigh((HIGH, TUESDAY), (LOW, MONDAY))
    assert (found.verdict, found.holds) == (receipts.OLDER, False)


def test_a_newer_bundle_that_claims_less_comes_from_an_old_copy() -> None:
    found = weigh((HIGH, MONDAY), (LOW, TUESDAY))
    assert (found.verdict, found.holds) == (receipts.WENT_BACK, True)
    assert found.lost == {"us": 9}


def test_a_log_that_grew_tells_more_than_a_clock() -> None:
    """It went back, wrote on, and its clock went back with it."""
    grown: Have = {"them": [(6, "x6")], "us": [(7, "u7")]}
    assert weigh((HIGH, TUESDAY), (grown, MONDAY)).verdict == receipts.WENT_BACK


@pytest.mark.parametrize("made", ["1970-01-01T00:00:00", "2099-01-01T00:00:00", "", "yesterday"])
def test_where_a_clock_is_not_to_be_believed_the_lower_claim_holds(made: str) -> None:
    assert weigh((HIGH, made), (LOW, MONDAY)).holds
    assert weigh((HIGH, TUESDAY), (LOW, made)).holds


def test_a_second_old_bundle_made_later_shows_a_living_machine() -> None:
    assert weigh((HIGH, TUESDAY), (LOW, "2026-09-21T10:00:00"), MONDAY).holds
    assert weigh((HIGH, TUESDAY), (LOW, MONDAY), MONDAY).holds  # its clock stands still
    assert not weigh((HIGH, TUESDAY), (LOW, MONDAY), "2026-09-21T10:00:00").holds


def test_within_one_second_the_lower_claim_holds() -> None:
    assert weigh((HIGH, TUESDAY), (LOW, TUESDAY)).holds


def test_more_of_one_log_and_less_of_another_is_no_old_stick() -> None:
    mixed: Have = {"them": [(5, "t5")], "us": [(7, "u7")], "mate": [(1, "m1")]}
    assert weigh((HIGH, TUESDAY), (mixed, MONDAY)).holds


def test_a_log_that_is_no_longer_named_left_the_scope() -> None:
    wide: Have = {**HIGH, "moved": [(3, "m3")]}
    assert weigh((wide, MONDAY), (HIGH, TUESDAY)).verdict == receipts.NEWER
    assert weigh((HIGH, MONDAY), ({"them": [(5, "t5")]}, TUESDAY)).lost == {"us": 9}


def test_what_came_back_is_no_longer_lost() -> None:
    assert receipts.still_lost({"us": 9}, LOW) == {"us": 9}
    assert receipts.still_lost({"us": 9}, HIGH) == {}


ends = st.dictionaries(
    st.sampled_from(["them", "us", "mate"]),
    st.integers(1, 9).map(lambda n: [(n, f"e{n}")]),
)
clocks = st.sampled_from([MONDAY, TUESDAY, "1970-01-01T00:00:00", "2099-01-01T00:00:00", ""])


@given(ends, ends, clocks, clocks)
def test_no_claim_that_holds_back_an_entry_stands_twice(
    old: Have, new: Have, made: str, later: str
) -> None:
    """Whatever the clocks: the second of two lower claims, made after the first, always holds."""
    first = weigh((old, made), (new, later))
    if not first.holds:
        again = (dt.datetime.fromisoformat(later) + dt.timedelta(seconds=1)).isoformat()
        assert weigh((old, made), (new, again), later).holds
