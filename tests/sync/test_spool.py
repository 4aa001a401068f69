"""Bundles lie in the spool still sealed; what a power cut left there goes, what is held stays."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.sync import spool
from app.sync.spool import HELD
from app.sync.stick import ENDING, Carried


def test_what_is_held_stays_under_its_own_hash(tmp_path: Path) -> None:
    (tmp_path / "a.in").write_bytes(b"sealed")
    spool.keep(tmp_path, Carried(tmp_path / "a.in", 6, "f" * 64))
    (held,) = spool.held(tmp_path)
    assert (held.size, held.sha256, held.path.read_bytes()) == (6, "f" * 64, b"sealed")
    spool.keep(tmp_path, held)  # holding it again changes nothing
    assert list(spool.held(tmp_path)) == [held]
    spool.sweep(tmp_path)
    assert list(spool.held(tmp_path)) == [held]


def test_only_old_copies_are_swept(tmp_path: Path) -> None:
    for name in ("old.in", "new.in", "old.txt"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("old.in", "old.txt"):
        os.utime(tmp_path / name, (1, 1))
    spool.sweep(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.in", "old.txt"]


def test_an_empty_spool_holds_nothing(tmp_path: Path) -> None:
    spool.sweep(tmp_path / "none")
    assert list(spool.held(tmp_path / "none")) == []


def test_a_copy_that_goes_while_others_sweep_and_look_troubles_nobody(tmp_path: Path) -> None:
    def put_and_take() -> None:
        (tmp_path / HELD).mkdir()
        for n in range(800):
            for place in (tmp_path / f"{n}.in", tmp_path / HELD / f"{n}{ENDING}"):
                place.write_bytes(b"x")
                place.unlink()

    with ThreadPoolExecutor(1) as other:
        hand = other.submit(put_and_take)
        while not hand.done():
            spool.sweep(tmp_path)
            assert all(one.size <= 1 for one in spool.held(tmp_path))
        hand.result()
    assert [one.name for one in tmp_path.iterdir()] == [HELD]
