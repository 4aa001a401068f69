"""The newest bundle of every place comes with one question."""

from __future__ import annotations

from pathlib import Path

from app.store import exchanges, peers
from app.store.shelf import Shelf
from tests.machines import shelf_in


def note(shelf: Shelf, at: str, direction: str, log: str, outcome: str) -> None:
    with shelf.local_writing() as link:
        peers.note(link, peers.Exchange(at, direction, log, "A.ZJB", at, 1, outcome, {"n": at}))


def test_the_newest_of_each_place_and_kind(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    note(shelf, "1", "in", "a", peers.TAKEN)
    note(shelf, "2", "in", "a", peers.TAKEN)
    note(shelf, "3", "in", "a", peers.REFUSED)
    note(shelf, "4", "out", "a", peers.WRITTEN)
    note(shelf, "5", "in", "b", peers.TAKEN)
    with shelf.reading() as db:
        found = exchanges.latest(db, "in", peers.TAKEN)
        assert {log: (one.at, one.facts) for log, one in found.items()} == {
            "a": ("2", {"n": "2"}), "b": ("5", {"n": "5"}),
        }  # fmt: skip
        (written,) = exchanges.written_as(db, ["A.ZJB", "B.ZJB"])
        assert written.at == "4"
        assert exchanges.written_as(db, ["B.ZJB"]) == []


def test_who_was_heard_last(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    for at, log, outcome in (
        ("9", "a", peers.TAKEN),
        ("1", "b", peers.TAKEN),
        ("2", "a", peers.REFUSED),
    ):
        note(shelf, at, "in", log, outcome)
    with shelf.reading() as db:
        assert exchanges.last_heard(db, ["a", "b", "c"]) == "b"
        assert exchanges.last_heard(db, ["a", "c"]) == "a"
        assert exchanges.last_heard(db, ["c"]) == exchanges.last_heard(db, []) == ""
