"""案件 and 当事人: what is declared about them."""

from __future__ import annotations

from app.records import Case, Party
from app.records.field import fields_of


def test_stage_age_and_due_dates_are_nobodys_field() -> None:
    concluded = {"stage", "age", "due_on", "missing", "split"}
    assert concluded & {*fields_of(Case), *fields_of(Party)} == set()


def test_whatever_points_at_a_person_says_how_it_is_masked() -> None:
    told = {name: field.privacy for name, field in fields_of(Party).items() if field.privacy}
    assert told == {
        "name": "name",
        "id_number": "id",
        "phone": "phone",
        "address": "address",
        "register_address": "address",
        "legal_representative": "name",
        "guardian": "name",
    }


def test_acceptance_asks_for_little() -> None:
    asked = [name for name, field in fields_of(Case).items() if field.needed_by == "acceptance"]
    assert asked == ["source", "dispute_type", "accepted_on", "summary"]


def test_the_headings_of_other_ledgers_are_never_claimed_twice() -> None:
    told = [word for field in fields_of(Case).values() for word in field.import_as]
    assert len(told) == len(set(told))
