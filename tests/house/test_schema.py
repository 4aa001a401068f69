"""The migrations make exactly the tables that the records and the journal declare."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.store import migrate, tables

OWN = "search"  # full-text tables belong to the index, which can always be rebuilt


def _is_ours(item: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and (name or "").startswith(OWN))


def test_migrations_equal_records() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as link:
        migrate.upgrade(link)
        context = MigrationContext.configure(
            link, opts={"compare_type": True, "include_object": _is_ours}
        )
        differences = compare_metadata(context, tables.metadata)
    assert differences == []


def test_the_named_head_is_the_last_migration() -> None:
    script = ScriptDirectory(str(migrate.SCRIPTS))
    assert script.get_heads() == [migrate.HEAD]
    assert {step.revision for step in script.walk_revisions()} == migrate.KNOWN
