"""All rooms of a run share what SQLAlchemy compiled once: a file opened anew need not learn to speak again."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.util import LRUCache

from app.store import migrate, shelf

STATEMENTS = 3000  # of all the tests of a run; a room by itself keeps five hundred


@contextmanager
def shared() -> Iterator[None]:
    """While this lasts, engines on files speak with one dialect and one memory of statements."""
    plain = shelf.engine_for

    def engine_for(where: Path | str, secret: bytes) -> Engine:
        engine = plain(where, secret)
        if isinstance(where, Path):
            first = _first()
            engine.dialect = engine.pool._dialect = first.dialect
            engine._compiled_cache = first._compiled_cache
        return engine

    shelf.engine_for = engine_for
    try:
        yield
    finally:
        shelf.engine_for = plain


@contextmanager
def schema_by_heart() -> Iterator[None]:
    """While this lasts, the migrations work once from nothing to the head, in a file and on a server; another
    empty database is told the same SQL."""
    plain, learnt = migrate.upgrade, dict[str, list[tuple[str, Any]]]()

    def upgrade(link: Connection, to: str = "head") -> None:
        speech = link.dialect.name
        if to != "head" or inspect(link).get_table_names():
            plain(link, to)
        elif speech in learnt:
            cursor = link.connection.cursor()
            for sql, values in learnt[speech]:
                cursor.execute(sql, values or ())
            cursor.close()
        else:
            heard = list[tuple[str, Any]]()

            def hear(_link: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
                heard.append((sql, values))

            event.listen(link, "before_cursor_execute", hear)
            plain(link, to)
            event.remove(link, "before_cursor_execute", hear)
            learnt[speech] = _said(heard, together=speech != "sqlite")

    migrate.upgrade = upgrade
    try:
        yield
    finally:
        migrate.upgrade = plain


def _said(heard: list[tuple[str, Any]], *, together: bool) -> list[tuple[str, Any]]:
    """What changed something, in its order; a server takes what has no values in one breath."""
    said = list[tuple[str, Any]]()
    for sql, values in heard:
        if sql.lstrip().startswith(("SELECT", "PRAGMA")):
            continue
        if together and not values and said and not said[-1][1]:
            said[-1] = (f"{said[-1][0]};\n{sql}", values)
        else:
            said.append((sql, values))
    return said


_plain = shelf.engine_for


@functools.cache
def _first() -> Engine:
    """One that was connected: its dialect knows what it speaks with."""
    engine = _plain(Path(":memory:"), bytes(48))
    engine.connect().close()
    engine.dispose()
    engine._compiled_cache = LRUCache(STATEMENTS)
    return engine
