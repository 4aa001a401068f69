"""Values that no place in a bundle expects."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from app.store import chain
from tests.fuzz.draft import Draft

NUMBERS = (
    -1, 0, 1, 2, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53 - 1, 2**53, 2**53 + 1, 2**63, 2**64, 10**40,
    -(2**53), 1.0, 1.5, 1e308, float("nan"), float("inf"),
)  # fmt: skip
TEXTS = (
    "", "../../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "C:\\x", "con", "a/b", "\x00",
    "\ud800", "\udfff\ud800", "\u202e", "é", "x" * 201, "x" * 10_000, "*", "'; DROP TABLE entry; --",
    "{}", "%s%n", "{name}", "\n", "\\", "null", "A" * 43, "-" * 43, "=" * 44,
)  # fmt: skip
Trick = Callable[[random.Random, Draft], None]


def deep(levels: int, inner: Any = 0) -> Any:
    for _ in range(levels):
        inner = [inner]
    return inner


def oddity(dice: random.Random) -> Any:
    """Something that no place in a bundle expects."""
    return dice.choice(
        (
            None, True, [], {}, [[]], {"": {}}, deep(dice.choice((3, 50, 500))), dice.choice(NUMBERS),
            dice.choice(TEXTS), [dice.choice(NUMBERS)] * 3, {dice.choice(TEXTS): dice.choice(NUMBERS)},
        )
    )  # fmt: skip


def some_id(dice: random.Random) -> str:
    return chain.b64(dice.randbytes(32))
