"""Statements in the database's own words, past every compiler: a save sends a dozen of them, and putting one
together costs more than sending it. Rows are written as their entry tells them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, inspect
from sqlalchemy.orm import Session, make_transient_to_detached

from app.records import Record

R = TypeVar("R", bound=Record)
Values = Sequence[Any]
Link = Connection | Session


def connection_of(link: Link) -> Connection:
    """The one connection of a session's transaction, or what is one already."""
    return link.connection() if isinstance(link, Session) else link


def ask(link: Link, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement; a value's place is `?` in both databases."""
    connection = connection_of(link)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_spelt(statement, connection.dialect.paramstyle), values)
        return [*cursor.fetchall()]
    finally:
        cursor.close()


def ask_each(link: Link, asked: Sequence[tuple[str, Values]]) -> list[list[tuple[Any, ...]]]:
    """The rows of each of these statements; a server hears all of them before it is waited for."""
    connection = connection_of(link)
    if len(asked) < 2 or connection.dialect.name == "sqlite":
        return [ask(connection, statement, values) for statement, values in asked]
    style = connection.dialect.paramstyle
    cursors = [connection.connection.cursor() for _ in asked]
    with in_one_breath(connection):
        for cursor, (statement, values) in zip(cursors, asked, strict=True):
            cursor.execute(_spelt(statement, style), values)
    answers = [[*cursor.fetchall()] for cursor in cursors]
    for cursor in cursors:
        cursor.close()
    return answers


@contextmanager
def in_one_breath(link: Connection) -> Iterator[None]:
    """What is sent here a server is told without waiting for each answer; at the end all of it is carried out."""
    if link.dialect.name == "sqlite":
        yield
        return
    bare: Any = link.connection.driver_connection
    with bare.pipeline():
        yield


def send(link: Connection, statement: str, *each: Values) -> int:
    """Carry a statement out for each of these values; answers how many rows it touched."""
    cursor = link.connection.cursor()
    try:
        told = _spelt(statement, link.dialect.paramstyle)
        if len(each) == 1:
            cursor.execute(told, each[0])
        else:
            cursor.executemany(told, each)
        touched: int = cursor.rowcount
    finally:
        cursor.close()
    return touched


def named(link: Link, statement: str, ids: Sequence[str]) -> tuple[str, Values]:
    """A statement that says IN ids as this database takes it, and its value."""
    if connection_of(link).dialect.name == "sqlite":
        return _within(statement, "IN (SELECT value FROM json_each(?))"), (json.dumps(ids),)
    return _within(statement, "= ANY(?)"), (ids,)


def load(db: Session, record: type[R], row_id: str) -> R | None:
    """One record by its id, standing in the session as if the session had loaded it."""
    mapper = inspect(record)
    known = db.identity_map.get(mapper.identity_key_from_primary_key((row_id,)))
    if isinstance(known, record):
        return known
    link = db.connection()
    shape = shape_of(record, link.dialect)
    rows = ask(link, shape.selection, (row_id,))
    return _standing(db, record, shape.read(rows[0])) if rows else None


def chosen(db: Session, record: type[R], choosing: str, values: Values) -> R | None:
    """The record whose id a statement answers, standing in the session in the same way."""
    link = db.connection()
    shape = shape_of(record, link.dialect)
    rows = ask(link, shape.selection.replace("?", f"({choosing})"), values)
    if not rows:
        return None
    told = shape.read(rows[0])
    known = db.identity_map.get(inspect(record).identity_key_from_primary_key((told["id"],)))
    return known if isinstance(known, record) else _standing(db, record, told)


def _standing(db: Session, record: type[R], told: dict[str, Any]) -> R:
    fresh = inspect(record).class_manager.new_instance()
    assert isinstance(fresh, record)
    vars(fresh).update(told)
    make_transient_to_detached(fresh)
    db.add(fresh)
    return fresh


