"""Which cases may not have come to another place: told from what was written since, whatever the room holds."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import Mediator, Party
from app.store import delivery, journal, uncovered
from app.store.shelf import Shelf
from tests.machines import change, entries, register, shelf_in, take

MANY = 100


def saved(shelf: Shelf, number: int) -> list[str]:
    return [shelf.write("u", "register", register)[0] for _ in range(number)]


def have(shelf: Shelf) -> delivery.Have:
    with shelf.reading() as db:
        return journal.have(db)


def written(shelf: Shelf, theirs: delivery.Have, most: int = MANY) -> set[str] | None:
    with shelf.reading() as db:
        return uncovered.written(db, theirs, most)


def rename(db: Session, case_id: str) -> None:
    party = db.scalars(select(Party).where(Party.case_id == case_id)).first()
    assert party is not None
    party.name = "欧阳"


def test_what_was_written_since_names_its_cases(either: Shelf) -> None:
    ids = saved(either, 4)
    before = have(either)
    assert written(either, {}) == set(ids)
    assert written(either, before) == set()
    either.write("u", "change", lambda db: change(db, ids[1], remark="甲"))
    either.write("u", "rename", lambda db: rename(db, ids[2]))
    either.write("u", "hire", lambda db: db.add(Mediator(name="孟广田")))
    assert written(either, before) == {ids[1], ids[2]}


def test_every_case_that_lacks_something_is_among_them(either: Shelf, tmp_path: Path) -> None:
    ids = saved(either, 3)
    other = shelf_in(tmp_path / "other")
    take(other, entries(either))
    before = have(either)
    other.write("u", "change", lambda db: change(db, ids[0], summary="乙说"))
    either.write("u", "rename", lambda db: rename(db, ids[2]))
    take(either, entries(other))
    for theirs in (before, have(other), have(either), {}):
        with either.reading() as db:
            told = delivery.undelivered(db, ids, theirs)
        assert {id_ for id_, one in told.items() if one.entries} <= (
            written(either, theirs) or set()
        )


def test_where_too_much_was_written_it_is_not_read_through(either: Shelf) -> None:
    ids = saved(either, 4)
    assert written(either, {}, most=6) is None
    assert written(either, {}, most=12) == set(ids)


def test_values_that_wait_name_their_cases(either: Shelf, tmp_path: Path) -> None:
    ids = saved(either, 2)
    other = shelf_in(tmp_path / "other")
    take(other, entries(either))
    either.write("u", "change", lambda db: change(db, ids[1], summary="甲说"))
    other.write("u", "change", lambda db: change(db, ids[1], summary="乙说"))
    with either.reading() as db:
        assert uncovered.beside(db, MANY) == set()
    take(either, entries(other))
    with either.reading() as db:
        assert uncovered.beside(db, MANY) == {ids[1]}
        assert uncovered.beside(db, 0) is None
