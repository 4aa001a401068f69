"""What a save writes straight is what the mapper would have written, and what the journal folds into."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.records import RECORDS, Agreement, Case, Party, Record
from app.records.field import Field, fields_of
from app.store import absorb, statements
from app.store.shelf import Shelf
from tests.machines import rows_on, shelf_in

FULL: dict[str, Any] = {
    "text": "陈㛃喆诉欧阳𬭎“院墙”?%s", "choice": "x", "ref": "r" * 32, "day": date(2026, 3, 2),
    "moment": datetime(2026, 3, 2, 9, 5), "money": Decimal("10500.05"), "count": -7, "yes_no": True,
    "lines": ["一", "二?"], "refs": ["r" * 32], "choices": ["x"],
    "blob": "0a" * 32,
}  # fmt: skip


def full(record: type[Record], row_id: str) -> Record:
    """A record with something in every field."""
    return record(id=row_id, **{f.name: FULL[f.kind] for f in fields_of(record).values()})


def raw(link: Connection, kind: str, row_id: str) -> dict[str, Any]:
    row = link.execute(text(f'SELECT * FROM "{kind}" WHERE id = :id'), {"id": row_id}).mappings()
    return {name: value for name, value in row.one().items() if name not in {"id", "_v"}}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_row_goes_in_and_comes_out_as_the_mapper_has_it(common: Shelf, kind: str) -> None:
    record = RECORDS[kind]

    def flushed(db: Session) -> None:
        db.add(full(record, "flushed"))
        db.flush()

    common.write("u", "flushed", flushed)
    common.write("u", "straight", lambda db: db.add(full(record, "straight")))
    common.write("u", "empty", lambda db: db.add(record(id="empty")))

    def changed(db: Session) -> None:
        standing = db.get(record, "empty")
        for field in fields_of(record).values():
            setattr(standing, field.name, FULL[field.kind])

    common.write("u", "changed", changed)
    with common.reading() as db:
        rows = [raw(db.connection(), kind, name) for name in ("flushed", "straight", "empty")]
        assert rows[0] == rows[1] == rows[2]
        loaded = db.get(record, "straight")
        assert loaded is not None
        mapped = {c: getattr(loaded, c) for c in (*fields_of(record), "v", "frozen")}
    found: dict[str, Any] = {}

    def look(db: Session) -> None:
        mine = db.get(record, "straight")
        assert mine is not None
        assert mine in db
        assert db.get(record, "straight") is mine
        assert not db.dirty
        found.update({c: vars(mine)[c] for c in (*fields_of(record), "v", "frozen")})
        assert db.get(record, "nobody") is None

    _, touched = common.write("u", "look", look)
    assert touched == set()
    assert found == mapped


def test_a_statement_means_the_same_in_either_database(either: Shelf) -> None:
    either.write("u", "enter", lambda db: db.add_all([Case(id="a"), Case(id="b"), Case(id="c")]))
    with either.local_writing() as link:
        told = 'UPDATE "case" SET summary = ? WHERE id = ?'
        assert statements.send(link, told, ("甲", "a")) == 1
        statements.send(link, told, ("乙", "b"), ("丙", "c"))
        asked = 'SELECT id, summary FROM "case" WHERE id > ? ORDER BY id'
        assert statements.ask(link, asked, ("a",)) == [("b", "乙"), ("c", "丙")]
        assert len(statements.ask(link, 'SELECT id FROM "case"')) == 3


def test_several_questions_in_one_breath_have_each_its_answer(either: Shelf) -> None:
    either.write("u", "enter", lambda db: db.add_all([Case(id="a"), Case(id="b")]))
    with either.local_writing() as link:
        one, none, ids = statements.ask_each(
            link,
            [
                ("SELECT 1", ()),
                ('SELECT id FROM "case" WHERE id = ?', ("x",)),
                statements.named(link, 'SELECT id FROM "case" WHERE id IN ids', ["a", "b"]),
            ],
        )
        assert [one, none, sorted(ids)] == [[(1,)], [], [("a",), ("b",)]]
        assert statements.ask_each(link, []) == []


def test_what_is_sent_in_one_breath_is_all_there_after_it(either: Shelf) -> None:
    told = 'INSERT INTO "case" (id, "_v") VALUES (?, ?)'
    with either.local_writing() as link:
        with statements.in_one_breath(link):
            statements.send(link, told, ("a", "{}"))
            statements.send(link, told, ("b", "{}"), ("c", "{}"))
        assert statements.ask(link, 'SELECT count(*) FROM "case"') == [(3,)]


def test_what_fails_in_one_breath_is_told_and_leaves_nothing(either: Shelf) -> None:
    told = 'INSERT INTO "case" (id, "_v") VALUES (?, ?)'

    def twice() -> None:
        with either.local_writing() as link, statements.in_one_breath(link):
            for id_ in ("a", "a", "b"):
                statements.send(link, told, (id_, "{}"))

    with pytest.raises(either.engine.dialect.loaded_dbapi.Error):
        twice()
    with either.reading() as db:
        assert statements.ask(db, 'SELECT count(*) FROM "case"') == [(0,)]


def test_a_record_that_a_statement_chooses_stands_as_one_that_was_loaded(either: Shelf) -> None:
    either.write("u", "enter", lambda db: db.add(Case(id="a", remark="一")))
    choosing = 'SELECT id FROM "case" WHERE remark = ?'
    with either.reading() as db:
        found = statements.chosen(db, Case, choosing, ("一",))
        assert found is not None
        assert found is db.get(Case, "a")
        assert found is statements.chosen(db, Case, choosing, ("一",))
        assert statements.chosen(db, Case, choosing, ("二",)) is None


def test_a_change_of_a_row_that_is_not_there_is_our_fault(either: Shelf) -> None:
    with either.local_writing() as link, pytest.raises(AssertionError, match="must stand"):
        statements.change_row(link, Case(id="nobody", summary="x"), ["summary"])


def _value(field: Field) -> st.SearchStrategy[Any]:
    known = {
        "text": st.none() | st.text("漏水院墙20？%", max_size=8),
        "day": st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "money": st.none() | st.decimals(-5, 5, places=2),
        "lines": st.none() | st.lists(st.text("一二", max_size=3), max_size=2),
        "yes_no": st.none() | st.booleans(),
    }
    return known[field.kind]


SOME = {
    Case: ("summary", "accepted_on", "amount", "requests", "told_routes", "void"),
    Party: ("name", "void"),
    Agreement: ("facts", "made_on", "terms"),
}
CHANGES = [
    st.tuples(st.just(record), st.integers(0, 2), st.just(name), _value(fields_of(record)[name]))
    for record, names in SOME.items()
    for name in names
]
OTHER = st.tuples(st.just(Agreement), st.integers(0, 2), st.sampled_from(["flush", "freeze"]), st.none())  # fmt: skip
ACTIONS = st.lists(st.lists(st.one_of(*CHANGES, OTHER), min_size=1, max_size=6), max_size=6)


def carry_out(db: Session, steps: list[tuple[type[Record], int, str, Any]]) -> None:
    """One action of random steps: enter what is not there, change what is, flush between, sign."""
    made: dict[tuple[type[Record], int], Record] = {}
    for record, number, name, value in steps:
        row = made.get((record, number)) or db.get(record, f"{record.kind()}{number}")
        if name == "flush":
            db.flush()
        elif row is None and name != "freeze":
            row = made[record, number] = record(id=f"{record.kind()}{number}", **{name: value})
            db.add(row)
        elif row is not None and not row.frozen:
            made[record, number] = row
            if name != "freeze":
                setattr(row, name, value)
            elif row not in db.new and row.v:  # what is made here is signed in a later action
                row.freeze()


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTIONS)
def test_whatever_is_done_the_rows_are_the_fold_of_the_journal(
    tmp_path_factory: pytest.TempPathFactory, actions: list[Any]
) -> None:
    shelf = shelf_in(tmp_path_factory.mktemp("room"))
    for steps in actions:
        shelf.write("u", "step", lambda db, steps=steps: carry_out(db, steps))
    with shelf.local_writing() as link:
        before = rows_on(link)
        absorb.rebuild(link)
        assert rows_on(link) == before
    shelf.close()