def add_rows(link: Connection, record: type[Record], fresh: Iterable[Record]) -> None:
    """New rows of one table, whole."""
    shape = shape_of(record, link.dialect)
    send(link, shape.insertion, *(shape.row(vars(obj)) for obj in fresh))


def change_row(link: Connection, obj: Record, names: Iterable[str]) -> None:
    """These fields of one row, with the versions it has now."""
    shape = shape_of(type(obj), link.dialect)
    changing = (*names, "v", "frozen")
    told = [shape.columns[name].told(getattr(obj, name)) for name in changing]
    touched = send(link, shape.change(changing), (*told, obj.id))
    assert touched == 1, "a row that is told changed must stand in its table"


@dataclass(frozen=True)
class _Column:
    """A column, and how its value goes to the driver and comes from it."""

    name: str
    attribute: str
    bind: Callable[[Any], Any] | None
    result: Callable[[Any], Any] | None

    def told(self, value: Any) -> Any:
        return value if value is None or self.bind is None else self.bind(value)

    def read(self, value: Any) -> Any:
        return value if value is None or self.result is None else self.result(value)


@dataclass(frozen=True)
class Shape:
    """A record's table as the driver knows it; columns by attribute."""

    table: str
    columns: dict[str, _Column]
    insertion: str
    selection: str
    several: str  # see `named`
    versions: str  # the same, of their versions alone

    @property
    def names(self) -> list[str]:
        """The columns by the names they have in the database."""
        return [column.name.strip('"') for column in self.columns.values()]

    @cached_property
    def _attributes(self) -> list[str]:
        return [column.attribute for column in self.columns.values()]

    @cached_property
    def _results(self) -> list[tuple[str, Callable[[Any], Any]]]:
        """How those come from the driver that do not come as they are."""
        return [(c.attribute, c.result) for c in self.columns.values() if c.result is not None]

    def change(self, names: Iterable[str]) -> str:
        """The statement that sets these attributes of one row."""
        setting = ", ".join(f"{self.columns[name].name} = ?" for name in names)
        return f"UPDATE {self.table} SET {setting} WHERE id = ?"  # noqa: S608  as below

    def row(self, told: dict[str, Any]) -> list[Any]:
        """Every column's value from the attributes that were set."""
        return [c.told(told[name]) if name in told else None for name, c in self.columns.items()]

    def read(self, row: Values) -> dict[str, Any]:
        """The attributes that a row says."""
        told = dict(zip(self._attributes, row, strict=True))
        for name, result in self._results:
            if told[name] is not None:
                told[name] = result(told[name])
        return told


_shapes: dict[tuple[type[Record], str], Shape] = {}


def shape_of(record: type[Record], dialect: Dialect) -> Shape:
    place = (record, dialect.name)
    if place not in _shapes:
        columns = {
            told.key: _column(told.key, column, dialect)
            for told in inspect(record).column_attrs
            for column in told.columns
        }
        names = ", ".join(c.name for c in columns.values())
        places = ", ".join("?" * len(columns))
        table = f'"{record.kind()}"'
        _shapes[place] = Shape(
            table,
            columns,
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608  names of our own columns
            f"SELECT {names} FROM {table} WHERE id = ?",  # noqa: S608  as above
            f"SELECT {names} FROM {table} WHERE id IN ids",  # noqa: S608  as above
            f'SELECT id, "_v" FROM {table} WHERE id IN ids',  # noqa: S608  as above
        )
    return _shapes[place]


def _column(attribute: str, column: Any, dialect: Dialect) -> _Column:
    kind = column.type.dialect_impl(dialect)
    return _Column(
        f'"{column.name}"',
        attribute,
        kind.bind_processor(dialect),
        kind.result_processor(dialect, None),
    )


@lru_cache(maxsize=512)
def _within(statement: str, ids: str) -> str:
    return statement.replace("IN ids", ids)


@lru_cache(maxsize=512)
def _spelt(statement: str, style: str) -> str:
    return statement if style == "qmark" else statement.replace("?", "%s")
