"""The tables of a large centre's database as one sealed stream: what the server's COPY says, pressed and sealed.

    room.tables   age(zlib(COPY of one table ‖ COPY of the next ‖ …)), to a key that nothing else has
    room.seal     a box that the room's secret opens: that key, the schema, what each table must be

One moment of the database, bounded memory, nobody who writes is kept waiting. What the server must not read
stays in its boxes. The index of the search is left out: it is made again. A reader opens nothing that the
secret did not seal, and takes no byte more of a table than was told.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec
from sqlalchemy import Connection, Text, inspect

from app.store import boxed, sealed
from app.store.backup_file import Size, part_of
from app.store.checks import Report, nobody
from app.store.statements import send
from app.store.tables import entry, metadata, tip
from app.trouble import Trouble

BOX = "tables"
LEVEL = 3  # a large centre is copied often, and is read by this program alone
CHUNK = 256 * 1024
LONGEST_SEAL = 4 * 1024 * 1024
SPELLING = ("bytea_output = 'hex'", "DateStyle = 'ISO, YMD'")  # how the server writes values
BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Stretch(msgspec.Struct, frozen=True):
    """One table in the stream."""

    name: str
    columns: list[str]
    rows: Size
    size: Size  # bytes as the server says them
    sha256: str


class Seal(msgspec.Struct, frozen=True):
    """What the secret tells of a stream before it is opened."""

    identity: str
    schema: str
    sha256: str  # of the sealed stream
    size: Size
    tables: list[Stretch]


class Taker(Protocol):
    """What the rows of a stream are given to."""

    def begin(self, table: Stretch) -> None:
        """The rows of this table follow."""

    def take(self, part: bytes) -> None:
        """Some more of its bytes."""

    def end(self) -> None:
        """That was all of it, and it was what it must be."""


_seals = msgspec.json.Decoder(Seal)


def write(link: Connection, out: BinaryIO, schema: str, report: Report = nobody) -> Seal:
    """Copy what this transaction sees; answers what must be told of it."""
    import pyrage

    identity = str(pyrage.x25519.Identity.generate())
    counted, told = _Counted(out), list[Stretch]()
    with closing(
        _pressed(link, told, report)
    ) as parts:  # where the disk fails the server is let go
        sealed.seal(parts, counted, identity)  # type: ignore[arg-type]  # it is written to and nothing else
    return Seal(identity, schema, counted.hashed.hexdigest(), counted.size, told)


def close(seal: Seal, secret: bytes) -> bytes:
    """What is told of a stream, for whoever has the secret."""
    return boxed.close(secret, BOX, msgspec.json.encode(seal).decode()).encode()


def opened(path: Path, secret: bytes) -> Seal:
    """What the secret tells of a stream."""
    if path.stat().st_size > LONGEST_SEAL:
        raise Trouble("backup.torn")
    try:
        return _seals.decode(boxed.opened(secret, BOX, path.read_bytes().decode("ascii")))
    except BROKEN as why:
        raise Trouble("backup.torn") from why
    except Trouble as why:
        raise Trouble("backup.not_opened") from why


def read(path: Path, seal: Seal, taker: Taker, report: Report = nobody) -> None:
    """Give every row to the taker; Trouble unless the stream is to the byte what was sealed.

    The file itself must be what the secret speaks of before anything of it is looked at.
    """
    found = part_of(path.name, path)
    if (found.size, found.sha256) != (seal.size, seal.sha256):
        raise Trouble("backup.torn")
    parting = _Parting(seal, taker, report)
    with path.open("rb") as source:
        try:
            sealed.unseal(source, parting, seal.identity)
        except Trouble as why:
            if why.key == "attachment.damaged":
                raise Trouble("backup.torn") from why
            raise
    parting.close()


def stretches(link: Connection) -> Iterator[Stretch]:
    """What a stream of this transaction would tell of each table."""
    for name, columns in _known(link):
        counting = _Counting()
        for part in _copied(link, name, columns):
            counting.take(part)
        yield counting.of(name, columns)


def _pressed(link: Connection, told: list[Stretch], report: Report) -> Generator[bytes]:
    press = zlib.compressobj(LEVEL)
    known = _known(link)
    for done, (name, columns) in enumerate(known, 1):
        counting = _Counting()
        with closing(_copied(link, name, columns)) as parts:
            for part in parts:
                counting.take(part)
                yield press.compress(part)
        told.append(counting.of(name, columns))
        report(done, len(known))
    yield press.flush()


def _known(link: Connection) -> list[tuple[str, list[str]]]:
    """Our tables as they are here, each with its columns; the ends of the logs before the logs."""
    looking = inspect(link)
    here = set(looking.get_table_names())
    tables = [tip, *(table for table in metadata.sorted_tables if table is not tip)]
    found = []
    for table in tables:
        if table.name in here:
            present = {column["name"] for column in looking.get_columns(table.name)}
            found.append((str(table.name), [str(c.name) for c in table.c if c.name in present]))
    return found


def _copied(link: Connection, name: str, columns: list[str]) -> Generator[bytes]:
    """A table in an order that every server keeps alike; the journal by log and number, as it is read."""
    for setting in SPELLING:
        send(link, f"SET LOCAL {setting}", ())
    table = metadata.tables[name]
    by = (entry.c.log, entry.c.seq, entry.c.id) if table is entry else table.primary_key.columns
    order = ", ".join(
        f'"{c.name}"' + (' COLLATE "C"' if isinstance(c.type, Text) else "") for c in by
    )
    listed = ", ".join(f'"{column}"' for column in columns)
    asked = f'COPY (SELECT {listed} FROM "{name}" ORDER BY {order}) TO STDOUT'  # noqa: S608  names of our own tables
    cursor: Any = link.connection.cursor()
    try:
        with cursor.copy(asked) as copy:
            near = bytearray()
            for row in copy:
                near += row
                if len(near) >= CHUNK:
                    yield bytes(near)
                    near.clear()
            yield bytes(near)
    finally:
        cursor.close()


class _Counting:
    """What goes through of one table."""

    def __init__(self) -> None:
        self.rows = self.size = 0
        self.hashed = hashlib.sha256()

    def take(self, part: bytes) -> None:
        self.rows += part.count(b"\n")  # one inside a value is spelt otherwise
        self.size += len(part)
        self.hashed.update(part)

    def of(self, name: str, columns: list[str]) -> Stretch:
        return Stretch(name, columns, self.rows, self.size, self.hashed.hexdigest())


class _Counted:
    """A sink that knows what went through it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.size, self.hashed = 0, hashlib.sha256()

    def write(self, part: bytes) -> int:
        self.size += len(part)
        self.hashed.update(part)
        return self._out.write(part)


