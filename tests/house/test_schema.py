"""The migrations make exactly the tables that the records and the journal declare."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.store import migrate, tables
from app.store.shelf import engine_for

OWN = ("search", "case_line")  # belong to the index, which can always be rebuilt


def _is_ours(item: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and (name or "").startswith(OWN))


@pytest.mark.parametrize("kind", ["file", "server"])
def test_migrations_equal_records(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    where = tmp_path / "room.db" if kind == "file" else request.getfixturevalue("database")
    engine = engine_for(where, bytes(48))
    with engine.begin() as link:
        migrate.upgrade(link)
        context = MigrationContext.configure(
            link, opts={"compare_type": True, "include_object": _is_ours}
        )
        differences = compare_metadata(context, tables.metadata)
    engine.dispose()
    assert differences == []


def test_the_named_head_is_the_last_migration() -> None:
    script = ScriptDirectory(str(migrate.SCRIPTS))
    assert script.get_heads() == [migrate.HEAD]
    assert {step.revision for step in script.walk_revisions()} == migrate.KNOWN
