"""A file carried into a server's database, every row as it stands, compared when it is there.

So a small centre grows into a large one: what is shared travels unchanged, what this machine alone knows is
boxed on the way. (The other way goes what was copied of a server: see app.store.dump_into.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, func, inspect, select

from app.store import bulk, lanes, locals_, migrate, search, server
from app.store.checks import Report, nobody
from app.store.statements import send
from app.store.tables import local, metadata, private_note, scope
from app.trouble import Trouble

SLICE = 500
ROUND = 1 << 64

BOXED = {scope.name: ("key", lanes.LANE_KEY), private_note.name: ("text", "private_note")}
"""What else a server must not read: table, its column, the name its boxes bear."""

Sums = dict[
    str, tuple[int, int]
]  # by table: how many rows, and a sum over them that knows no order


def to_server(path: Engine, engine: Engine, report: Report = nobody) -> None:
    """All that a file holds, into an empty database of a server: in one transaction, or nothing."""
    with path.begin() as source, engine.execution_options(writing=True).begin() as link:
        server.check_new(link)
        migrate.upgrade(link)
        send(link, "DELETE FROM local", ())  # of a making that was cut short
        _carry(source, link, report)
        number_on(link)


def _carry(source: Connection, target: Connection, report: Report) -> None:
    told: Sums = {}
    done, total = 0, sum(_count(source, table) for table in metadata.sorted_tables)
    for table in metadata.sorted_tables:
        count = digest = 0
        for rows in _slices(source, table):
            bulk.add(target, table, _names(table), _as_told(target, table, rows))
            count, digest = count + len(rows), (digest + sum(map(_digest, rows))) % ROUND
            done += len(rows)
            report(done, total)
        told[table.name] = (count, digest)
    search.rebuild(target)
    found = sums(target)
    differ = sum(told[name] != found[name] for name in told)
    if differ:
        raise Trouble("server.differs", count=differ)


def sums(link: Connection) -> Sums:
    """What stands in every table, the same for the same content in either kind of database."""
    found: Sums = {}
    for table in metadata.sorted_tables:
        count = digest = 0
        for rows in _slices(link, table):
            count, digest = count + len(rows), (digest + sum(map(_digest, rows))) % ROUND
        found[table.name] = (count, digest)
    return found


def _slices(link: Connection, table: Table) -> Iterator[list[list[Any]]]:
    """A table's rows as plain values, boxes opened, a few at a time."""
    asked = select(table).execution_options(yield_per=SLICE)
    rows = (_plain(link, table, row) for row in link.execute(asked))
    while some := list(islice(rows, SLICE)):
        yield some


def _plain(link: Connection, table: Table, row: Row[Any]) -> list[Any]:
    told = [bytes(value) if isinstance(value, memoryview) else value for value in row]
    return turned(
        table.name, _names(table), told, lambda name, value: locals_.reveal(link, name, value)
    )


def _as_told(link: Connection, table: Table, rows: list[list[Any]]) -> list[list[Any]]:
    """Rows as the target's driver takes them."""
    binds = [c.type.dialect_impl(link.dialect).bind_processor(link.dialect) for c in table.c]

    names = _names(table)

    def told(row: list[Any]) -> list[Any]:
        boxed = turned(table.name, names, row, lambda name, value: locals_.hide(link, name, value))
        return [
            value if value is None or bind is None else bind(value)
            for bind, value in zip(binds, boxed, strict=True)
        ]

    return [told(row) for row in rows]


def turned(
    table: str, names: list[str], row: list[Any], turn: Callable[[str, str], str]
) -> list[Any]:
    """A row with its secret boxed or opened, where it has one; `turn` is told the name its box bears."""
    if table == local.name:
        column, name = "value", row[names.index("name")]
    elif table in BOXED:
        column, name = BOXED[table]
    else:
        return row
    if column not in names:  # of an older schema
        return row
    at = names.index(column)
    told = None if row[at] is None else turn(name, row[at])
    return [*row[:at], told, *row[at + 1 :]]


def _names(table: Table) -> list[str]:
    return [column.name for column in table.c]


def _digest(row: list[Any]) -> int:
    told = hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(told.digest(), "big")


def _count(link: Connection, table: Table) -> int:
    return link.scalar(select(func.count()).select_from(table)) or 0


def number_on(link: Connection) -> None:
    """In tables whose rows the database numbers, the next number comes after those that were brought."""
    here = set(inspect(link).get_table_names())
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None or table.name not in here:
            continue
        last = link.scalar(select(func.max(column)))
        if last:
            serial = func.pg_get_serial_sequence(table.name, column.name)
            link.execute(select(func.setval(serial, last)))
