"""Amounts, choices, numbers of persons, visits: a value, or none and the reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.ledger import cells
from app.desk.ledger.reading import Reading
from app.desk.ledger.workbook import Cell


def keys(reading: Reading[object]) -> list[str]:
    return [remark.key.removeprefix("ledger.") for remark in reading.remarks]


@pytest.mark.parametrize(
    ("cell", "yuan", "said"),
    [
        (12000.0, "12000", []), ("350元", "350", []), ("¥2,600.00", "2600", []),
        ("壹万贰仟元整", "12000", ["note.amount_words"]), ("0.02万", "200", ["note.amount_words"]),
        ("3.6万", "36000", ["note.amount_words"]), ("约5000元", "5000", ["doubt.amount_about", "note.amount_words"]),
        ("3000-5000", None, ["doubt.amount_unreadable"]), ("每月2600元", None, ["doubt.amount_unreadable"]),
        (-5.0, None, ["doubt.amount_unreadable"]), ("/", None, []), (None, None, []), ("无", None, []),
    ],
)  # fmt: skip
def test_an_amount_is_exact_or_not_taken(cell: Cell, yuan: str | None, said: list[str]) -> None:
    reading = cells.read_amount(cell)
    assert reading.value == (Decimal(yuan) if yuan else None)
    assert keys(reading) == said


def test_the_unit_of_the_heading_counts() -> None:
    assert cells.read_amount(1.2, "万元").value == 12000
    assert keys(cells.read_amount(12000.0, "万元")) == ["doubt.amount_unit", "doubt.amount_large"]
    assert cells.read_amount("350元", "万元").value == 350


@pytest.mark.parametrize(
    ("text", "codes", "code", "said"),
    [
        ("邻里", "dispute_type", "02", []), ("拖欠农民工工资纠纷", "dispute_type", "10", []),
        ("婚姻家庭类矛盾", "dispute_type", "01", ["doubt.word_near"]),
        ("宅基地邻里纠纷", "dispute_type", None, ["doubt.word_unknown"]),
        ("法庭委托", "source", "referred_court", []), ("12345热线", "source", "hotline_12345", []),
        ("口头协议", "agreement_form", "oral", []), ("当场履行", "performance", "on_the_spot", []),
        ("/", "source", None, []),
    ],
)  # fmt: skip
def test_a_choice_is_found_or_named(
    text: str, codes: str, code: str | None, said: list[str]
) -> None:
    reading = cells.read_choice(text, codes)
    assert (reading.value, keys(reading)) == (code, said)


def test_a_denial_is_never_read_as_success() -> None:
    assert cells.read_result("未能调解成功").value != "agreed"
    assert cells.read_result("没有达成协议").value != "agreed"
    assert cells.read_result("是").value == "agreed"
    assert cells.read_result("否").value == "not_agreed"


def test_an_id_number_that_fails_its_check_is_kept_and_named() -> None:
    reading = cells.read_identities("370181197511020039")
    assert (reading.value, keys(reading)) == (["370181197511020039"], ["doubt.id_invalid"])


@pytest.mark.parametrize(
    "text", ["370181 19751102 0038", "'370181197511020038", "３７０１８１１９７５１１０２００３８"]
)
def test_blanks_marks_and_width_in_an_id_number_do_not_matter(text: str) -> None:
    reading = cells.read_identities(text)
    assert (reading.value, keys(reading)) == (["370181197511020038"], [])


def test_a_small_x_is_made_large_and_said() -> None:
    reading = cells.read_identities("37018119481223807x")
    assert (reading.value, keys(reading)) == (["37018119481223807X"], ["note.id_small_x"])


def test_an_id_number_kept_as_a_figure_has_lost_its_end() -> None:
    assert "doubt.id_as_number" in keys(cells.read_identities(3.7018119751102e17))


@pytest.mark.parametrize(
    ("cell", "numbers", "said"),
    [
        (13752004096.0, ["13752004096"], []), ("0531-83500000", ["0531-83500000"], []),
        ("13800000001/13900000002", ["13800000001", "13900000002"], []), ("138 0000 0001", ["13800000001"], []),
        ("+86 138-0000-0001", ["13800000001"], []), ("13800000001（儿子）", ["13800000001"], ["doubt.phone_text"]),
        ("1386887", ["1386887"], ["doubt.phone_odd"]),
        ("138000000012", ["138000000012"], ["doubt.phone_odd"]), ("无", None, []),
    ],
)  # fmt: skip
def test_telephone_numbers(cell: Cell, numbers: list[str] | None, said: list[str]) -> None:
    reading = cells.read_phones(cell)
    assert (reading.value, keys(reading)) == (numbers, said)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("已回访，满意", {"note": "已回访，满意", "satisfaction": "satisfied"}),
        ("电话回访", {"note": "电话回访", "manner": "phone"}),
        ("回访无反复", {"note": "回访无反复", "relapse": False}),
        (
            "上门回访，不满意，有反复",
            {"note": "上门回访，不满意，有反复", "manner": "door", "satisfaction": "unsatisfied", "relapse": True},
        ),
        ("未回访", None), ("/", None),
    ],
)  # fmt: skip
def test_what_a_ledger_says_of_a_visit(text: str, facts: dict[str, object] | None) -> None:
    assert cells.read_visit(text).value == facts


@pytest.mark.parametrize("text", ["=1+1", '\'=HYPERLINK("x")', "+cmd", "@SUM(A1)"])
def test_what_looks_like_a_formula_stays_text_and_is_said(text: str) -> None:
    reading = cells.read_text(text, 100)
    assert (reading.value, keys(reading)) == (text, ["note.formula_text"])


def test_a_text_too_long_is_cut_and_named() -> None:
    reading = cells.read_text("案" * 50, 20)
    assert (len(reading.value or ""), keys(reading)) == (20, ["doubt.text_cut"])


@given(st.text(max_size=40) | st.floats(allow_nan=False, allow_infinity=False))
def test_no_cell_breaks_a_reading(cell: str | float) -> None:
    for read in (cells.read_amount, cells.read_result, cells.read_identities, cells.read_phones, cells.read_age,
                 cells.read_names, cells.read_visit, cells.read_yes_no, cells.read_count):  # fmt: skip
        read(cell)
    cells.read_choice(cell, "source")
