"""The rows that entries fold into: fetched a slice at a time, changed in memory, written back once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from app.records import RECORDS
from app.records.field import Field, fields_of, from_json, to_json
from app.store import bulk, statements
from app.store.merge import Head, Row
from app.store.statements import Shape, ask, named
from app.store.tables import entry, head

PART = 500  # values of one IN list
PLAIN = frozenset(
    {"text", "choice", "ref", "blob"}
)  # the same in an entry, in a row and for the driver
STAMPS = ("v", "frozen")  # the versions of a row and what froze it change with every field

Place = tuple[str, str]  # record kind, row id


class Rows:
    """A slice's rows by kind and id, and the Lamport numbers their versions have."""

    def __init__(self, link: Connection) -> None:
        self.link = link
        self.rows: dict[Place, Row] = {}
        self.lams: dict[str, int] = {}
        self._known: dict[str, dict[str, Field]] = {}
        self._ways: dict[str, dict[str, Callable[[Any], Any]]] = {}
        self._stamps: dict[str, Any] = {}

    def known(self, kind: str) -> dict[str, Field]:
        if kind not in self._known:
            self._known[kind] = fields_of(RECORDS[kind])
        return self._known[kind]

    def lam_of(self, version: str) -> int:
        if version not in self.lams:
            found = self.link.execute(select(entry.c.lam).where(entry.c.id == version)).scalar()
            self.lams[version] = found or 0
        return self.lams[version]

    def row(self, kind: str, row_id: str) -> Row:
        if (kind, row_id) not in self.rows:
            self.rows[kind, row_id] = Row(kind, row_id)
        return self.rows[kind, row_id]

    def fetch(self, places: Iterable[Place]) -> None:
        """Read the rows that will be touched, those that exist, with their further heads."""
        by_kind: dict[str, set[str]] = {}
        for kind, row_id in places:
            if kind in RECORDS:
                by_kind.setdefault(kind, set()).add(row_id)
        any_heads = bool(ask(self.link, "SELECT 1 FROM head LIMIT 1"))
        for kind in sorted(by_kind):
            for ids in parts(sorted(by_kind[kind])):
                self._fetch(kind, ids, with_heads=any_heads)

    def _fetch(self, kind: str, ids: list[str], *, with_heads: bool) -> None:
        shape = statements.shape_of(RECORDS[kind], self.link.dialect)
        for stored in ask(self.link, *named(self.link, shape.several, ids)):
            row = self._row(kind, shape.read(stored))
            self.rows[kind, row.id] = row
        if not with_heads:
            return
        asked = select(head).where(head.c.kind == kind, head.c.row.in_(ids))
        for h in self.link.execute(asked.order_by(head.c.field, head.c.lam, head.c.version)):
            heads = self.rows[kind, h.row].heads.setdefault(h.field, [])
            heads.append(Head(h.version, h.lam, json.loads(h.value), h.frozen))

    def _row(self, kind: str, stored: dict[str, Any]) -> Row:
        values = {name: stored[name] for name in self.known(kind)}
        for name, known in self.known(kind).items():
            if values[name] is not None and known.kind not in PLAIN:
                values[name] = to_json(known, values[name])
        return Row(
            kind,
            stored["id"],
            values=values,
            versions=dict(stored["v"] or {}),
            freezes=[x for x in (stored["frozen"] or "").split(",") if x],
            in_store=True,
        )

    def write_back(self) -> None:
        """Put every changed row into its table and its further heads beside it."""
        changed = [row for row in self.rows.values() if row.changed]
        for kind in sorted({row.kind for row in changed}):
            shape = statements.shape_of(RECORDS[kind], self.link.dialect)
            mine = [row for row in changed if row.kind == kind]
            new = [self._told(shape, row, shape.columns) for row in mine if not row.in_store]
            bulk.add(self.link, _table(kind), shape.names, new)
            self._change(shape, [row for row in mine if row.in_store])
        self._write_heads([row for row in changed if row.heads])
        for row in changed:
            row.in_store = True
            row.changed.clear()

    def _change(self, shape: Shape, rows: list[Row]) -> None:
        """One statement for all rows that changed in the same fields."""
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            alike.setdefault((*sorted(row.changed.difference(STAMPS)), *STAMPS), []).append(row)
        for names, some in sorted(alike.items()):
            told = [[*self._told(shape, row, names), row.id] for row in some]
            statements.send(self.link, shape.change(names), *told)

    def _told(self, shape: Shape, row: Row, names: Iterable[str]) -> list[Any]:
        """A row's values as the driver takes them."""
        ways = self._ways_of(shape, row.kind)
        beside = {"v": self._stamp(shape, row), "frozen": ",".join(row.freezes) or None}
        values = {**row.values, "id": row.id, **beside}
        told = []
        for name in names:
            value = values.get(name)
            if value is not None and name in ways:
                value = ways[name](value)
            told.append(value)
        return told

    def _ways_of(self, shape: Shape, kind: str) -> dict[str, Callable[[Any], Any]]:
        """How those fields go to the driver that are not told there as the entry tells them."""
        if kind not in self._ways:
            self._ways[kind] = {
                name: partial(_for_driver, told, shape.columns[name].told)
                for name, told in self.known(kind).items()
                if told.kind not in PLAIN
            }
        return self._ways[kind]

    def _stamp(self, shape: Shape, row: Row) -> Any:
        """A row's versions; the rows that one entry made say the same."""
        told = shape.columns["v"].told
        if row.versions.keys() != {"*"}:
            return told(dict(sorted(row.versions.items())))
        version = row.versions["*"]
        if version not in self._stamps:
            self._stamps[version] = told(row.versions)
        return self._stamps[version]

    def _write_heads(self, rows: list[Row]) -> None:
        for kind in sorted({row.kind for row in rows}):
            for ids in parts(row.id for row in rows if row.kind == kind):
                self.link.execute(delete(head).where(head.c.kind == kind, head.c.row.in_(ids)))
        told = [
            {
                "kind": row.kind, "row": row.id, "field": name, "version": h.version, "lam": h.lam,
                "frozen": h.frozen, "value": json.dumps(h.value, ensure_ascii=False),
            }
            for row in rows
            for name, heads in row.heads.items()
            for h in heads
        ]  # fmt: skip
        if told:
            self.link.execute(insert(head), told)


def parts(told: Iterable[str]) -> Iterator[list[str]]:
    """As many as one IN list takes."""
    rest = iter(told)
    while part := list(islice(rest, PART)):
        yield part


def _for_driver(known: Field, bind: Callable[[Any], Any], value: Any) -> Any:
    return bind(from_json(known, value))


def _table(kind: str) -> Table:
    table: Table = RECORDS[kind].__table__  # type: ignore[assignment]
    return table
