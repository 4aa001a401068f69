"""A computer that begins a new log keeps what it had, and comes after all it saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import chain, succession, vouch
from app.store.shelf import Shelf
from app.store.tables import tip
from tests.machines import again, change, entries, register, shelf_in, take


def anew(shelf: Shelf, folder: Path) -> Shelf:
    """The same file with a new log."""
    with shelf.local_writing() as link:
        succession.begin_anew(link, vouch.fresh_key())
    return again(shelf, folder)


def test_a_workstation_that_begins_anew_keeps_what_it_had(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "a")
    old, identity = shelf.log, shelf.identity
    shelf.write("u", "register", register)
    shelf = anew(shelf, tmp_path / "a")
    assert shelf.log != old
    assert shelf.identity == identity
    with shelf.reading() as db:
        assert vouch.before(shelf.log, vouch.own(db)) == [old]
    middle = shelf.log
    shelf = anew(shelf, tmp_path / "a")
    with shelf.reading() as db:
        assert vouch.before(shelf.log, vouch.own(db)) == [middle, old]


def test_the_first_entry_of_a_new_log_comes_after_all_that_stood_there(tmp_path: Path) -> None:
    """Otherwise another machine would refuse it: it changes what it did not see."""
    shelf, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    case_id, _ = shelf.write("u", "register", register)
    shelf.write("u", "change", lambda db: change(db, case_id, summary="为界址争吵"))
    shelf = anew(shelf, tmp_path / "a")
    shelf.write("u", "change", lambda db: change(db, case_id, summary="为界墙争吵"))
    *_, last = told = entries(shelf)
    assert last.head.seq == 1
    assert last.head.see == [told[-2].id]
    assert last.head.lam == 3
    done = take(other, told)
    assert (done.new, done.waiting, done.refused) == (3, 0, [])
    with other.engine.connect() as link:
        assert len(link.execute(tip.select()).all()) == 2


@pytest.mark.parametrize("many", [vouch.MOST, vouch.MOST + 3])
def test_no_more_words_are_carried_than_travel(tmp_path: Path, many: int) -> None:
    shelf = shelf_in(tmp_path / "a")
    with shelf.local_writing() as link:
        for _ in range(many):
            new = vouch.fresh_key()
            succession.begin_anew(link, new)
    with shelf.reading() as db:
        told = vouch.own(db)
        assert len(told) == vouch.MOST
        assert len(vouch.before(chain.log_name(new), told)) == vouch.MOST
