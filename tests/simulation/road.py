"""Sticks on their way: what was written, for whom, and what became of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

WHOLE, TRUNCATED, FLIPPED, ZEROED, FORGED = "whole", "truncated", "flipped", "zeroed", "forged"
DAMAGE = (TRUNCATED, FLIPPED, ZEROED)
BLOCK = 512


@dataclass(frozen=True)
class Parcel:
    """One sealed bundle on a stick."""

    sender: str  # machine
    to: str  # log
    data: bytes
    fate: str = WHOLE


def damage(told: Parcel, kind: str, chance: random.Random) -> Parcel:
    """The same after an accident that changed it."""
    data = bytearray(told.data)
    place = chance.random()
    if kind == TRUNCATED:
        del data[int(place * len(data)) :]
    elif kind == FLIPPED:
        data[int(place * len(data))] ^= 1 << chance.randrange(8)
    else:
        start = int(place * len(data)) // BLOCK * BLOCK
        end = min(start + BLOCK, len(data))
        data[start:end] = bytes(end - start)
    if bytes(data) == told.data:
        return told
    return replace(told, data=bytes(data), fate=kind)
