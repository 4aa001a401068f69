"""The encrypted file: opened only with its secret, never half written, never by an older program."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.records import Case
from app.store import absorb, capture, journal, keys
from app.store.shelf import Shelf
from app.trouble import Trouble


def a_case(db: Session) -> str:
    case = Case(summary="为滴水檐争吵")
    db.add(case)
    return case.id


def rename(db: Session, case_id: str, summary: str) -> None:
    case = db.get(Case, case_id)
    assert case is not None
    case.summary = summary


@pytest.fixture
def shelf(either: Shelf) -> Shelf:
    """In each kind of database the same is true."""
    return either


def test_the_file_tells_nothing_without_its_secret(tmp_path: Path) -> None:
    secret = keys.new_secret()
    shelf = Shelf.create(tmp_path / "room.db", secret)
    shelf.write("u", "register", a_case)
    shelf.close()
    raw = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert not raw.startswith(b"SQLite format 3")
    assert "滴水檐".encode() not in raw
    with pytest.raises(Trouble) as trouble:
        Shelf.open(tmp_path / "room.db", keys.new_secret())
    assert trouble.value.key == "shelf.unreadable"


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    secret = keys.new_secret()
    shelf = Shelf.create(tmp_path / "room.db", secret)
    with shelf.local_writing() as link:
        link.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    shelf.close()
    with pytest.raises(Trouble) as trouble:
        Shelf.open(tmp_path / "room.db", secret)
    assert trouble.value.key == "shelf.newer"


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        Shelf.open(tmp_path / "none.db", keys.new_secret())
    assert trouble.value.key == "shelf.absent"


def test_an_existing_file_is_never_made_again(tmp_path: Path) -> None:
    Shelf.create(tmp_path / "room.db", keys.new_secret()).close()
    with pytest.raises(Trouble) as trouble:
        Shelf.create(tmp_path / "room.db", keys.new_secret())
    assert trouble.value.key == "shelf.exists"


def test_a_raising_action_leaves_no_row_and_no_entry(shelf: Shelf) -> None:
    def fail(db: Session) -> None:
        a_case(db)
        db.flush()
        raise Trouble("edit.absent")

    with pytest.raises(Trouble):
        shelf.write("u", "fail", fail)
    with shelf.reading() as db:
        assert db.query(Case).count() == 0
        assert journal.have(db) == {}


def test_one_action_is_one_entry_named_after_it(shelf: Shelf) -> None:
    case_id, touched = shelf.write("u1", "register", a_case)
    assert touched == {("case", case_id)}
    with shelf.reading() as db:
        (entry,) = journal.entries_lacking(db, {})
    assert entry.head.user == "u1"
    from app.store import chain

    assert chain.content(entry).verb == "register"


def test_an_action_that_changes_nothing_writes_nothing(shelf: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", a_case)
    _, touched = shelf.write("u", "edit", lambda db: rename(db, case_id, "为滴水檐争吵"))
    assert touched == set()
    with shelf.reading() as db:
        assert len(list(journal.entries_lacking(db, {}))) == 1


def test_a_looking_session_cannot_write(shelf: Shelf) -> None:
    with shelf.reading() as db:
        a_case(db)
        with pytest.raises(capture.BulkRefused):
            db.flush()


def test_bulk_statements_and_deletes_are_refused(shelf: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", a_case)

    def bulk(db: Session) -> None:
        db.execute(update(Case).values(summary=None))

    def delete(db: Session) -> None:
        db.delete(db.get(Case, case_id))

    for act in (bulk, delete):
        with pytest.raises(capture.BulkRefused):
            shelf.write("u", "x", act)


def test_rows_are_the_fold_of_the_journal(shelf: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", a_case)
    shelf.write("u", "edit", lambda db: rename(db, case_id, "已经讲和"))
    before = _rows(shelf)
    with shelf.local_writing() as link:
        assert absorb.rebuild(link) == 2
    assert _rows(shelf) == before


def _rows(shelf: Shelf) -> list[object]:
    with shelf.engine.connect() as link:
        return [tuple(row) for row in link.execute(text('SELECT * FROM "case" ORDER BY id'))]
