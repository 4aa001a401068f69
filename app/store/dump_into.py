"""What was copied of a server becomes a database again: in one transaction, or nothing of it.

Into another server as its COPY said it, and asked of it again afterwards; into a file value by value, what lay
in boxes opened. The schema is that of the day of the copy; whoever opens it brings it up.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table

from app.store import boxed, bulk, dump, migrate, search, server, transfer
from app.store.checks import Report, nobody
from app.store.copy_text import Lines
from app.store.dump import Seal, Stretch
from app.store.statements import send
from app.store.tables import metadata
from app.trouble import Trouble


def into_server(engine: Engine, path: Path, seal: Seal, report: Report = nobody) -> None:
    """All of it into an empty database of a server."""
    _check(seal)
    with engine.begin() as link:
        server.check_new(link)
        migrate.upgrade(link, seal.schema)
        send(link, "DELETE FROM local", ())  # of a making that was cut short
        with _IntoServer(link) as into:
            dump.read(path, seal, into, report)
        differ = sum(
            one != other for one, other in zip(seal.tables, dump.stretches(link), strict=True)
        )
        if differ:
            raise Trouble("server.differs", count=differ)
        transfer.number_on(link)
        _index(link)


def into_file(
    engine: Engine, path: Path, seal: Seal, secret: bytes, report: Report = nobody
) -> None:
    """All of it into a new file."""
    _check(seal)
    with engine.execution_options(writing=True).begin() as link:
        migrate.upgrade(link, seal.schema)
        dump.read(path, seal, _IntoFile(link, secret), report)
        _index(link)


def _check(seal: Seal) -> None:
    """Nothing is named that this program would not have named."""
    migrate.is_older(seal.schema)
    names = [one.name for one in seal.tables]
    if len(set(names)) != len(names):
        raise Trouble("backup.torn")
    for one in seal.tables:
        table = metadata.tables.get(one.name)
        if table is None or not set(one.columns) <= set(table.c.keys()):
            raise Trouble("backup.torn")


def _index(link: Connection) -> None:
    if not migrate.is_behind(link):
        search.rebuild(link)


class _IntoServer(AbstractContextManager["_IntoServer"]):
    """Gives a server back what one said; where something fails on the way, the server is told so."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._copying = ExitStack()
        self._copy: Any = None

    def __exit__(self, *why: Any) -> None:
        self._copying.__exit__(*why)

    def begin(self, table: Stretch) -> None:
        listed = ", ".join(f'"{column}"' for column in table.columns)
        cursor: Any = self._link.connection.cursor()
        self._copying.callback(cursor.close)
        asked = f'COPY "{table.name}" ({listed}) FROM STDIN'
        self._copy = self._copying.enter_context(cursor.copy(asked))

    def take(self, part: bytes) -> None:
        self._copy.write(part)

    def end(self) -> None:
        self._copying.close()


class _IntoFile:
    """Puts rows into a file."""

    def __init__(self, link: Connection, secret: bytes) -> None:
        self._link, self._secret = link, secret
        self._table: Table | None = None

    def begin(self, table: Stretch) -> None:
        self._table, self._names = metadata.tables[table.name], table.columns
        self._lines = Lines(self._table, table.columns)

    def take(self, part: bytes) -> None:
        assert self._table is not None
        rows = [
            transfer.turned(self._table.name, self._names, row, self._opened)
            for row in self._lines.take(part)
        ]
        bulk.add(self._link, self._table, self._names, rows)

    def end(self) -> None:
        """The next table follows."""

    def _opened(self, name: str, told: str) -> str:
        return boxed.opened(self._secret, name, told)