class _Parting:
    """Opened bytes on their way: unpressed a little at a time, parted into tables, each compared."""

    def __init__(self, seal: Seal, taker: Taker, report: Report) -> None:
        self._press = zlib.decompressobj()
        self._left = iter(seal.tables)
        self._table: Stretch | None = None
        self._taker, self._report = taker, report
        self._of, self._done = sum(one.size for one in seal.tables) // CHUNK, 0
        self._counting = _Counting()
        self._next()

    def write(self, part: bytes, /) -> None:
        while True:
            try:
                told = self._press.decompress(part, CHUNK)
            except zlib.error as why:
                raise Trouble("backup.torn") from why
            self._give(told)
            part = self._press.unconsumed_tail
            if not part and len(told) < CHUNK:
                return

    def close(self) -> None:
        """All of every table came, and nothing behind it."""
        if self._table is not None or not self._press.eof or self._press.unused_data:
            raise Trouble("backup.torn")

    def _next(self) -> None:
        """The next table; one without rows is at its end at once."""
        self._table = next(self._left, None)
        self._counting = _Counting()
        if self._table is not None:
            self._taker.begin(self._table)
            self._look()

    def _give(self, told: bytes) -> None:
        near = memoryview(told)
        while near:
            if self._table is None:
                raise Trouble("backup.torn")
            part = bytes(near[: self._table.size - self._counting.size])
            near = near[len(part) :]
            self._counting.take(part)
            self._taker.take(part)
            self._look()
        self._done += len(told)
        self._report(self._done // CHUNK, self._of)

    def _look(self) -> None:
        table = self._table
        assert table is not None
        if self._counting.size == table.size:
            if self._counting.of(table.name, table.columns) != table:
                raise Trouble("backup.torn")
            self._taker.end()
            self._next()
