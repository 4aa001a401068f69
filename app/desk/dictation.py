"""口述稿: a plain text file from a telephone or a recorder, read whatever its encoding; small, and only text."""

from __future__ import annotations

import codecs
from pathlib import Path
from unicodedata import category

from app.trouble import Trouble

MOST_BYTES = 1 << 20
MOST_CHARACTERS = 20_000  # what the longest field of a record takes
NO_TEXT = {"Cc", "Cn", "Cs"}  # signs that steer a machine, places nothing stands at
WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read(path: Path) -> str:
    """The text of a file: UTF-8, GB 18030 or UTF-16; anything else is refused and nothing is taken."""
    try:
        with path.open("rb") as source:
            content = source.read(MOST_BYTES + 1)
    except OSError as why:
        raise Trouble("dictation.cannot_read", file=path.name) from why
    if len(content) > MOST_BYTES:
        raise Trouble("dictation.too_large", file=path.name)
    return checked(_decoded(content, path.name))


def checked(text: str) -> str:
    """A text that can be looked at and put in: not empty, not longer than a record."""
    if not text.strip():
        raise Trouble("dictation.empty")
    if len(text) > MOST_CHARACTERS:
        raise Trouble("dictation.too_long", longest=MOST_CHARACTERS, long=len(text))
    return text


def _decoded(content: bytes, name: str) -> str:
    marked = WIDE.get(content[:2])
    guesses = [marked] if marked else ["utf-8-sig", "gb18030"]
    if not marked and b"\0" in content:
        guesses = _unmarked(content)
    for code in guesses:
        try:
            told = content.decode(code)
        except UnicodeDecodeError:
            continue
        if not any(_is_no_letter(one) for one in told):
            return told
    raise Trouble("dictation.no_text", file=name)


def _unmarked(content: bytes) -> list[str]:
    """UTF-16 without its mark: half of the bytes of plain line ends and figures are nought, all on one side."""
    if len(content) % 2:
        return []
    even, odd = content[::2].count(0), content[1::2].count(0)
    if even and not odd:
        return ["utf-16-be"]
    return ["utf-16-le"] if odd and not even else []


def _is_no_letter(one: str) -> bool:
    """Signs that only noise holds; Chinese characters newer than this Python's tables are letters."""
    return one not in "\t\n\v\f\r" and category(one) in NO_TEXT and ord(one) >> 16 not in (2, 3)
