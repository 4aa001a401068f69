"""All chance of one run, drawn from one number; wall clocks and rich worlds have streams of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

from app import chance, clock

SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"  # bech32, as age writes it
HRP = "age-secret-key-"


class Fate:
    """What will happen (`steps`, in rich worlds also `rich`), which bytes are drawn, what the clocks show."""

    def __init__(self, seed: int, walls: int = 0) -> None:
        self.seed = seed
        self.steps = random.Random(f"steps {seed}")
        self.rich = random.Random(f"rich {seed}")
        self.draws = random.Random(f"draws {seed}")
        self.walls = random.Random(f"walls {seed} {walls}")

    @contextmanager
    def rules(self) -> Iterator[None]:
        """While this lasts, the program draws its random bytes from this run."""
        chance.draw_from(self.draws.randbytes)
        try:
            yield
        finally:
            chance.draw_from(None)
            clock.hold(None)


def age_identity(raw: bytes) -> str:
    """An age identity from 32 bytes: bech32 (BIP 173) as age spells it."""
    five = _regroup(raw)
    wide = [ord(c) >> 5 for c in HRP] + [0] + [ord(c) & 31 for c in HRP]
    check = _polymod([*wide, *five, 0, 0, 0, 0, 0, 0]) ^ 1
    told = [*five, *((check >> 5 * (5 - i)) & 31 for i in range(6))]
    return HRP.upper() + "1" + "".join(SIGNS[x] for x in told)


def _regroup(raw: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]


def _polymod(values: list[int]) -> int:
    sums = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, term in enumerate(sums):
            check ^= term if top >> i & 1 else 0
    return check
