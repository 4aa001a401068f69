"""Which centre a place reports to: of several lives of one centre the one heard last."""

from __future__ import annotations

from pathlib import Path

from app.store import centres, peers
from app.store.shelf import Shelf
from tests.machines import shelf_in

TODAY = "2026-03-02T09:00:00"


def meet(shelf: Shelf, log: str, role: str = peers.CENTRE, *, trusted: bool = True) -> None:
    with shelf.local_writing() as link:
        peers.meet(link, peers.Peer(log, role, "town", "综治中心", f"age1{log}"))
        if trusted:
            peers.trust(link, log, TODAY)


def hear(shelf: Shelf, log: str) -> None:
    with shelf.local_writing() as link:
        peers.note(link, peers.Exchange(TODAY, "in", log, "A.ZJB", log, 1, peers.TAKEN, {}))


def alive(shelf: Shelf) -> list[str]:
    with shelf.reading() as db:
        first = centres.now(db)
        found = [one.log for one in centres.alive(db)]
        assert (first.log if first else None) == (found[0] if found else None)
        return found


def test_rooms_below_and_strangers_are_no_centre_of_ours(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    meet(shelf, "a", peers.ROOM)
    meet(shelf, "b", peers.LOWER)
    meet(shelf, "c", trusted=False)
    assert alive(shelf) == []
    meet(shelf, "d")
    assert alive(shelf) == ["d"]


def test_whom_we_heard_last_comes_first(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    meet(shelf, "a")
    meet(shelf, "b")
    assert alive(shelf) == ["a", "b"]
    hear(shelf, "b")
    assert alive(shelf) == ["b", "a"]
    hear(shelf, "a")
    assert alive(shelf) == ["a", "b"]


def test_a_log_that_another_went_on_from_is_no_centre_any_more(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    meet(shelf, "a")
    meet(shelf, "b")
    with shelf.local_writing() as link:
        peers.follow(link, "a", "b")
        assert {one.log for one in peers.centres(link)} == {"a", "b"}
    assert alive(shelf) == ["b"]
