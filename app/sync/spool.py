"""The folder where bundles lie, still sealed, before they are read and while they are held."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.sync.stick import ENDING, Carried

HELD = "held"
STALE = 24 * 3600  # seconds; a copy that old was left by a power cut
LARGEST_HELD = 64 * 1024 * 1024
MOST_HELD = 8  # of one sender nobody approved yet
MOST_HELD_AT_ALL = 256  # before the line, which anybody may reach, takes nothing more of strangers


def sweep(spool: Path) -> None:
    """Throw away copies that a power cut left; what they were copied from still stands on its stick."""
    for left in spool.glob("*.in"):
        with suppress(FileNotFoundError):  # another hand of this computer was done with its copy
            if left.stat().st_mtime < time.time() - STALE:
                left.unlink()


def keep(spool: Path, carried: Carried) -> None:
    """Hold a bundle as it came, under its own hash."""
    place = spool / HELD
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    carried.path.replace(place / (carried.sha256 + ENDING))


def held(spool: Path) -> Iterator[Carried]:
    """What is held."""
    for path in sorted((spool / HELD).glob(f"*{ENDING}")):
        try:
            size = path.stat().st_size
        except FileNotFoundError:  # another hand of this computer has just taken it in
            continue
        yield Carried(path, size, path.stem)
