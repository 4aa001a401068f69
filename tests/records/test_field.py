"""A value comes out of a journal entry as it went in, and nothing else comes in."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.records import RECORDS, Case, MediationSession
from app.records.field import Field, Listed, Money, above, fields_of, from_json, to_json

YUAN = st.decimals("-999999999999.99", "999999999999.99", places=2)
# What every database takes: PostgreSQL keeps no NUL and counts to 2**31.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "choice": TEXT,
    "ref": TEXT,
    "count": st.integers(1 - 2**31, 2**31 - 1),
    "yes_no": st.booleans(),
    "lines": st.lists(TEXT),
    "refs": st.lists(TEXT),
    "choices": st.lists(TEXT),
    "day": st.dates(),
    "moment": st.datetimes().map(lambda m: m.replace(second=0, microsecond=0)),
    "money": YUAN,
    "blob": st.binary(min_size=32, max_size=32).map(bytes.hex),
}


def of(kind: str) -> Field:
    return Field(record="case", name="x", kind=kind)


@pytest.mark.parametrize("kind", SHAPES)
@given(data=st.data())
def test_a_value_survives_the_journal(kind: str, data: st.DataObject) -> None:
    value = data.draw(SHAPES[kind])
    assert from_json(of(kind), to_json(of(kind), value)) == value


def test_no_amount_is_minus_nothing() -> None:
    assert to_json(of("money"), Decimal("-0.00")) == "0.00"


@pytest.mark.parametrize("kind", SHAPES)
def test_nothing_stays_nothing(kind: str) -> None:
    assert to_json(of(kind), None) is None
    assert from_json(of(kind), None) is None


def test_every_kind_a_record_uses_is_proved_here() -> None:
    used = {field.kind for record in RECORDS.values() for field in fields_of(record).values()}
    assert used <= SHAPES.keys()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("text", 7),
        ("text", "甲\0乙"),
        ("lines", ["甲\0"]),
        ("count", 2**31),
        ("count", True),
        ("count", "7"),
        ("count", 7.0),
        ("yes_no", 1),
        ("lines", "甲"),
        ("refs", ["a", None]),
        ("choices", {"a": 1}),
        ("day", 20260302),
        ("day", "2026-13-01"),
        ("moment", "2026-03-02T09:00+08:00"),
        ("money", 12.5),
        ("money", "NaN"),
        ("money", "1e20"),
        ("money", "0.001"),
        ("blob", "AB" * 32),
        ("blob", "ab" * 31),
        ("blob", 7),
    ],
)
def test_a_foreign_shape_is_refused(kind: str, told: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(of(kind), told)


def test_money_that_is_no_number_is_refused() -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        from_json(of("money"), "一百元")


@given(YUAN)
def test_money_lies_in_the_file_as_whole_fen(yuan: Decimal) -> None:
    kept = Money().process_bind_param(yuan, sqlite.dialect())
    assert isinstance(kept, int)
    assert Money().process_result_value(kept, sqlite.dialect()) == yuan


@given(st.lists(TEXT))
def test_a_list_comes_back_in_its_order(told: list[str]) -> None:
    kept = Listed().process_bind_param(told, sqlite.dialect())
    assert Listed().process_result_value(kept, sqlite.dialect()) == told


def test_one_line_declares_everything() -> None:
    field = fields_of(Case)["summary"]
    assert (field.label, field.kind, field.lines) == ("case.summary", "text", 6)
    assert field.needed_by == "acceptance"
    assert not field.hidden


def test_the_label_of_a_field_is_its_record_and_its_name() -> None:
    assert fields_of(MediationSession)["place"].label == "mediation_session.place"


def test_fields_stand_in_the_order_they_were_declared() -> None:
    names = list(fields_of(Case))
    assert names.index("source") < names.index("dispute_type") < names.index("summary")


def test_a_day_and_a_moment_are_written_as_people_read_them() -> None:
    assert to_json(of("day"), date(2026, 3, 2)) == "2026-03-02"
    assert to_json(of("moment"), datetime(2026, 3, 2, 9, 5, 59)) == "2026-03-02T09:05"
    assert to_json(of("money"), Decimal(1200)) == "1200.00"


def test_a_record_lies_under_what_it_belongs_to_not_under_whom_it_names() -> None:
    assert above(Case) == {"room_id": "room", "import_id": "import", "recurs_id": "case"}
    assert above(MediationSession) == {"case_id": "case"}
