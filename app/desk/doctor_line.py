"""体检, one line of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing looked at."""

    key: str
    well: bool
    told: str
    next: str = ""  # what to do; empty where it is well


Lines = Iterator[Line]
