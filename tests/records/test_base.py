"""Identities, kinds and the modelling laws every record keeps (morango's, sharpened)."""

from __future__ import annotations

import pytest

from app import codes
from app.records import RECORDS, Case, MediationSession, Party, Record, new_id
from app.records.base import FREEZING
from app.records.field import fields_of

EVERY = pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))


def test_identities_are_made_here_and_never_twice() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in made)


def test_a_record_takes_the_identity_it_is_given() -> None:
    assert Case(id="a" * 32).id == "a" * 32
    assert Case().id != Case().id


def test_a_field_nobody_declared_is_refused() -> None:
    with pytest.raises(TypeError, match="Case has no field colour"):
        Case(colour="red")


def test_the_kind_is_the_name_in_small_words() -> None:
    assert MediationSession.kind() == "mediation_session"
    assert all(kind == record.kind() == record.__tablename__ for kind, record in RECORDS.items())


def test_what_may_reach_a_log_names_nobody() -> None:
    assert "王" not in repr(Party(name="王小明", id_number="110101199003070000"))


def test_freezing_adds_the_coming_entry_to_those_before() -> None:
    case = Case()
    case.freeze()
    assert case.frozen == FREEZING
    case.frozen = "log:7"
    case.freeze()
    assert case.frozen == f"log:7,{FREEZING}"


@EVERY
def test_every_field_may_be_empty_and_only_the_identity_is_unique(record: type[Record]) -> None:
    table = Record.metadata.tables[record.kind()]
    assert [c.name for c in table.columns if c.primary_key] == ["id"]
    assert [name for name in fields_of(record) if not table.columns[name].nullable] == []
    assert [index.name for index in table.indexes if index.unique] == []
    assert [c for c in table.columns if c.unique or c.foreign_keys] == []


@EVERY
def test_every_list_and_every_other_record_a_field_names_exists(record: type[Record]) -> None:
    for field in fields_of(record).values():
        if field.kind in {"choice", "choices"}:
            assert field.codes in codes.code_lists(), field.label
        if field.kind in {"ref", "refs"}:
            assert field.refers in RECORDS, field.label
