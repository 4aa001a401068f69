"""Alembic's entrance: migrations run on the connection they are given, never on an address of their own."""

from alembic import context

from app.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=False,  # the caller's transaction holds everything
)
context.run_migrations()
