"""Text by key. Catalogues are gettext .po files, one folder a language, one file an area."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path, PurePath

from app import paths

DEFAULT = "zh_CN"
_language = DEFAULT
_ENTRY = re.compile(r'^msgid "([^"\\\n]+)"\nmsgstr "([^"\\\n]*)"(?=\n(?!")|\Z)', re.MULTILINE)

# Control characters, and those that set the direction of writing (Unicode Bidirectional Algorithm, 2).
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMMANDS_OR_LINES = re.compile(f"{_COMMANDS.pattern}|[\t\n\u2028\u2029]")
FROM_OUTSIDE = frozenset({"file", "name", "sender", "to", "names", "place", "stick"})
"""Facts that are names of files and of places, never of more than one line."""


def languages() -> list[str]:
    """Every language the resources carry."""
    return sorted(p.name for p in (paths.resources() / "locale").iterdir() if p.is_dir())


def speak(language: str) -> None:
    """Choose the language of everything said from now on."""
    global _language  # noqa: PLW0603  the chosen language is one of the two global things
    _language = language if language != DEFAULT and language in languages() else DEFAULT


def language() -> str:
    return _language


def read_po(path: Path) -> dict[str, str]:
    """msgid → msgstr of one catalogue. A key given twice is a mistake and is refused."""
    text = path.read_text(encoding="utf-8")
    plain = dict(_ENTRY.findall(text))
    if len(plain) == text.count("msgid "):  # each on one line, none twice: no closer look
        return plain
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    current = ""

    def keep() -> None:
        key = parts.get("msgid", "")
        if key:
            if key in found:
                raise ValueError(f"{path.name}: {key} twice")
            found[key] = parts.get("msgstr", "")
        parts.clear()

    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("msgid "):
            keep()
        if line.startswith(("msgid ", "msgstr ")):
            current, line = line.split(" ", 1)
            parts[current] = ""
        if line.startswith('"'):
            parts[current] += ast.literal_eval(line) if "\\" in line else line[1:-1]
    keep()
    return found


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every key of one language."""
    words: dict[str, str] = {}
    for path in sorted((paths.resources() / "locale" / language).glob("*.po")):
        for key, text in read_po(path).items():
            if key in words:
                raise ValueError(f"{path.name}: {key} stands in two files")
            words[key] = text
    return words


def has(key: str) -> bool:
    """Whether the chosen language knows the key."""
    return key in catalogue(_language)


def say(key: str, **facts: object) -> str:
    """The text for a key with its facts filled in."""
    text = catalogue(_language).get(key) or catalogue(DEFAULT).get(key)
    if text is None:
        raise KeyError(f"no words for {key}")
    return text.format(**{name: _plain(name, value) for name, value in facts.items()})


def written(key: str, **facts: object) -> str:
    """The same on a sheet that is printed or handed in: Chinese, whatever the window speaks."""
    return catalogue(DEFAULT)[key].format(**{name: _plain(name, x) for name, x in facts.items()})


def _plain(name: str, value: object) -> object:
    """Yuan are grouped and exact to the 分; a text commands no terminal and turns no line around."""
    if isinstance(value, int | None):
        return value
    if isinstance(value, str | PurePath):
        text = str(value)
        return one_line(text) if name in FROM_OUTSIDE else _COMMANDS.sub(_escaped, text)
    from decimal import Decimal

    return f"{value:,.2f}" if isinstance(value, Decimal) else value


def one_line(text: str) -> str:
    """A name as somebody else wrote it, with what a terminal or a window would obey made visible."""
    return _COMMANDS_OR_LINES.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
