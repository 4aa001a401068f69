"""A small TOML file from outside: of bounded size, UTF-8, refused in the words of whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import codes
from app.trouble import Trouble

LARGEST = 64 * 1024


@dataclass(frozen=True)
class Refusals:
    """The keys of what is said of a file that cannot be opened, and of one that is no such file."""

    absent: str
    wrong: str


def text_of(path: Path, said: Refusals) -> str:
    """Its text; never more of it is read than such a file may hold."""
    try:
        if not path.is_file():
            raise Trouble(said.absent, name=path.name)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as why:
        raise Trouble(said.absent, name=path.name) from why
    if len(data) > LARGEST:
        raise Trouble(said.wrong, name=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise Trouble(said.wrong, name=path.name) from why


def table_of(name: str, text: str, said: Refusals) -> Mapping[str, Any]:
    """What such a text says, unchecked."""
    try:
        return codes.parse(text)
    except (ValueError, RecursionError) as why:
        raise Trouble(said.wrong, name=name) from why
