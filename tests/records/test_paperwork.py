"""What only papers carry, as it is written down."""

from __future__ import annotations

import pytest

from app.codes import code_list
from app.records import RECORDS, Agency, Letter, Record, Scan, Volume
from app.records.field import above, fields_of

OF_A_CASE = ("evidence", "agency", "letter", "notice", "service", "scan", "volume")


@pytest.mark.parametrize("kind", OF_A_CASE)
def test_it_lies_under_its_case(kind: str) -> None:
    assert above(RECORDS[kind])["case_id"] == "case"


@pytest.mark.parametrize("record", [Scan, Volume])
def test_what_was_scanned_or_bound_travels_with_its_record(record: type[Record]) -> None:
    told = fields_of(record)["sha256"]
    assert (told.kind, told.size) == ("blob", "size")


def test_who_acts_for_a_party_is_masked_like_the_party() -> None:
    told = fields_of(Agency)
    assert [told[name].privacy for name in ("name", "id_number", "phone", "address")] == [
        "name", "id", "phone", "address",
    ]  # fmt: skip


def test_every_kind_of_letter_goes_one_way_and_its_clock_is_a_number() -> None:
    ways = {one.code for one in code_list(fields_of(Letter)["direction"].codes)}
    for one in code_list(fields_of(Letter)["letter_kind"].codes):
        assert one.facts["direction"] in ways
        assert all(one.facts[name] > 0 for name in ("days", "confirm_in") if name in one.facts)
