"""The witness says what was written last, or nothing; it never stands in the way of a save."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.witness import Last, Witness
from tests.machines import register, shelf_in

ONE, TWO = Last("log", 1, "a"), Last("log", 12345, "b" * 43)


def test_the_last_noted_is_seen_in_both_places(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "a", tmp_path / "deep" / "er")
    assert witness.seen("log") == []
    for last in (TWO, ONE):
        witness.note(last)
        assert witness.seen("log") == [last, last]
    assert witness.seen("another") == []


@pytest.mark.parametrize("told", [b"", b"x", b"\0" * 256, b"{} {}", b"\xff" * 256])
def test_what_cannot_be_read_says_nothing(tmp_path: Path, told: bytes) -> None:
    (tmp_path / "a").write_bytes(told)
    assert Witness(tmp_path / "a", tmp_path / "none").seen("log") == []


def test_a_bent_one_says_nothing(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "a", tmp_path / "none")
    witness.note(TWO)
    witness = Witness(tmp_path / "a", tmp_path / "elsewhere")
    told = bytearray((tmp_path / "a").read_bytes())
    told[told.index(b"12345")] ^= 1
    (tmp_path / "a").write_bytes(told)
    assert witness.seen("log") == []


def test_a_place_nobody_may_write_to_is_given_up_and_the_other_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    witness = Witness(tmp_path / "b", tmp_path / "file")
    witness.note(ONE)
    assert witness.places(ONE.log) == [tmp_path / "b"]
    assert witness.seen("log") == [ONE]


def test_every_save_is_witnessed_after_it_is_safe(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "r")
    shelf.witness = Witness(tmp_path / "w", tmp_path / "f")
    shelf.write("u", "look", lambda db: None)
    assert shelf.witness.seen(shelf.log) == []
    for seq in (1, 2):
        shelf.write("u", "register", register)
        assert [one.seq for one in shelf.witness.seen(shelf.log)] == [seq, seq]

    def fails(db: object) -> None:
        register(db)  # type: ignore[arg-type]
        raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        shelf.write("u", "register", fails)
    assert [one.seq for one in shelf.witness.seen(shelf.log)] == [2, 2]


def test_each_log_has_its_own_in_the_folder_and_the_last_written_stands_beside(
    tmp_path: Path,
) -> None:
    witness = Witness(tmp_path / "a", tmp_path / "f")
    witness.note(ONE)
    witness.note(Last("after", 7, "c"))
    assert (witness.seen("log"), witness.seen("after")) == ([ONE], [Last("after", 7, "c")] * 2)
