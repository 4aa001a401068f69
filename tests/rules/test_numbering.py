"""File numbers: issued once, read back from however they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codes import code_list
from app.rules.numbering import (
    TRADITIONAL,
    Number,
    next_number,
    next_series,
    parse,
    pattern_problem,
    render,
    series_at,
)

PATTERNS = [line.facts["pattern"] for line in code_list("number_pattern")]
NUMBERS = st.builds(
    Number,
    short=st.text("刁旧军人民调仲张官村", min_size=1, max_size=6),
    year=st.integers(2000, 2099),
    serial=st.integers(1, 99999),
    series=st.integers(0, 60).map(series_at),
)


@given(st.sampled_from(PATTERNS), NUMBERS)
def test_a_number_reads_back_as_it_was_issued(pattern, number):
    assert parse(pattern, render(pattern, number)) == number


@given(st.sampled_from(PATTERNS), st.lists(NUMBERS, max_size=8), NUMBERS)
def test_the_next_number_was_never_used(pattern, used, wish):
    written = [render(pattern, number) for number in used]
    fresh = next_number(pattern, written, short=wish.short, year=wish.year, series=wish.series)
    assert render(pattern, fresh) not in written


@given(st.sampled_from(PATTERNS), NUMBERS, st.integers(0, 60).map(series_at))
def test_two_workstations_never_issue_the_same_number(pattern, number, other):
    twin = Number(number.short, number.year, number.serial, other)
    assert (render(pattern, twin) == render(pattern, number)) == (other == number.series)


def test_the_first_number_of_a_room_is_the_one_on_its_cover():
    number = next_number(TRADITIONAL, [], short="刁人调", year=2026)
    assert render(TRADITIONAL, number) == "（2026）刁人调字第1号"


def test_each_year_and_each_series_counts_from_one():
    used = [
        "（2026）刁人调字第2号",
        "（2026）刁人调字第7号",
        "（2025）刁人调字第90号",
        "（2026）刁人调字第A3号",
        "口头登记",
    ]
    assert next_number(TRADITIONAL, used, short="刁人调", year=2026).serial == 8
    assert next_number(TRADITIONAL, used, short="刁人调", year=2027).serial == 1
    assert next_number(TRADITIONAL, used, short="刁人调", year=2026, series="A").serial == 4
    assert next_number(TRADITIONAL, used, short="旧人调", year=2026).serial == 1


@pytest.mark.parametrize(
    "typed",
    [
        "(2026)刁人调字第12号",
        "〔2026〕刁人调字第12号",
        "[2026] 刁人调字 第１２号",
        "【2026】刁人调字第012号",
    ],
)
def test_brackets_and_widths_are_forgiven(typed):
    assert parse(TRADITIONAL, typed) == Number("刁人调", 2026, 12)


@pytest.mark.parametrize(
    "typed", ["", "2026刁人调字第12号", "（26）刁人调字第12号", "（2026）字第12号"]
)
def test_another_shape_is_not_a_number(typed):
    assert parse(TRADITIONAL, typed) is None


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (TRADITIONAL, None),
        ("{year}{town}{short}字{series}{serial}号", "numbering.unknown_token"),
        ("{year}{short}字{series}{serial:5}号", "numbering.unknown_token"),
        ("{year}{year}{short}字{series}{serial}号", "numbering.token_twice"),
        ("{year}{short}字第{serial}号", "numbering.token_missing"),
        ("{short}{series}{serial}-{year}", "numbering.tokens_touch"),
        ("{year}{short}字{series}1{serial}号", "numbering.tokens_touch"),
        ("{short}字{series}{serial}{year}号", "numbering.tokens_touch"),
    ],
)
def test_a_pattern_that_could_repeat_or_blur_numbers_is_told(pattern, problem):
    assert pattern_problem(pattern) == problem


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_shipped_patterns_hold(pattern):
    assert pattern_problem(pattern) is None


def test_workstations_get_letters_in_turn():
    assert next_series([]) == ""
    assert next_series(["", "A", "C"]) == "B"
    assert series_at(24) == "Z"
    assert series_at(25) == "AA"
