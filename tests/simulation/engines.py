"""All machines of a run share what SQLAlchemy compiled once: a file opened anew need not learn to speak again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from app.store import shelf

_first: list[Engine] = []


@contextmanager
def shared() -> Iterator[None]:
    """While this lasts, engines on files speak with one dialect and one memory of statements."""
    plain = shelf.engine_for

    def engine_for(where: Path | str, secret: bytes) -> Engine:
        engine = plain(where, secret)
        if not _first:
            _first.append(engine)
        engine.dialect = engine.pool._dialect = _first[0].dialect
        engine._compiled_cache = _first[0]._compiled_cache
        return engine

    shelf.engine_for = engine_for
    try:
        yield
    finally:
        shelf.engine_for = plain
