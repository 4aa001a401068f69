"""Tables beside the records: no constraint across machines, and nothing of this machine in the journal."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from app.records import RECORDS
from app.store import tables


def test_no_record_has_a_constraint_but_its_identity() -> None:
    for record in RECORDS.values():
        table = record.__table__
        assert not [c for c in table.constraints if isinstance(c, UniqueConstraint)]  # type: ignore[attr-defined]
        assert not [i for i in table.indexes if i.unique]  # type: ignore[attr-defined]
        assert [c.name for c in table.primary_key] == ["id"]
        assert not table.foreign_keys  # type: ignore[attr-defined]


def test_an_entry_is_known_by_its_identity_never_by_its_number() -> None:
    unique = {index.name for index in tables.entry.indexes if index.unique}
    assert unique == {"ix_entry_id"}
