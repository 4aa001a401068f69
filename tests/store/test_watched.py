"""A long question is broken off in the middle of its statement, and the shelf goes on as before."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.store.shelf import Shelf
from app.store.statements import ask
from app.store.watched import stoppable

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000000) SELECT max(i) FROM n"


class Enough(Exception):
    """Whoever waited does not wait any longer."""


def enough() -> None:
    raise Enough


def test_a_statement_is_broken_off_in_its_midst(either: Shelf) -> None:
    with pytest.raises(Enough), either.watched(enough) as db:
        db.execute(text(ENDLESS))
    with pytest.raises(Enough), either.watched(enough) as db:
        ask(db.connection(), ENDLESS)
    with either.reading() as db:  # the same connection, and nobody breaks it off any more
        assert db.scalar(text("SELECT count(*) FROM entry")) == 0


def test_many_short_statements_are_broken_off_as_well(either: Shelf) -> None:
    def endless(db: Session) -> None:
        while True:
            db.scalar(text("SELECT 1"))

    with pytest.raises(Enough), either.watched(enough) as db:
        endless(db)


def test_who_goes_on_waiting_is_answered(either: Shelf) -> None:
    asked: list[int] = []
    with either.watched(lambda: asked.append(1)) as db:
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT max(i) FROM n"
        assert db.scalar(text(many)) == 1_000_000
        assert db.scalar(text("SELECT 1")) == 1
    assert len(asked) > 0
    with either.reading() as db:
        before = len(asked)
        db.scalar(text("SELECT 1"))
    assert len(asked) == before


def test_its_own_faults_are_told_as_they_are(either: Shelf) -> None:
    with pytest.raises(ZeroDivisionError), either.watched(lambda: None):
        raise ZeroDivisionError


def test_what_is_done_with_the_rows_is_broken_off_as_well(either: Shelf) -> None:
    with pytest.raises(Enough), either.watched(enough) as db:
        for _ in stoppable(db, itertools.count()):
            pass
    with either.reading() as db:
        assert list(stoppable(db, range(3))) == [0, 1, 2]
