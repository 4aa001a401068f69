"""Traces are kept by the program; no form shows them."""

from __future__ import annotations

import pytest

from app.records import Import, ImportRow, Printed, Record, SeenLate
from app.records.field import fields_of


@pytest.mark.parametrize("record", [Import, ImportRow, Printed, SeenLate], ids=lambda r: r.kind())
def test_no_trace_is_typed_by_a_person(record: type[Record]) -> None:
    assert [name for name, field in fields_of(record).items() if not field.hidden] == []


def test_a_row_keeps_what_stood_there_and_where_it_went() -> None:
    assert {"raw", "doubts", "import_id", "case_id", "verdict"} <= set(fields_of(ImportRow))


def test_a_printed_paper_is_known_by_its_hash() -> None:
    assert fields_of(Printed)["sha256"].longest == 64
    assert Printed.__table__.columns["sha256"].index
