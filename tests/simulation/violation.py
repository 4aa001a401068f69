"""An invariant that does not hold."""

from __future__ import annotations

from typing import NoReturn


class Violation(AssertionError):
    """Which one, and how it showed."""

    def __init__(self, invariant: str, told: str) -> None:
        super().__init__(f"{invariant}: {told}")
        self.invariant = invariant


def fail(invariant: str, told: str) -> NoReturn:
    raise Violation(invariant, told)
