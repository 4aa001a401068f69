"""Code lists: what may be chosen, in both languages, with the words people really write for it.

Each list is one file `resources/codes/NAME.toml`; a line may be added or retired there without code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app import paths

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

_OWN_WORDS = {"code", "zh", "en", "aliases", "active", "parent", "maps_to"}


@dataclass(frozen=True)
class Code:
    """One line of a list. A code is never renamed and never reused; it may be retired."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    active: bool = True
    parent: str | None = None
    maps_to: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """What the person reads."""
        return self.zh if language.startswith("zh") else self.en


class CodeList:
    """One list of codes, found again by code, label or alias."""

    def __init__(self, name: str, told: Mapping[str, Any]) -> None:
        self.name = name
        self.suffixes = tuple(_plain(word) for word in told.get("suffixes", ()))
        self.codes = tuple(_code(line) for line in told.get("code", ()))
        self._by_code = {line.code: line for line in self.codes}
        self._by_word = self._index()

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    def get(self, code: str | None) -> Code | None:
        """The line with this very code."""
        return self._by_code.get(code or "")

    def find(self, text: str | None) -> Code | None:
        """The line a person meant by a code, a label or an alias; nothing is guessed."""
        if not text:
            return None
        return self._by_code.get(text.strip()) or self._by_word.get(self._bare(text))

    def active(self) -> tuple[Code, ...]:
        """What may be chosen today, in the list's own order."""
        return tuple(line for line in self.codes if line.active)

    def top(self, code: str | None) -> Code | None:
        """The first-level line above a code (domain 3.2: sources have two levels and more)."""
        line = self.get(code)
        while line is not None and line.parent is not None:
            line = self._by_code[line.parent]
        return line

    def within(self, code: str) -> tuple[Code, ...]:
        """The lines directly under a code."""
        return tuple(line for line in self.codes if line.parent == code)

    def label(self, code: str | None, language: str) -> str:
        """The label of a code; one that only a newer version knows is shown as it is."""
        line = self.get(code)
        return line.label(language) if line else code or ""

    def _bare(self, text: str) -> str:
        plain = _plain(text)
        for suffix in self.suffixes:
            if plain.endswith(suffix) and plain != suffix:
                return plain.removesuffix(suffix)
        return plain

    def _index(self) -> dict[str, Code]:
        found: dict[str, Code] = {}
        for line in self.codes:
            for word in (line.zh, line.en, *line.aliases):
                other = found.setdefault(self._bare(word), line)
                if other is not line:
                    raise ValueError(f"{self.name}: {word} means {other.code} and {line.code}")
        return found


@cache
def code_list(name: str) -> CodeList:
    """The list of that name, read once."""
    return CodeList(name, table(f"codes/{name}"))


def code_lists() -> list[str]:
    """The names of all lists the resources carry."""
    return sorted(path.stem for path in (paths.resources() / "codes").glob("*.toml"))


@cache
def table(name: str) -> Mapping[str, Any]:
    """One TOML table of the resources as it stands, for instance `rules/deadlines`."""
    path = paths.resources() / f"{name}.toml"
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, Any]:
    """A TOML text from outside; ValueError where it is none."""
    told: dict[str, Any] = tomllib.loads(text)
    return told


def _code(line: Mapping[str, Any]) -> Code:
    return Code(
        code=line["code"],
        zh=line["zh"],
        en=line["en"],
        aliases=tuple(line.get("aliases", ())),
        active=line.get("active", True),
        parent=line.get("parent"),
        maps_to=dict(line.get("maps_to", {})),
        facts={key: value for key, value in line.items() if key not in _OWN_WORDS},
    )


def _plain(text: str) -> str:
    """Full and half width, case, blanks and punctuation do not tell two words apart."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "PZC")
