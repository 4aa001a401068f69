"""Many rows at once stand as if each had been put by itself, in either database."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.records import RECORDS
from app.store import bulk, statements
from app.store.shelf import Shelf
from app.store.tables import entry
from tests.store.test_statements import full

NAMES = ("id", "log", "seq", "lam", "state", "header", "body", "sig")


@pytest.mark.parametrize("count", [0, 1, bulk.FEWEST, 700])
def test_entries_stand_as_they_were_given(either: Shelf, count: int) -> None:
    rows = [
        (
            f"id{n:04}",
            "日志",
            n + 2**40,
            2**53 - 1 - n,
            1,
            bytes([n % 256, 0, 255]),
            b"\\.\n\t\0",
            b"",
        )
        for n in range(count)
    ]
    with either.local_writing() as link:
        bulk.add(link, entry, NAMES, rows)
        told = link.execute(select(*(entry.c[name] for name in NAMES)).order_by(entry.c.n))
        assert [tuple(row) for row in told] == rows


@pytest.mark.parametrize("kind", RECORDS)
def test_rows_of_every_kind_go_in_many_as_they_go_in_alone(either: Shelf, kind: str) -> None:
    record = RECORDS[kind]
    shape = statements.shape_of(record, either.engine.dialect)
    rows = []
    for n in range(bulk.FEWEST):
        one = full(record, f"many{n:03}")
        one.v = {"*": "x"}
        rows.append(shape.row(vars(one)))
    alone = full(record, "alone")
    alone.v = {"*": "x"}
    with either.local_writing() as link:
        bulk.add(link, record.__table__, shape.names, rows)  # type: ignore[arg-type]
        statements.send(link, shape.insertion, shape.row(vars(alone)))
        table = record.__table__
        found = [row[:] for row in link.execute(select(table).order_by(table.c.id))]
        at = [column.name for column in table.columns].index("id")
        plain = {tuple(x for n, x in enumerate(map(repr, row)) if n != at) for row in found}
        assert len(found) == bulk.FEWEST + 1
        assert len(plain) == 1
