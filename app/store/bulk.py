"""Many new rows of one table at once: COPY where a server takes them, statements where it is a file.

Both write the same. No row may stand already: whoever writes holds the writer's lock and has looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

from app.store.statements import Values, send

FEWEST = 12  # rows from which COPY is the faster way


def add(link: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]) -> None:
    """Rows as the driver takes them, values in the order of the names."""
    if not rows:
        return
    if link.dialect.name != "postgresql" or len(rows) < FEWEST:
        send(link, _insertion(table.name, tuple(names)), *rows)
        return
    cursor: Any = link.connection.cursor()
    try:
        listed = ", ".join(f'"{name}"' for name in names)
        with cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN (FORMAT BINARY)') as copy:
            copy.set_types(_types(table, tuple(names), link.dialect))
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()


@lru_cache(maxsize=128)
def _insertion(table: str, names: tuple[str, ...]) -> str:
    listed, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table}" ({listed}) VALUES ({places})'  # noqa: S608  names of our own columns


@lru_cache(maxsize=128)
def _types(table: Table, names: tuple[str, ...], dialect: Dialect) -> list[str]:
    """What the server calls the columns' types; the binary form needs them said."""
    return [table.c[name].type.compile(dialect).lower() for name in names]
