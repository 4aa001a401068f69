"""A mechanism as a file that people read, change and hand on: TOML, as the presets are."""

from __future__ import annotations

import json
import re
from typing import Any

from app import codes
from app.rules import mechanism
from app.rules.mechanism import Mechanism
from app.trouble import Trouble

MOST_BYTES = 64 * 1024
OWN = "own"
"""In the place of a preset's name: made here, or read from a file."""

_LINE = re.compile(r"line (\d+)")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def read(data: bytes) -> Mechanism:
    """What such a file says; sections it leaves out are those of the usual way."""
    if len(data) > MOST_BYTES:
        raise Trouble("practice.too_large", most=MOST_BYTES // 1024)
    try:
        told = codes.parse(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as why:  # a byte or a line that is no TOML
        line = _LINE.search(str(why))
        raise Trouble("practice.not_toml", line=line[1] if line else "—") from why
    return mechanism.read({**codes.table(f"presets/{mechanism.USUAL}"), **told})


def written(way: Mechanism) -> str:
    """The same as text: first what is one value, then the sections, then the lists of sections."""
    told = mechanism.told(way)
    for name in codes.table(f"presets/{mechanism.USUAL}"):
        told.setdefault(name, [] if isinstance(getattr(way, name), tuple) else "")
    lines = [f"{key} = {_value(one)}" for key, one in told.items() if not _is_section(one)]
    for key, one in told.items():
        if isinstance(one, dict):
            lines += ["", f"[{key}]", *_pairs(one)]
        elif _is_section(one):
            for row in one:
                lines += ["", f"[[{key}]]", *_pairs(row)]
    return "\n".join(lines) + "\n"


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) or bool(
        isinstance(value, list) and value and isinstance(value[0], dict)
    )


def _pairs(section: dict[str, Any]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in section.items()]


def _key(key: str) -> str:
    return key if _BARE.match(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
