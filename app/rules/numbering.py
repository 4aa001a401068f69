"""Numbers of files and agreements: a pattern, the numbers already used, the next one.

A pattern is text with the tokens {short} {year} {series} {serial}; {serial:03d} keeps zeros in front.
`short` is the room's short name, `series` the letter of a workstation ("" for the first), so that two
machines without a network can never issue the same number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

TRADITIONAL = "（{year}）{short}字第{series}{serial}号"
TOKENS = {"short": ".+?", "year": "[0-9]{4}", "series": "[A-Z]*", "serial": "[0-9]+"}
TOKEN = re.compile(r"\{(\w+)(?::0(\d)d)?\}")
TOUCHING = re.compile(
    r"\{short\}\{|\}\{short|[\d}]\{year|\d\{seri|\{serial[^}]*\}[\d{]|\{year\}(?:\d|\{serial)"
)
"""Where two tokens could not be told apart when the number is read back."""

SERIES_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which the eye takes for figures."""


@dataclass(frozen=True)
class Number:
    """What a number says: （2026）刁人调字第A7号."""

    short: str
    year: int
    serial: int
    series: str = ""


def pattern_problem(pattern: str) -> str | None:
    """The words key of what is wrong with a pattern, if anything."""
    names = [match[1] for match in TOKEN.finditer(pattern)]
    if any(name not in TOKENS for name in names) or "{" in TOKEN.sub("", pattern):
        return "numbering.unknown_token"
    if len(set(names)) != len(names):
        return "numbering.token_twice"
    if set(names) != set(TOKENS):
        return "numbering.token_missing"
    return "numbering.tokens_touch" if TOUCHING.search(pattern) else None


def render(pattern: str, number: Number) -> str:
    """The number as it is written."""
    return pattern.format(
        short=number.short, year=number.year, series=number.series, serial=number.serial
    )


def parse(pattern: str, text: str) -> Number | None:
    """Read a number back; brackets of any kind and width and missing blanks are forgiven."""
    match = _reader(pattern).fullmatch(plain(text))
    if match is None:
        return None
    parts = match.groupdict()
    return Number(
        parts.get("short") or "",
        int(parts.get("year") or 0),
        int(parts["serial"]),
        parts.get("series") or "",
    )


def next_number(
    pattern: str, used: Iterable[str], *, short: str, year: int, series: str = ""
) -> Number:
    """The next free number: one more than the highest used in this year and series (domain 2.2)."""
    read = (parse(pattern, text) for text in used)
    plain_short = plain(short)
    taken = [
        number.serial
        for number in read
        if number and (number.short, number.year, number.series) == (plain_short, year, series)
    ]
    return Number(short, year, max(taken, default=0) + 1, series)


def next_series(used: Iterable[str]) -> str:
    """The letter for one more workstation: nothing for the first, then A, B, C …"""
    taken = set(used)
    place = 0
    while series_at(place) in taken:
        place += 1
    return series_at(place)


def series_at(place: int) -> str:
    """The series of the workstation at a place, counted from nought: "", A … Z, AA …"""
    letters = ""
    while place > 0:
        place, rest = divmod(place - 1, len(SERIES_LETTERS))
        letters = SERIES_LETTERS[rest] + letters
    return letters


@cache
def _reader(pattern: str) -> re.Pattern[str]:
    parts, end = [], 0
    for match in TOKEN.finditer(pattern):
        parts.append(re.escape(plain(pattern[end : match.start()])))
        parts.append(f"(?P<{match[1]}>{TOKENS[match[1]]})")
        end = match.end()
    parts.append(re.escape(plain(pattern[end:])))
    return re.compile("".join(parts))


def plain(text: str) -> str:
    """A number as it is compared: brackets of every kind become one kind; width and blanks go."""
    folded = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"[〔【\[{]", "(", folded)
    folded = re.sub(r"[〕】\]}]", ")", folded)
    return re.sub(r"\s", "", folded)
