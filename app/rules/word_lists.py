"""Lists of words an agreement had better not hold, each with why and what to write: resources/rules/*.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from app import codes
from app.rules.findings import Both

STOP = re.compile("[。；;\n]")


@dataclass(frozen=True)
class Hit:
    """A word that was found, why it does not do, and the word that is meant where there is one."""

    word: str
    why: Both
    instead: str = ""


@dataclass(frozen=True)
class Listed:
    """One line of a list."""

    pattern: re.Pattern[str]
    why: Both
    instead: str
    unless: re.Pattern[str] | None = None  # in the same sentence it makes the word right after all

    def found_in(self, text: str) -> Iterator[str]:
        """Each time it stands in a text where it does not do."""
        for match in self.pattern.finditer(text):
            if not (self.unless and self.unless.search(_sentence(text, match))):
                yield match[0]


@cache
def listed(name: str) -> tuple[Listed, ...]:
    """The list of that name: vague, forbidden, fees, terms."""
    return tuple(
        Listed(
            re.compile(one["find"]),
            Both(one["zh"], one["en"]),
            one.get("instead", ""),
            re.compile(one["unless"]) if "unless" in one else None,
        )
        for one in codes.table(f"rules/{name}")["word"]
    )


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence a word stands in."""
    before = [end.end() for end in STOP.finditer(text, 0, match.start())]
    after = STOP.search(text, match.end())
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


@cache
def pairs() -> tuple[tuple[str, str, Both], ...]:
    """Words of which an agreement uses one or the other."""
    told = codes.table("rules/terms")["pair"]
    return tuple((one["one"], one["two"], Both(one["zh"], one["en"])) for one in told)


@lru_cache(maxsize=512)
def hits(name: str, text: str) -> tuple[Hit, ...]:
    """Each different word of a list that stands in a text, in the order of the list."""
    found: dict[str, Hit] = {}
    for one in listed(name):
        for word in one.found_in(text):
            found.setdefault(word, Hit(word, one.why, one.instead))
    return tuple(found.values())


@cache
def _wrong() -> tuple[re.Pattern[str], dict[str, str]]:
    """All wrong spellings in one pattern, those with an exception left out where it stands behind."""
    told = codes.table("rules/wrong_characters")
    but: dict[str, str] = told["but"]
    each = (
        re.escape(wrong) + (f"(?!{but[wrong]})" if wrong in but else "")
        for wrong in sorted(told["wrong"], key=len, reverse=True)
    )
    return re.compile("|".join(each)), told["wrong"]


@lru_cache(maxsize=512)
def misspelt(text: str) -> tuple[tuple[str, str], ...]:
    """Each wrong spelling in a text with the right one."""
    pattern, right = _wrong()
    return tuple((word, right[word]) for word in dict.fromkeys(_words(pattern, text)))


def _words(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match[0] for match in pattern.finditer(text))
