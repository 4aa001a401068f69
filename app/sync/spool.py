"""The folder where bundles lie, still sealed, before they are read and while they are held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app import paths
from app.sync.stick import ENDING, Carried

HELD = "held"
LARGEST_HELD = 64 * 1024 * 1024
MOST_HELD = 8  # of one sender nobody approved yet
MOST_HELD_AT_ALL = 256  # before the line, which anybody may reach, takes nothing more of strangers


def sweep(spool: Path) -> None:
    """Throw away copies that a power cut left; what they were copied from still stands on its stick."""
    paths.sweep(spool, "*.in")


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
