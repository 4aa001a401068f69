"""Bytes on their way: whole, bounded in memory, never in clear on the disk."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.sync import scratch
from app.sync.scratch import BLOCK, Scratch


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_what_went_in_comes_out_as_often_as_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(scratch, "KEPT", BLOCK)
    told = random.Random(size).randbytes(size)
    near = Scratch(tmp_path / "spool")
    for start in range(0, size, 300_000):
        near.write(told[start : start + 300_000])
    assert near.size == size
    assert b"".join(near.blocks()) == told
    assert b"".join(near.blocks()) == told
    near.close()
    assert list(tmp_path.rglob("*.*")) == []


def test_a_little_never_touches_the_disk(tmp_path: Path) -> None:
    near = Scratch(tmp_path / "spool")
    near.write(b"x" * BLOCK)
    assert not (tmp_path / "spool").exists()


def test_what_lies_on_the_disk_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "KEPT", 0)
    near = Scratch(tmp_path)
    near.write("陈㛃喆".encode() * BLOCK)
    assert near._far is not None
    near._far.seek(0)
    assert "陈㛃喆".encode() not in near._far.read()
    near.close()
    near.close()
