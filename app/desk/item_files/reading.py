"""A file of items as plain texts by field: the file comes from outside, so its size and shape are bounded."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from app.codes import table
from app.desk.ledger.limits import Limits
from app.desk.ledger.text_table import read_text_table
from app.rules.grid_rolled import plain
from app.trouble import Trouble

Plain: TypeAlias = str | int | float | bool | None
GUARDED = ("'=", "'+", "'-", "'@")
"""How a text that a workbook would take for a formula is written into a CSV; read back without the mark."""


@dataclass(frozen=True)
class Item:
    """One item as the file tells it: texts by field, and what no field was found for."""

    row: int  # 1 is the first item
    texts: dict[str, str]
    left: tuple[str, ...] = ()


@dataclass
class ItemFile:
    """All items of one file."""

    name: str
    sha256: str
    items: list[Item] = field(default_factory=list)


def read_items(path: Path) -> ItemFile:
    """The items of a JSON or CSV file; a Trouble says what the file is instead."""
    told = table("rules/items")
    try:
        if path.stat().st_size > told["most_bytes"]:
            raise Trouble("items.too_large", file=path.name, most=told["most_bytes"] // 1_000_000)
        content = path.read_bytes()
    except OSError as why:
        raise Trouble("items.unreadable", file=path.name) from why
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    rows = _json(path.name, content) if start in (b"[", b"{") else _csv(path)
    if len(rows) > told["most_items"]:
        raise Trouble("items.too_many", file=path.name, most=told["most_items"])
    items = [_item(n, row) for n, row in enumerate(rows, 1)]
    if not any(item.texts.get("told") or item.texts.get("outside_no") for item in items):
        raise Trouble("items.nothing_known", file=path.name)
    return ItemFile(path.name, hashlib.sha256(content).hexdigest(), items)


def _json(name: str, content: bytes) -> list[dict[str, Plain]]:
    """Only flat objects: what is nested, and how deep, is never followed."""
    text = content.removeprefix(b"\xef\xbb\xbf")
    try:
        if text.lstrip()[:1] == b"[":
            return msgspec.json.decode(text, type=list[dict[str, Plain]])
        whole = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        for key in table("rules/items")["inside"]:
            if key in whole:
                return msgspec.json.decode(whole[key], type=list[dict[str, Plain]])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as why:
        raise Trouble("items.no_list", file=name) from why
    raise Trouble("items.no_list", file=name)


def _csv(path: Path) -> list[dict[str, Plain]]:
    told = table("rules/items")
    limits = Limits(rows=told["most_items"] + 1, columns=told["most_keys"])
    try:
        sheet = read_text_table(path, limits)
    except Trouble as why:
        if why.key == "ledger.too_many_rows":
            raise Trouble("items.too_many", file=path.name, most=told["most_items"]) from why
        raise Trouble("items.no_list", file=path.name) from why
    if not sheet.rows:
        raise Trouble("items.nothing_known", file=path.name)
    heads = [str(cell or "") for cell in sheet.rows[0]]
    return [
        {head: _bare(cell) for head, cell in zip(heads, row, strict=False) if head}
        for row in sheet.rows[1:]
        if any(cell not in (None, "") for cell in row)
    ]


def _bare(cell: Any) -> str | None:
    text = None if cell is None else str(cell)
    return text[1:] if text and text.startswith(GUARDED) else text


def _item(row: int, told: dict[str, Plain]) -> Item:
    texts: dict[str, str] = {}
    left: list[str] = []
    for head, value in list(told.items())[: table("rules/items")["most_keys"]]:
        name = _fields().get(plain(head))
        text = _text(value)
        if name is None:
            left.append(head[:40])
        elif text and name not in texts:
            texts[name] = text
    return Item(row, texts, tuple(left))


def _text(value: Plain) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return "".join(c for c in str(value) if c == "\n" or c >= " ").strip()


@cache
def _fields() -> dict[str, str]:
    """Plain heading → field."""
    told = table("rules/items")["take"]
    return {plain(word): name for name, words in told.items() for word in words}


def moment(text: str) -> dt.datetime | None:
    """2026-09-24 09:30, 2026/9/24, 2026年9月24日 …, also in ISO form with a zone, which is left off."""
    told = text.strip()
    for sign, put in (("年", "-"), ("月", "-"), ("日", " "), ("/", "-"), (".", "-"), ("T", " ")):
        if sign != "." or ":" not in told:
            told = told.replace(sign, put)
    day, _, hour = told.strip().partition(" ")
    try:
        year, month, date = (int(part) for part in day.split("-"))
        hours = [int(part) for part in hour.strip()[:5].split(":")[:2] if part.isdigit()]
        at, minute = [*hours, 0, 0][:2]
        found = dt.datetime(year, month, date, at, minute)
    except (ValueError, TypeError):
        return None
    return found if 1990 <= found.year <= 2100 else None
