"""The rows that entries fold into: fetched a slice at a time, changed in memory, written back once."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from app.records import RECORDS
from app.records.field import Field, fields_of, from_json, to_json
from app.store import bulk, merge, statements
from app.store.merge import Head, Row
from app.store.statements import Shape, ask, ask_each, in_one_breath, named
from app.store.tables import entry, head

PART = 500  # values of one IN list
# the same in an entry, in a row and for the driver
PLAIN = frozenset({"text", "choice", "ref", "blob", "count", "yes_no"})
STAMPS = ("v", "frozen")  # the versions of a row and what froze it change with every field
STANDING = frozenset({"id", *STAMPS})  # what is read of every row

INSERT = "i"

One = TypeVar("One")
Place = tuple[str, str]  # record kind, row id
Op = tuple[str, str, str, dict[str, Any]]  # what, record kind, row id, what of which field
_Read = Callable[[Sequence[Any]], dict[str, Any]]


class Rows:
    """A slice's rows by kind and id, and the Lamport numbers their versions have."""

    def __init__(self, link: Connection) -> None:
        self.link = link
        self.rows: dict[Place, Row] = {}
        self.lams: dict[str, int] = {}
        self._known: dict[str, dict[str, Field]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._ways: dict[str, dict[str, Callable[[Any], Any]]] = {}
        self._at: dict[str, dict[str, int]] = {}  # the place of each field among the columns
        self._stamps: dict[str, Any] = {}
        self._any_heads: bool | None = None

    def known(self, kind: str) -> dict[str, Field]:
        if kind not in self._known:
            self._known[kind] = fields_of(RECORDS[kind])
        return self._known[kind]

    def names(self, kind: str) -> frozenset[str]:
        """The fields of a kind that this program knows."""
        if kind not in self._names:
            self._names[kind] = frozenset(self.known(kind))
        return self._names[kind]

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
        """Read these rows whole, those that exist, with their further heads."""
        by_kind: dict[str, set[str]] = {}
        for kind, row_id in places:
            if kind in RECORDS:
                by_kind.setdefault(kind, set()).add(row_id)
        self._fetch((kind, by_kind[kind], self._columns(kind)) for kind in sorted(by_kind))

    def fetch_for(self, ops: Iterable[Op]) -> None:
        """Read the rows these ops will touch: of one that only changes no more than they say something about."""
        whole: dict[str, set[str]] = {}
        changed: dict[str, set[str]] = {}
        names: dict[str, set[str]] = {}
        for name, kind, row_id, told in ops:
            if name == INSERT:
                whole.setdefault(kind, set()).add(row_id)
            else:
                changed.setdefault(kind, set()).add(row_id)
                names.setdefault(kind, set()).update(told)
        wanted: list[tuple[str, set[str], Iterable[str]]] = []
        for kind in sorted({*whole, *changed}):
            columns, inserted = self._columns(kind), whole.get(kind, set())
            wanted.append((kind, inserted, columns))
            said = [name for name in columns if name in STANDING or name in names.get(kind, ())]
            wanted.append((kind, changed.get(kind, set()) - inserted, said))
        self._fetch(wanted)

    def _columns(self, kind: str) -> Iterable[str]:
        return statements.shape_of(RECORDS[kind], self.link.dialect).columns

    def _fetch(self, wanted: Iterable[tuple[str, set[str], Iterable[str]]]) -> None:
        """Rows by kind and id, and which of their attributes; all are asked for in one breath."""
        asked: list[tuple[str, list[str], _Read]] = []
        told: list[tuple[str, statements.Values]] = []
        for kind, row_ids, names in wanted:
            shape = statements.shape_of(RECORDS[kind], self.link.dialect)
            selection, read = _selection(shape, names)
            for ids in parts(sorted(row_ids)):
                asked.append((kind, ids, read))
                told.append(named(self.link, selection, ids))
        for (kind, ids, read), rows in zip(asked, ask_each(self.link, told), strict=True):
            self._read(kind, map(read, rows))
            self._fetch_heads(kind, ids)

    def _read(self, kind: str, stored: Iterable[dict[str, Any]]) -> None:
        turned = [
            (name, field) for name, field in self.known(kind).items() if field.kind not in PLAIN
        ]
        some: list[tuple[str, Field]] | None = None
        for told in stored:
            if some is None:  # all were read alike
                some = [(name, field) for name, field in turned if name in told]
            for name, field in some:
                if told[name] is not None:
                    told[name] = to_json(field, told[name])
            row = _row(kind, told)
            self.rows[kind, row.id] = row

    def _fetch_heads(self, kind: str, ids: list[str]) -> None:
        if self._any_heads is None:
            self._any_heads = bool(ask(self.link, "SELECT 1 FROM head LIMIT 1"))
        if not self._any_heads:
            return
        asked = select(head).where(head.c.kind == kind, head.c.row.in_(ids))
        for h in self.link.execute(asked.order_by(head.c.field, head.c.lam, head.c.version)):
            heads = self.rows[kind, h.row].heads.setdefault(h.field, [])
            heads.append(Head(h.version, h.lam, json.loads(h.value), h.frozen))

    def fold(
        self, version: str, lam: int, ops: Iterable[Op], only: Collection[Place] | None = None
    ) -> bool:
        """Fold the ops of an entry in, or those that touch `only` these rows; False: not every field was known."""
        self.lams[version] = lam
        complete = True
        for name, kind, row_id, told in ops:
            if only is None or (kind, row_id) in only:
                row, known = self.row(kind, row_id), self.names(kind)
                complete &= merge.fold(row, name, told, version, lam, known, self.lam_of)
        return complete

    def stars(self, places: Iterable[Place]) -> dict[Place, str | None]:
        """The entries that first wrote these rows, all of which were fetched; None: there is no such row."""
        return {
            place: self.rows[place].versions.get("*", "") if place in self.rows else None
            for place in places
        }

    def write_back(self) -> None:
        """Put every changed row into its table and its further heads beside it."""
        changed = [row for row in self.rows.values() if row.changed]
        many = []
        with in_one_breath(self.link):
            for kind in sorted({row.kind for row in changed}):
                shape = statements.shape_of(RECORDS[kind], self.link.dialect)
                mine = [row for row in changed if row.kind == kind]
                new = [self._whole(shape, row) for row in mine if not row.in_store]
                if bulk.is_copied(self.link, _table(kind), len(new)):
                    many.append((kind, shape, new))
                else:
                    bulk.add(self.link, _table(kind), shape.names, new)
                self._change(shape, [row for row in mine if row.in_store])
        for kind, shape, new in many:
            bulk.add(self.link, _table(kind), shape.names, new)
        self._write_heads([row for row in changed if row.heads])
        for row in changed:
            row.in_store = True
            row.changed.clear()

    def _change(self, shape: Shape, rows: list[Row]) -> None:
        """One statement for all rows that changed in the same fields."""
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            alike.setdefault(tuple(sorted(row.changed.difference(STAMPS))), []).append(row)
        for names, some in sorted(alike.items()):
            told = [[*self._told(shape, row, names), row.id] for row in some]
            statements.send(self.link, shape.change((*names, *STAMPS)), *told)

    def _whole(self, shape: Shape, row: Row) -> list[Any]:
        """A new row as the driver takes it; most of its fields nobody set."""
        ways, at = self._ways_of(shape, row.kind), self._at[row.kind]
        told: list[Any] = [None] * len(at)
        for name, value in row.values.items():
            if value is not None:
                told[at[name]] = ways[name](value) if name in ways else value
        told[at["id"]] = row.id
        told[at["v"]] = self._stamp(shape, row)
        told[at["frozen"]] = ",".join(row.freezes) or None
        return told

    def _told(self, shape: Shape, row: Row, names: Iterable[str]) -> list[Any]:
        """These fields of a row, with its stamps, as the driver takes them."""
        ways = self._ways_of(shape, row.kind)
        told = []
        for name in names:
            value = row.values.get(name)
            if value is not None and name in ways:
                value = ways[name](value)
            told.append(value)
        return [*told, self._stamp(shape, row), ",".join(row.freezes) or None]

    def _ways_of(self, shape: Shape, kind: str) -> dict[str, Callable[[Any], Any]]:
        """How those fields go to the driver that are not told there as the entry tells them."""
        if kind not in self._ways:
            same = PLAIN | {"day"} if self.link.dialect.name == "sqlite" else PLAIN
            self._ways[kind] = {
                name: partial(_for_driver, told, shape.columns[name].told)
                for name, told in self.known(kind).items()
                if told.kind not in same
            }
            self._at[kind] = {name: n for n, name in enumerate(shape.columns)}
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


def parts(told: Iterable[One]) -> Iterator[list[One]]:
    """As many as one IN list takes."""
    rest = iter(told)
    while part := list(islice(rest, PART)):
        yield part


def _row(kind: str, told: dict[str, Any]) -> Row:
    """A row as far as it was read."""
    frozen = told.pop("frozen")
    return Row(
        kind,
        told.pop("id"),
        versions=dict(told.pop("v") or {}),
        values=told,
        freezes=[x for x in frozen.split(",") if x] if frozen else [],
        in_store=True,
    )


def _selection(shape: Shape, names: Iterable[str]) -> tuple[str, _Read]:
    """The statement that asks for these attributes of some rows, and how its answers are read."""
    columns = [shape.columns[name] for name in names]
    attributes = [c.attribute for c in columns]
    results = [(c.attribute, c.result) for c in columns if c.result is not None]

    def read(row: Sequence[Any]) -> dict[str, Any]:
        told = dict(zip(attributes, row, strict=True))
        for name, result in results:
            if told[name] is not None:
                told[name] = result(told[name])
        return told

    listed = ", ".join(c.name for c in columns)
    return f"SELECT {listed} FROM {shape.table} WHERE id IN ids", read  # noqa: S608  names of our own columns


def _for_driver(known: Field, bind: Callable[[Any], Any], value: Any) -> Any:
    return bind(from_json(known, value))


def _table(kind: str) -> Table:
    table: Table = RECORDS[kind].__table__  # type: ignore[assignment]
    return table
