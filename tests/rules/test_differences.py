"""Only what reads otherwise asks a person; two texts are parted character by character."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.records import Agreement, Case, Party, Workstation
from app.records.field import fields_of
from app.rules import differences as diff

CASE, NOW = fields_of(Case), dt.datetime(2026, 3, 2, 9, 0)


def test_two_values_of_a_field_a_person_writes_ask() -> None:
    assert diff.asks_a_person(CASE["summary"], ["甲说", "乙说"])
    assert diff.asks_a_person(CASE["summary"], ["甲说", None])
    assert diff.asks_a_person(fields_of(Agreement)["terms"], [["一", "二"], ["二", "一"]])


def test_the_same_value_typed_twice_asks_nobody() -> None:
    assert not diff.asks_a_person(CASE["summary"], ["甲说", "甲说"])
    assert not diff.asks_a_person(CASE["summary"], ["共５元", "共 5元 "])
    assert not diff.asks_a_person(CASE["summary"], ["甲说"])


def test_what_the_program_keeps_for_itself_asks_nobody() -> None:
    assert not diff.asks_a_person(fields_of(Party)["position"], [1, 2])
    assert not diff.asks_a_person(fields_of(Workstation)["letter"], ["", "A"])
    assert not diff.asks_a_person(CASE["registered_on"], ["2026-03-01", "2026-03-02"])


def test_gone_on_both_sides_asks_nobody_and_gone_on_one_asks() -> None:
    assert not diff.asks_a_person(CASE["void"], ["登记错了", "重复"])
    assert diff.asks_a_person(CASE["void"], ["登记错了", None])


def test_values_that_read_the_same_stand_together() -> None:
    told = ["甲说", "乙说", "甲说 ", "丙说"]
    assert diff.groups(CASE["summary"], told) == [[0, 2], [1], [3]]


def test_a_clock_that_cannot_be_right_is_told() -> None:
    seen = ["2026-02-27T10:00:00"]
    assert not diff.cannot_be_true("2026-03-01T10:00:00", seen, NOW)
    assert not diff.cannot_be_true("2026-02-27T09:00:00", seen, NOW)  # an hour is no dead battery
    assert diff.cannot_be_true("1970-01-01T00:03:00", [], NOW)
    assert diff.cannot_be_true("2099-01-01T00:00:00", [], NOW)
    assert diff.cannot_be_true("2026-02-01T00:00:00", seen, NOW)
    assert diff.cannot_be_true("yesterday", [], NOW)


def test_a_wrong_clock_before_makes_no_right_one_doubtful() -> None:
    assert not diff.cannot_be_true("2026-03-01T10:00:00", ["2099-01-01T00:00:00", "?"], NOW)


def test_two_texts_part_where_their_characters_differ() -> None:
    one, other = diff.spans("赔偿五千元，月底付清", "赔偿八千元，年底付清")
    assert [piece for piece, differs in one if differs] == ["五", "月"]
    assert [piece for piece, differs in other if differs] == ["八", "年"]


def test_very_long_texts_are_marked_from_the_first_to_the_last_difference() -> None:
    alike = "同" * 3000
    one, other = diff.spans(f"{alike}甲{alike}", f"{alike}乙乙{alike}")
    assert one == [(alike, False), ("甲", True), (alike, False)]
    assert other == [(alike, False), ("乙乙", True), (alike, False)]


@given(st.text("甲乙丙𬭎，", max_size=40), st.text("甲乙丙𬭎，", max_size=40))
def test_the_pieces_joined_are_the_texts(one: str, other: str) -> None:
    for parts in (diff.spans(one, other), diff._middle(one, other)):
        assert ["".join(piece for piece, _ in side) for side in parts] == [one, other]
        same = ["".join(piece for piece, differs in side if not differs) for side in parts]
        assert same[0] == same[1]
