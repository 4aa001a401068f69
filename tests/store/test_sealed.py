"""Parts go to the disk sealed and come back a piece at a time; every fault keeps its own name."""

from __future__ import annotations

import errno
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from app.store import sealed
from app.trouble import Trouble

BLOCK = 256 * 1024


@pytest.fixture
def identity() -> str:
    return str(pyrage.x25519.Identity.generate())


def test_what_was_sealed_opens_again(identity: str) -> None:
    near, far = io.BytesIO(), io.BytesIO()
    sealed.seal([b"a" * 100_000, b"", b"b"], near, identity)
    assert b"aaaa" not in near.getvalue()
    near.seek(0)
    sealed.unseal(near, far, identity)
    assert far.getvalue() == b"a" * 100_000 + b"b"


def test_a_fault_of_the_source_or_of_the_sink_keeps_its_name(identity: str) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise Trouble("attachment.kind")

    class Full(io.BytesIO):
        def write(self, part: object, /) -> int:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Trouble) as trouble:
        sealed.seal(broken(), io.BytesIO(), identity)
    assert trouble.value.key == "attachment.kind"
    with pytest.raises(OSError, match="full"):
        sealed.seal([b"x"], Full(), identity)
    out = io.BytesIO()
    sealed.seal([b"x" * BLOCK], out, identity)
    with pytest.raises(OSError, match="full"):
        sealed.unseal(io.BytesIO(out.getvalue()), Full(), identity)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_the_length_inside_is_known_without_opening(
    identity: str, tmp_path: Path, size: int
) -> None:
    with (tmp_path / "f").open("wb") as out:
        sealed.seal([b"x" * size], out, identity)
    assert sealed.plain_size(tmp_path / "f") == size
    (tmp_path / "f").write_bytes(b"junk")
    with pytest.raises(Trouble):
        sealed.plain_size(tmp_path / "f")


def test_damage_is_told(identity: str) -> None:
    out = io.BytesIO()
    sealed.seal([b"x" * BLOCK], out, identity)
    told = out.getvalue()
    for bent in (told[:-1], told[: BLOCK // 2], b"", b"junk" * 100, told[:-1] + b"!"):
        with pytest.raises(Trouble) as trouble:
            sealed.unseal(io.BytesIO(bent), io.BytesIO(), identity)
        assert trouble.value.key == "attachment.damaged"


def test_a_large_file_needs_little_memory(identity: str, tmp_path: Path) -> None:
    class Count:
        n = 0

        def write(self, part: bytes) -> None:
            self.n += len(part)

    count = Count()
    tracemalloc.start()
    with (tmp_path / "f").open("wb") as out:
        sealed.seal((b"x" * BLOCK for _ in range(128)), out, identity)
    with (tmp_path / "f").open("rb") as source:
        sealed.unseal(source, count, identity)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count.n == 128 * BLOCK
    assert peak < 4 * 1024 * 1024
