"""A row, a further head or an index that is not what the journal makes of it is found, whole or sampled."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.store import backup, refold
from app.store.shelf import Shelf
from tests.machines import change, entries, register, shelf_in, take


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Six cases, one of them with two values for its summary."""
    shelf, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    ids = [shelf.write("u", "register", register)[0] for _ in range(6)]
    take(other, entries(shelf))
    shelf.write("u", "change", lambda db: change(db, ids[0], summary="为界址争吵"))
    other.write("u", "change", lambda db: change(db, ids[0], summary="为界墙争吵"))
    take(shelf, entries(other))
    while shelf.index_some():
        pass
    return shelf


def whole(shelf: Shelf, folder: Path) -> tuple[dict[str, int], int]:
    with backup.copied(shelf.engine, folder / "copy.db") as copy:
        missed = refold.index_whole(copy)
        return refold.rows_whole(copy), missed


def sampled(shelf: Shelf) -> tuple[tuple[int, int], tuple[int, int]]:
    with shelf.reading() as db:
        link = db.connection()
        return refold.rows_sampled(link, 1000), refold.index_sampled(link, 100)


def hurt(shelf: Shelf, statement: str) -> None:
    with shelf.local_writing() as link:
        link.execute(text(statement))


def test_all_is_as_the_journal_says(shelf: Shelf, tmp_path: Path) -> None:
    assert whole(shelf, tmp_path) == ({}, 0)
    assert sampled(shelf) == ((18, 0), (6, 0))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE party SET name = '陈某' WHERE id = (SELECT min(id) FROM party)", "party"),
        ('UPDATE "case" SET _v = \'{}\' WHERE id = (SELECT min(id) FROM "case")', "case"),
        ("DELETE FROM party WHERE id = (SELECT min(id) FROM party)", "party"),
        ("DELETE FROM head", "head"),
        ("UPDATE head SET value = '\"x\"'", "head"),
    ],
)
def test_a_row_that_was_changed_beside_the_journal_is_counted(
    shelf: Shelf, tmp_path: Path, statement: str, kind: str
) -> None:
    hurt(shelf, statement)
    assert whole(shelf, tmp_path)[0] == {kind: 1}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE party SET name = '陈某' WHERE id = (SELECT min(id) FROM party)",
        'UPDATE "case" SET _v = \'{}\' WHERE id = (SELECT min(id) FROM "case")',
        "DELETE FROM head",
    ],
)
def test_a_sample_finds_it_too(shelf: Shelf, statement: str) -> None:
    hurt(shelf, statement)
    assert sampled(shelf)[0][1] == 1


def test_a_case_that_cannot_be_found_is_counted(shelf: Shelf, tmp_path: Path) -> None:
    hurt(shelf, "DELETE FROM search_word WHERE rowid = (SELECT min(n) FROM search_case)")
    assert whole(shelf, tmp_path)[1] == 1
    assert sampled(shelf)[1] == (6, 1)
    hurt(shelf, "DELETE FROM search_case WHERE n = (SELECT max(n) FROM search_case)")
    assert whole(shelf, tmp_path)[1] == 3  # the words of the last one are left without a case
    assert sampled(shelf)[1] == (6, 2)


def test_a_case_that_is_found_by_a_word_it_no_longer_has_is_counted(
    shelf: Shelf, tmp_path: Path
) -> None:
    """Only making the whole index again can see that."""
    insert = (
        "INSERT OR REPLACE INTO search_word (rowid, words) SELECT min(n), '旧 词' FROM search_case"
    )
    hurt(shelf, insert)
    assert whole(shelf, tmp_path)[1] == 1
