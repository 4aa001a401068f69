"""What this machine alone knows stays in the file and out of the journal."""

from __future__ import annotations

from pathlib import Path

from app.store import journal, keys, locals_
from app.store.chain import log_name
from app.store.shelf import Shelf


def test_a_value_put_again_takes_the_place_of_the_old(tmp_path: Path) -> None:
    shelf = Shelf.create(tmp_path / "room.db", keys.new_secret())
    with shelf.local_writing() as link:
        assert locals_.get(link, "last") is None
        locals_.put(link, "last", "一")
        locals_.put(link, "last", "二")
    with shelf.engine.connect() as link:
        assert locals_.get(link, "last") == "二"
    with shelf.reading() as db:
        assert journal.have(db) == {}, "nothing of it travels"


def test_the_identity_is_the_same_each_time_it_is_asked(tmp_path: Path) -> None:
    shelf = Shelf.create(tmp_path / "room.db", keys.new_secret())
    with shelf.engine.connect() as link:
        key, address = locals_.identity(link)
    assert log_name(key) == shelf.log
    assert address == shelf.identity


def test_two_machines_never_share_an_identity(tmp_path: Path) -> None:
    first = Shelf.create(tmp_path / "a.db", keys.new_secret())
    second = Shelf.create(tmp_path / "b.db", keys.new_secret())
    assert first.log != second.log
    assert first.identity != second.identity
