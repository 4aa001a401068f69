"""What the hands did, part by part of the case: keys, characters through an input method, clicks."""

from __future__ import annotations

import functools
import sys
from collections import Counter
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

KEYS = ("typed", "tab", "press", "shortcut")
"""Single keys: of a text, Tab, those that press or choose (Enter, Space, arrows), those with Ctrl or Alt."""


@functools.cache
def model() -> dict[str, Any]:
    """The figures of model.toml."""
    return read("model")


def read(name: str) -> dict[str, Any]:
    """A file of figures or facts beside this one."""
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def by_input_method(character: str) -> bool:
    """Whether a keyboard has no key for it; Chinese punctuation stands on the keys."""
    return not character.isascii() and character.isalpha()


def strokes(text: str) -> int:
    """Keys for a text: the letters of its pinyin, and one key for every word chosen of them."""
    keys, run = 0, 0
    for character in text:
        if by_input_method(character):
            keys += _letters(character)
            run += 1
        else:
            keys, run = keys + 1 + _choices(run), 0
    return keys + _choices(run)


def _choices(run: int) -> int:
    return -(-run // int(model()["letters_once"]))


@functools.cache
def _letters(character: str) -> int:
    from pypinyin import Style, pinyin

    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return int(model()["rare"])
    return len(pinyin(character, style=Style.NORMAL)[0][0])


class Tally:
    """The counts of each part; `begin` names the part that follows."""

    def __init__(self) -> None:
        self.parts: dict[str, Counter[str]] = {}
        self._now: Counter[str] = Counter()

    def begin(self, part: str) -> None:
        self._now = self.parts.setdefault(part, Counter())

    def add(self, kind: str, count: int = 1) -> None:
        self._now[kind] += count

    def wrote(self, text: str) -> None:
        """A piece of text: what keys carry is typed, the rest goes through the input method."""
        chinese = sum(map(by_input_method, text))
        self.add("characters", chinese)
        self.add("typed", len(text) - chinese)
        self.add("strokes", strokes(text))

    def total(self) -> Counter[str]:
        return sum(self.parts.values(), Counter())


def singly(count: Counter[str]) -> int:
    """Keys and committed characters, each one; clicks are told beside it."""
    return sum(count[kind] for kind in KEYS) + count["characters"]


def with_strokes(count: Counter[str]) -> int:
    """Every key pressed, the input method's among them."""
    return count["strokes"] + sum(count[kind] for kind in KEYS if kind != "typed")
