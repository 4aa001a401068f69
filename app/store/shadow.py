"""A scratch copy inside a server: temporary tables that stand before the real ones for one transaction.

Whatever is asked or written on the connection meets the copies; the real tables are only read, as they were
at one moment, and nobody who writes is kept waiting.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from app.store import server
from app.store.statements import ask, send
from app.store.tables import metadata


@contextmanager
def cast(engine: Engine) -> Iterator[Connection]:
    """The connection on which every table is a copy; nothing of it stays."""
    address = engine.url.render_as_string(hide_password=False)
    # a connection of its own: one that was used has plans that know the real tables
    fresh = server.engine_for(address, server.secret_of(engine))
    try:
        with (
            fresh.execution_options(isolation_level="REPEATABLE READ").connect() as link,
            link.begin() as change,
        ):
            ((schema,),) = ask(link, "SELECT current_schema()")
            for name in (*metadata.tables, *server.INDEX):
                _copy(link, schema, name)
            yield link
            change.rollback()
    finally:
        fresh.dispose()


def _copy(link: Connection, schema: str, name: str) -> None:
    real, copy = f'"{schema}"."{name}"', f'pg_temp."{name}"'
    for statement in (
        f"CREATE TEMPORARY TABLE {copy} (LIKE {real} INCLUDING ALL) ON COMMIT DROP",
        f"INSERT INTO {copy} SELECT * FROM {real}",  # noqa: S608  names of our own tables
        f"ANALYZE {copy}",
    ):
        send(link, statement, ())
