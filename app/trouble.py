"""The world's faults, each with its sentence."""

from __future__ import annotations


class Trouble(Exception):
    """The world's fault. `key` finds the words: what happened, and what to do now."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        from app.words import say

        return say(self.key, **self.facts)
