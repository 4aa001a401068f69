"""What sticks, lines and hands do to bytes: flips, cuts, inserts, swaps, doubled stretches, two files spliced."""

from __future__ import annotations

import random
from collections.abc import Callable

ODD = (0, 1, 0x7F, 0x80, 0xFF)
Wear = Callable[[random.Random, bytes, bytes], bytes]


def flip(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """One to four bits."""
    worn = bytearray(told)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        worn[dice.randrange(len(worn))] ^= 1 << dice.randrange(8)
    return bytes(worn)


def overwrite(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """A stretch becomes noughts, ones or noise."""
    start, end = _stretch(dice, told)
    length = end - start
    noise = dice.randbytes(length) if dice.random() < 0.5 else bytes([dice.choice(ODD)]) * length
    return told[:start] + noise + told[end:]


def cut(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """The end is missing, or a piece out of the middle, or the beginning."""
    start, end = _stretch(dice, told)
    return dice.choice((told[:start], told[:start] + told[end:], told[start:]))


def insert(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """Bytes that nobody wrote."""
    at = dice.choice((0, len(told), dice.randrange(len(told))))
    return told[:at] + dice.randbytes(dice.choice((1, 2, 16, 64, 512))) + told[at:]


def swap(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """Two stretches change places."""
    size = max(len(told) // dice.choice((4, 16, 64)), 1)
    blocks = [told[at : at + size] for at in range(0, len(told), size)]
    if len(blocks) > 1:
        one, two = dice.sample(range(len(blocks)), 2)
        blocks[one], blocks[two] = blocks[two], blocks[one]
    return b"".join(blocks)


def repeat(dice: random.Random, told: bytes, _other: bytes) -> bytes:
    """A stretch comes twice, or many times."""
    start, end = _stretch(dice, told)
    return told[:end] + told[start:end] * dice.choice((1, 1, 2, 9)) + told[end:]


def splice(dice: random.Random, told: bytes, other: bytes) -> bytes:
    """The beginning of one and the end of another."""
    return told[: dice.randrange(len(told))] + other[dice.randrange(len(other)) :]


def graft(dice: random.Random, told: bytes, other: bytes) -> bytes:
    """A stretch of another at the same place."""
    start, end = _stretch(dice, told)
    return told[:start] + other[start:end] + told[end:]


KINDS: tuple[Wear, ...] = (flip, flip, overwrite, cut, insert, swap, repeat, splice, graft)


def worn(dice: random.Random, told: bytes, other: bytes) -> bytes:
    """One kind of wear, now and then two or three over each other."""
    for _ in range(dice.choice((1, 1, 1, 1, 2, 3))):
        told = dice.choice(KINDS)(dice, told, other) or b"\0"
    return told


def _stretch(dice: random.Random, told: bytes) -> tuple[int, int]:
    start = dice.randrange(len(told))
    return start, min(start + dice.choice((1, 2, 4, 32, 104, 512, 4096)), len(told))
