"""What a log says of the room it stands in, and what nobody else says of it."""

from __future__ import annotations

from pathlib import Path

from nacl.signing import SigningKey

from app.store import chain, declared
from tests.machines import shelf_in, take


def first(key: SigningKey, log: str, room: str, row: str = "w1", seq: int = 1) -> chain.Entry:
    """An entry that names a room for a log."""
    told = ["i", "workstation", row, {"log": log, "room_id": room}]
    return chain.write(
        key, seq=seq, prev=None if seq == 1 else "p" * 43, see=[], lam=1, wall="w", user="u", ops=[told], verb="v"
    )  # fmt: skip


def test_a_log_names_its_own_room_in_its_first_entry() -> None:
    key, other = SigningKey.generate(), chain.log_name(SigningKey.generate())
    me = chain.log_name(key)
    assert declared.said_by(first(key, me, "room")) == "room"
    assert declared.said_by(first(key, other, "room")) is None
    assert declared.said_by(first(key, me, "room", seq=2)) is None


def test_a_row_that_another_log_wrote_says_nothing(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "a")
    key, liar = SigningKey.generate(), SigningKey.generate()
    me, him = chain.log_name(key), chain.log_name(liar)
    take(
        shelf,
        [first(key, me, "room"), first(liar, me, "elsewhere", "w2"), first(liar, "x", "y", "w3")],
    )
    with shelf.local_writing() as link:
        assert declared.places(link, [me, him, "x"]) == {me: "room"}
        assert declared.places(link, []) == {}
