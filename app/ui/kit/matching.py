"""Which lines of a list a few typed characters mean: by a piece of the label, the code, first letters of pinyin.

First letters come from the order of GB 2312 level 1, which is pinyin order: nothing heavy is loaded for a
list of a dozen lines. Rarer characters simply have no letter.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

LETTERS = "abcdefghjklmnopqrstwxyz"
STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
END = 0xD7FA


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """房屋宅基地纠纷 → fwzjdjf."""
    return "".join(_initial(character) for character in text)


def matching(options: Iterable[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """The lines the text means, those that begin with it first."""
    wanted = _plain(text)
    ranked = [(_rank(code, label, wanted), (code, label)) for code, label in options]
    return [option for rank, option in sorted(ranked, key=lambda pair: pair[0]) if rank < MISSED]


def exact(options: Iterable[tuple[str, str]], text: str) -> tuple[str, str] | None:
    """The line whose label or code is just this text."""
    wanted = _plain(text)
    for code, label in options:
        if wanted in (_plain(label), code.casefold()):
            return code, label
    return None


MISSED = 9


def _rank(code: str, label: str, wanted: str) -> int:
    plain, first = _plain(label), initials(label)
    tests = (
        wanted in (plain, code.casefold()),
        plain.startswith(wanted),
        wanted in plain,
        first.startswith(wanted),
        wanted in first,
    )
    return next((place for place, fits in enumerate(tests) if fits), MISSED)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _initial(character: str) -> str:
    if character.isascii():
        return character.casefold() if character.isalnum() else ""
    raw = character.encode("gb2312", errors="ignore")
    value = int.from_bytes(raw, "big")
    if not STARTS[0] <= value < END:
        return ""
    return LETTERS[bisect_right(STARTS, value) - 1]
