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


@pytest.mark.parametrize("count", [0, 1, bulk.FEWEST_OF_BYTES, 700])
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


@pytest.mark.parametrize("count", [2, bulk.FEWEST])
@pytest.mark.parametrize("kind", RECORDS)
def test_rows_of_every_kind_go_in_many_as_they_go_in_alone(
    common: Shelf, kind: str, count: int
) -> None:
    record = RECORDS[kind]
    shape = statements.shape_of(record, common.engine.dialect)
    rows = []
    for n in range(count):
        one = full(record, f"many{n:03}")
        one.v = {"*": "x"}
        rows.append(shape.row(vars(one)))
    alone = full(record, "alone")
    alone.v = {"*": "x"}
    with common.local_writing() as link:
        table = record.__table__
        link.execute(table.delete())  # type: ignore[attr-defined]
        bulk.add(link, table, shape.names, rows)  # type: ignore[arg-type]
        statements.send(link, shape.insertion, shape.row(vars(alone)))
        found = [row[:] for row in link.execute(select(table).order_by(table.c.id))]
        at = [column.name for column in table.columns].index("id")
        plain = {tuple(x for n, x in enumerate(map(repr, row)) if n != at) for row in found}
        assert len(found) == count + 1
        assert len(plain) == 1


def test_what_json_would_have_to_write_otherwise_stands_as_it_was_said(either: Shelf) -> None:
    said = '他说："\\n不\u2028行"\n\t\x07\ud7ff\U0001f33e'
    shape = statements.shape_of(RECORDS["case"], either.engine.dialect)
    rows = []
    for n in range(2):
        one = full(RECORDS["case"], f"odd{n}")
        one.summary, one.requests, one.v = said, [said, ""], {"*": said}
        rows.append(shape.row(vars(one)))
    table = RECORDS["case"].__table__
    with either.local_writing() as link:
        bulk.add(link, table, shape.names, rows)  # type: ignore[arg-type]
        asked = select(table.c.summary, table.c.requests, table.c["_v"])
        assert [tuple(row) for row in link.execute(asked)] == [(said, [said, ""], {"*": said})] * 2
