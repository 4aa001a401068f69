"""Identity numbers of persons and organisations. All numbers are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity import (
    CHECKS,
    CREDIT_CHARACTERS,
    age_on,
    check_character,
    check_credit_code,
    check_identity,
    credit_check_character,
    masked,
)

AREAS = st.from_regex(r"[1-8][0-9]{5}", fullmatch=True)
BIRTHS = st.dates(date(1900, 1, 1), date(2026, 12, 31))
SERIALS = st.integers(0, 999)


@st.composite
def numbers(draw):
    """A number as GB 11643 makes it, with the birth day and sex that went into it."""
    born, serial = draw(BIRTHS), draw(SERIALS)
    body = f"{draw(AREAS)}{born:%Y%m%d}{serial:03d}"
    return body + check_character(body), born, "1" if serial % 2 else "2"


@given(numbers())
def test_a_number_tells_birth_and_sex(made):
    number, born, sex = made
    read = check_identity(number)
    assert read.valid
    assert (read.birth_on, read.sex, read.problem) == (born, sex, None)
    assert read.kind == ("residence_permit" if number[:2] in {"81", "82", "83"} else "resident")


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(made, place, digit):
    number = made[0]
    wrong = number[:place] + digit + number[place + 1 :]
    assert check_identity(wrong, "resident").valid == (wrong == number)


@given(numbers(), st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_noticed(made, place):
    number = made[0]
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check_identity(swapped).valid == (swapped == number)


def test_the_reference_persons_are_read_rightly():
    """陈㛃喆: 1968-03-15, a woman, 58 on 2026-09-24. 欧阳𬭎: 1975-11-02, a man, still 50."""
    chen = check_identity("370181196803154527")
    ouyang = check_identity("370181197511020038")
    assert (chen.valid, chen.sex, chen.birth_on) == (True, "2", date(1968, 3, 15))
    assert (ouyang.valid, ouyang.sex, ouyang.birth_on) == (True, "1", date(1975, 11, 2))
    assert age_on(chen.birth_on, date(2026, 9, 24)) == 58
    assert age_on(ouyang.birth_on, date(2026, 9, 24)) == 50
    assert age_on(ouyang.birth_on, date(2026, 11, 1)) == 50
    assert age_on(ouyang.birth_on, date(2026, 11, 2)) == 51


@pytest.mark.parametrize(
    "written", ["37018119481223807x", "370181 19481223 807Ｘ", "37018119481223807X"]
)
def test_a_small_x_and_wide_characters_are_one_number(written):
    read = check_identity(written)
    assert (read.number, read.valid) == ("37018119481223807X", True)


@pytest.mark.parametrize(
    ("number", "kind", "problem"),
    [
        ("370181196803154528", None, "identity.check"),
        ("370181196802304523", None, "identity.birth"),
        ("3701811968031545", None, "identity.form"),
        ("37018119680315452", "resident", "identity.form"),
        ("370181681315452", None, "identity.birth"),
        ("91350100M000100Y42", "credit_code", "identity.credit_check"),
        ("91350100M000100Y4", "credit_code", "identity.credit_form"),
        ("91350100M000100I43", "credit_code", "identity.credit_form"),
    ],
)
def test_what_does_not_hold_is_named_and_never_refused(number, kind, problem):
    read = check_identity(number, kind)
    assert (read.number, read.valid, read.problem) == (number, False, problem)


def test_a_number_that_fails_still_tells_what_it_can():
    read = check_identity("370181196803154528")
    assert (read.sex, read.birth_on) == ("2", date(1968, 3, 15))
    assert check_identity("370181196802304523").sex == "2"


def test_an_old_card_has_fifteen_digits():
    read = check_identity("370181680315452")
    assert (read.valid, read.kind, read.sex, read.birth_on) == (
        True, "resident", "2", date(1968, 3, 15),
    )  # fmt: skip
    assert check_identity("370181050315997").birth_on == date(1805, 3, 15)


def test_passports_and_other_papers_are_taken_as_told():
    assert check_identity("E12345678").kind == "passport"
    assert check_identity("H0123456789", "travel_permit").valid
    assert check_identity("任意", "other").valid
    assert not check_identity(" ", "passport").valid


def test_an_organisation_has_a_unified_credit_code():
    """91350100M000100Y43 is the sample in GB 32100-2015."""
    assert check_credit_code("91350100m000100y43").valid
    assert check_identity("91350100M000100Y43").kind == "credit_code"


@given(st.text(CREDIT_CHARACTERS, min_size=17, max_size=17))
def test_the_last_character_of_a_credit_code_follows_from_the_others(body):
    right = credit_check_character(body)
    assert check_credit_code(body + right).valid
    wrong = CREDIT_CHARACTERS[(CREDIT_CHARACTERS.index(right) + 1) % 31]
    assert not check_credit_code(body + wrong).valid


@given(BIRTHS, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_one_grows_older_on_the_birthday(born, day):
    age = age_on(born, day)
    assert (day.year - born.year) - age in (0, 1)
    assert age_on(born, born.replace(day=min(born.day, 28), year=born.year)) <= 0


def test_a_leap_day_birthday_comes_in_march():
    """民法典 17 counts full years; on 02-28 of a common year the year is not yet full."""
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_a_masked_number_keeps_its_ends():
    assert masked("37018119481223807x") == "3701**********807X"
    assert masked("12345678") == "********"
    assert masked("123456789") == "1234*6789"


def test_the_check_characters_are_those_of_the_standard():
    assert set(CHECKS) == set("0123456789X")
