"""All rooms of a run share what SQLAlchemy compiled once: a file opened anew need not learn to speak again."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from app.store import shelf

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


_plain = shelf.engine_for


@functools.cache
def _first() -> Engine:
    """One that was connected: its dialect knows what it speaks with."""
    engine = _plain(Path(":memory:"), bytes(48))
    engine.connect().close()
    engine.dispose()
    engine._compiled_cache = LRUCache(STATEMENTS)
    return engine
