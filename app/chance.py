"""Where all chance comes from. A simulation gives a seed, so that one number tells a whole story again."""

from __future__ import annotations

import secrets
from collections.abc import Callable

_source: Callable[[int], bytes] = secrets.token_bytes


def draw_from(source: Callable[[int], bytes] | None) -> None:
    """Take random bytes from `source(length)`; `None`: from the operating system again. For simulations only."""
    global _source  # noqa: PLW0603  like the clock, one for the whole house
    _source = source or secrets.token_bytes


def token(length: int) -> bytes:
    """So many random bytes."""
    return _source(length)


def token_hex(length: int) -> str:
    """So many random bytes as hexadecimal digits, two a byte."""
    return _source(length).hex()
