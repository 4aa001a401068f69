"""What the journal names is known by hash and log; who brought what did not fit is remembered."""

from __future__ import annotations

from typing import Any

import pytest
from nacl.signing import SigningKey

from app.records import RECORDS, Printed
from app.records.field import fields_of
from app.store import absorb, blobs
from app.store.kinds import LARGEST
from app.store.shelf import Shelf
from tests.machines import entries, shelf_in, take

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32


def print_(shelf: Shelf, sha256: str, size: int = 100, **more: Any) -> str:
    def act(db: Any) -> str:
        row = Printed(paper="record", sha256=sha256, size=size, **more)
        db.add(row)
        return row.id

    return shelf.write("u", "print", act)[0]


def missing(shelf: Shelf, logs: list[str] | None = None, most: int = 99) -> list[blobs.Named]:
    with shelf.reading() as db:
        return [one.named for one in blobs.missing(db, logs, most)]


def named(shelf: Shelf, hashes: list[str], log: str) -> set[str]:
    with shelf.reading() as db:
        return blobs.named_in(db, hashes, [log])


def test_every_field_declared_blob_tells_its_size_beside_it() -> None:
    for kind, record in RECORDS.items():
        for name, size in blobs.fields(kind).items():
            assert fields_of(record)[name].kind == "blob"
            assert fields_of(record)[size].kind == "count"
    assert blobs.fields("printed") == {"sha256": "size"}
    assert blobs.fields("of a newer program") == {}


def test_an_action_here_names_what_it_prints(either: Shelf) -> None:
    print_(either, A)
    print_(either, B, 7)
    print_(either, A)
    assert missing(either) == [(B, 7), (A, 100)]  # newest first
    assert missing(either, [either.log], 1) == [(B, 7)]
    assert missing(either, ["another log"]) == []
    assert missing(either, []) == []
    assert named(either, [A, B, C], either.log) == {A, B}


def test_what_comes_from_others_is_known_in_their_log(either: Shelf, tmp_path: Any) -> None:
    other = shelf_in(tmp_path / "other")
    print_(other, A)
    take(either, entries(other))
    assert missing(either) == [(A, 100)]
    assert named(either, [A], other.log) == {A}
    assert named(either, [A], either.log) == set()


@pytest.mark.parametrize("size", [0, -1, LARGEST + 1, 2**31 - 1])
def test_what_cannot_be_an_attachment_is_not_asked_for(tmp_path: Any, size: int) -> None:
    shelf = shelf_in(tmp_path / "room")
    print_(shelf, A, size)
    assert missing(shelf) == []


def test_a_changed_blob_tells_its_size_again(tmp_path: Any) -> None:
    shelf = shelf_in(tmp_path / "room")
    row_id = print_(shelf, A, 100)

    def change(db: Any) -> None:
        row = db.get(Printed, row_id)
        row.sha256 = B  # as long as the old one

    shelf.write("u", "scan again", change)
    assert set(missing(shelf)) == {(A, 100), (B, 100)}


def test_a_wrong_size_hinders_nobody(either: Shelf) -> None:
    print_(either, A, 5)
    print_(either, A, 100)
    assert set(missing(either)) == {(A, 5), (A, 100)}
    with either.local_writing() as link:
        blobs.came(link, A, 100)
    assert missing(either) == []
    print_(either, A, 6)
    assert missing(either) == [(A, 6)]
    with either.local_writing() as link:
        blobs.came(link, A, 100)
        assert blobs.wholes(link) == [A]
        blobs.came(link, B, 9)  # nobody named the right size
        assert blobs.wholes(link) == [A, B]
    assert missing(either) == []


def test_what_was_lost_is_missing_again(either: Shelf) -> None:
    print_(either, A)
    with either.local_writing() as link:
        blobs.came(link, A, 100)
        assert blobs.find(link, A, 100) is None
        blobs.lost(link, A)
    assert missing(either) == [(A, 100)]


def test_what_is_not_kept_is_not_asked_for_until_a_newer_program_judges(either: Shelf) -> None:
    print_(either, A)
    with either.local_writing() as link:
        blobs.refuse(link, A, 100, "attachment.kind")
        assert blobs.tally(link) == blobs.Tally(0, 0, 1)
    assert missing(either) == []
    with either.local_writing() as link:
        absorb.rebuild(link)
        assert blobs.tally(link) == blobs.Tally(0, 1, 0)
    assert missing(either) == [(A, 100)]
    assert named(either, [A], either.log) == {A}


def test_whoever_brings_what_does_not_fit_is_believed_no_more_after_some_tries(
    either: Shelf,
) -> None:
    print_(either, A)
    with either.local_writing() as link:
        one = blobs.find(link, A, 100)
        assert one is not None
        assert not one.apart
        for _ in range(blobs.TRIES):
            assert one.believes("liar")
            one = blobs.spoil(link, one, "liar")
        found = blobs.find(link, A, 100)
        assert found == one
    assert one.apart
    assert not one.believes("liar")
    assert one.believes("honest")
    assert missing(either) == [(A, 100)]


def test_what_was_whole_before_is_named_late_by_others_and_in_time_by_us(
    either: Shelf, tmp_path: Any
) -> None:
    first, second = shelf_in(tmp_path / "1"), shelf_in(tmp_path / "2")
    print_(first, A)
    print_(second, A)
    take(either, entries(first))
    with either.local_writing() as link:
        blobs.came(link, A, 100)
    take(either, entries(second))
    print_(either, A)
    assert named(either, [A], first.log) == {A}
    assert named(either, [A], second.log) == set()
    assert named(either, [A], either.log) == {A}
    with either.local_writing() as link:
        absorb.rebuild(link)
    assert named(either, [A], second.log) == set()


def test_what_was_named_after_an_end_is_told_newest_first(either: Shelf) -> None:
    for sha256 in (A, B, C):
        print_(either, sha256)
    with either.reading() as db:
        assert blobs.named_after(db, {either.log: 0}, 9) == [C, B, A]
        assert blobs.named_after(db, {either.log: 1}, 9) == [C, B]
        assert blobs.named_after(db, {either.log: 1}, 1) == [C]
        assert blobs.named_after(db, {either.log: 3, "unknown": 0}, 9) == []


def test_many_hashes_and_logs_are_asked_in_parts(tmp_path: Any) -> None:
    shelf = shelf_in(tmp_path / "room")
    print_(shelf, A)
    logs = [f"log{n}" for n in range(1200)]
    hashes = [f"{n:064x}" for n in range(1200)]
    with shelf.reading() as db:
        assert blobs.named_in(db, [A, *hashes], [shelf.log, *logs]) == {A}
        assert [one.named for one in blobs.missing(db, [*logs, shelf.log], 9)] == [(A, 100)]


def test_an_entry_that_is_not_applied_names_nothing(tmp_path: Any) -> None:
    """A forged order, say: it stands aside, and nobody asks for what it names."""
    from app.store import chain

    shelf, key = shelf_in(tmp_path / "room"), SigningKey.generate()
    ops = [["i", "printed", "p1", {"sha256": A, "size": 100}]]
    wrong = chain.write(key, seq=1, prev=None, see=[], lam=9, wall="", user="", ops=ops, verb="")
    take(shelf, [wrong])
    assert missing(shelf) == []
