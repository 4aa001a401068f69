"""How much of a workbook this program is willing to read."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """A room holds some 20,000 cases; ten times that is generous, more is not a room's ledger."""

    file_bytes: int = 64 << 20
    parts: int = 4_000
    inflated_bytes: int = 256 << 20
    depth: int = 64
    sheets: int = 200
    rows: int = 200_000
    columns: int = 256
    area: int = 6_000_000
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 120
    wall_seconds: float = 180.0


USUAL = Limits()
