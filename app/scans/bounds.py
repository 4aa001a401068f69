"""How much of this computer a file from a scanner or a telephone may take."""

from __future__ import annotations

import msgspec

MIB = 1024 * 1024


class Bounds(msgspec.Struct, frozen=True):
    """What is usual for paper: an A4 sheet in colour at 600 dpi has 35 million pixels."""

    file_bytes: int = 128 * MIB
    pixels: int = 120_000_000  # of one picture as it lies in the file
    drawn: int = 24_000_000  # of one page as it is looked at
    pages: int = 400
    memory_bytes: int = 2048 * MIB
    page_seconds: float = 4.0  # of the processor, for the dearest search on one page
    wall_seconds: float = 60.0  # for one batch of pages
    batch: int = 8  # pages that are asked for at once


USUAL = Bounds()
