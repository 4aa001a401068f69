"""Whom this machine knows, and what went and came."""

from __future__ import annotations

import pytest

from app.store import peers
from app.store.shelf import Shelf
from tests.machines import entries

ROOM = peers.Peer("log-b", peers.ROOM, "room-b", "柳林村调解室", "age1b")


@pytest.fixture
def shelf(either: Shelf) -> Shelf:
    return either


def test_a_peer_is_trusted_only_once_somebody_says_so(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        assert peers.find(link, "log-b") is None
        peers.meet(link, ROOM)
        assert peers.known(link) == [ROOM]
        assert not ROOM.trusted
        peers.trust(link, "log-b", "2026-03-02T09:00:00")
        found = peers.find(link, "log-b")
        assert found is not None
        assert found.trusted


def test_a_stranger_may_still_change_everything_it_says(shelf: Shelf) -> None:
    later = peers.Peer("log-b", peers.LOWER, "room-c", "另一处", "age1c")
    with shelf.local_writing() as link:
        peers.meet(link, ROOM)
        peers.meet(link, later)
        assert peers.known(link) == [later]


def test_a_trusted_peer_keeps_the_room_it_was_approved_for(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        peers.meet(link, ROOM)
        peers.trust(link, "log-b", "t")
        peers.meet(link, peers.Peer("log-b", peers.CENTRE, "room-c", "改了名", "age1c"))
        assert peers.known(link) == [
            peers.Peer("log-b", peers.ROOM, "room-b", "改了名", "age1c", "t")
        ]


def test_a_name_that_would_turn_the_line_around_is_kept_visible(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        peers.meet(link, peers.Peer("log-b", peers.ROOM, "room-b", "柳林\n\u202e村", "age1b"))
        assert [one.name for one in peers.known(link)] == ["柳林\\n\\u202e村"]


def test_a_receipt_is_kept_as_it_came(shelf: Shelf) -> None:
    have = {"log-a": [(3, "x"), (4, "y")], "log-b": [(1, "z")]}
    with shelf.local_writing() as link:
        peers.meet(link, ROOM)
        peers.heard(link, "log-b", have, "t")
        found = peers.find(link, "log-b")
        assert found is not None
        assert (found.have, found.have_at) == (have, "t")
        peers.forget(link, "log-b")
        assert peers.known(link) == []


def test_whoever_brought_anything_is_remembered(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        assert not peers.exchanged(link, "log-b")
        peers.note(link, peers.Exchange("now", "in", "log-b", "A", "ab", 1, peers.TAKEN, {}))
        assert peers.exchanged(link, "log-b")
        assert not peers.exchanged(link, "log-c")


def test_the_last_word_on_a_file_counts(shelf: Shelf) -> None:
    held = peers.Exchange("t1", "in", "log-b", "A.ZJB", "hash", 0, peers.HELD, {"key": "k"})
    taken = peers.Exchange("t2", "in", "log-b", "A.ZJB", "hash", 5, peers.TAKEN, {"名": 1})
    with shelf.local_writing() as link:
        assert peers.seen(link, "hash") is None
        assert peers.last(link, "in", "log-b", peers.TAKEN) is None
        peers.note(link, held)
        peers.note(link, taken)
        assert peers.seen(link, "hash") == taken
        assert peers.last(link, "in", "log-b", peers.HELD) == held
        assert peers.exchanges(link, 10) == [taken, held]
        assert peers.exchanges(link, 1) == [taken]
    assert entries(shelf) == []  # none of it is journaled


def test_where_a_centre_answers_comes_from_its_card_and_no_bundle_takes_it_back(
    shelf: Shelf,
) -> None:
    told = peers.Peer(
        "log-c", peers.CENTRE, "room-c", "综治中心", "age1c", url="https://c.example", pin="ab"
    )
    with shelf.local_writing() as link:
        peers.meet(link, told)
        peers.meet(link, peers.Peer("log-c", peers.CENTRE, "room-c", "综治中心", "age1c"))
        assert peers.known(link) == [told]
        peers.meet(link, peers.Peer("log-c", peers.CENTRE, "room-c", "综治中心", "age1c", url=""))
        (found,) = peers.known(link)
        assert not found.url
        assert not found.pin


def test_of_bundles_that_carried_nothing_only_the_last_is_kept(shelf: Shelf) -> None:
    def line(at: str, entries: int, log: str = "log-b") -> peers.Exchange:
        return peers.Exchange(at, "in", log, peers.LINE, at, entries, peers.TAKEN, {})

    with shelf.local_writing() as link:
        for told in (line("t1", 0), line("t2", 3), line("t3", 0, "log-c"), line("t4", 0)):
            peers.note_line(link, told)
        assert [one.at for one in peers.exchanges(link, 9)] == ["t4", "t3", "t2"]


def test_some_are_asked_for_without_reading_all(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        peers.meet(link, ROOM)
        peers.meet(link, peers.Peer("log-c", peers.ROOM, "room-c", "另一处", "age1c"))
        peers.trust(link, "log-c", "t")
        assert peers.trusted_logs(link) == {"log-c"}
        assert peers.of_logs(link, ["log-b", "log-x"]) == {"log-b": ROOM}


def test_a_centre_that_was_left_keeps_its_name(shelf: Shelf) -> None:
    centres = [peers.Peer(f"log-{n}", peers.CENTRE, n, f"{n}镇中心", "age1") for n in "甲乙"]
    with shelf.local_writing() as link:
        assert peers.former(link) == {}
        for one in centres:
            peers.meet(link, one)
            peers.leave(link, one)
        assert peers.known(link) == []
    with shelf.reading() as db:
        assert peers.former(db) == {"log-甲": "甲镇中心", "log-乙": "乙镇中心"}
