"""Many new rows of one table at once: COPY where a server takes them, statements where it is a file.

A server is told a few rows in one statement that reads them from JSON: it goes with others in one breath, which
COPY cannot. All write the same. No row may stand already: whoever writes holds the writer's lock and has looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Dialect, LargeBinary, Table

from app.store.statements import Values, send

FEWEST = 100  # rows from which COPY is the faster way; of bytes, that JSON does not hold, a few
FEWEST_OF_BYTES = 12


def add(link: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]) -> None:
    """Rows as the driver takes them, values in the order of the names."""
    if not rows:
        return
    if is_copied(link, table, len(rows)):
        _copy(link, table, names, rows)
    elif link.dialect.name == "postgresql" and not _has_bytes(table):
        told = [dict(_set(names, row)) for row in rows]
        send(link, _reading(table.name, tuple(names)), (_json(told).decode(),))
    else:
        send(link, _insertion(table.name, tuple(names)), *rows)


def is_copied(link: Connection, table: Table, count: int) -> bool:
    """Whether so many rows go by COPY, which stands by itself."""
    fewest = FEWEST_OF_BYTES if _has_bytes(table) else FEWEST
    return link.dialect.name == "postgresql" and count >= fewest


def _copy(link: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]) -> None:
    cursor: Any = link.connection.cursor()
    try:
        listed = ", ".join(f'"{name}"' for name in names)
        with cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN (FORMAT BINARY)') as copy:
            copy.set_types(_types(table, tuple(names), link.dialect))
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()


def _set(names: Sequence[str], row: Values) -> Iterator[tuple[str, Any]]:
    """The fields of a row that are set; of a case's forty most are not."""
    return ((name, value) for name, value in zip(names, row, strict=True) if value is not None)


def _content(wrapped: Any) -> Any:
    """What the driver wraps to know it for JSON."""
    return wrapped.obj


_json = msgspec.json.Encoder(enc_hook=_content).encode


@lru_cache(maxsize=128)
def _has_bytes(table: Table) -> bool:
    return any(isinstance(column.type, LargeBinary) for column in table.columns)


@lru_cache(maxsize=128)
def _reading(table: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    told = f'json_populate_recordset(NULL::"{table}", ?::json)'
    return f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM {told}'  # noqa: S608  names of our own columns


@lru_cache(maxsize=128)
def _insertion(table: str, names: tuple[str, ...]) -> str:
    listed, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table}" ({listed}) VALUES ({places})'  # noqa: S608  names of our own columns


@lru_cache(maxsize=128)
def _types(table: Table, names: tuple[str, ...], dialect: Dialect) -> list[str]:
    """What the server calls the columns' types; the binary form needs them said."""
    return [table.c[name].type.compile(dialect).lower() for name in names]
