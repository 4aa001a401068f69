"""What comes over the line lies in the spool as it came, within its bound, and is gone afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.sync import incoming
from app.trouble import Trouble


def test_what_came_in_pieces_lies_there_whole(tmp_path: Path) -> None:
    coming = incoming.Incoming(tmp_path / "spool", 10)
    for part in (b"abc", b"", b"defg"):
        coming.write(part)
    carried = coming.carried()
    assert carried.path.read_bytes() == b"abcdefg"
    assert (carried.size, carried.sha256) == (7, hashlib.sha256(b"abcdefg").hexdigest())
    coming.close()
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_byte_too_many_is_not_written(tmp_path: Path) -> None:
    coming = incoming.Incoming(tmp_path, 10)
    coming.write(bytes(10))
    with pytest.raises(Trouble) as raised:
        coming.write(b"x")
    assert raised.value.key == "bundle.too_large"
    coming.close()
    assert list(tmp_path.iterdir()) == []


def test_what_was_moved_away_meanwhile_is_no_fault(tmp_path: Path) -> None:
    with incoming.near(b"abc", tmp_path) as carried:
        carried.path.rename(tmp_path / "held")
    assert [one.name for one in tmp_path.iterdir()] == ["held"]
