"""A value of a field from one line of text, as the command line is given it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from app.codes import code_list
from app.records.field import Field
from app.rules.money_words import read_money
from app.trouble import Trouble
from app.words import say

YES, NO = {"是", "yes", "true", "1"}, {"否", "no", "false", "0"}


def read(field: Field, text: str) -> Any:
    """What the text stands for; an empty one empties the field. Lines and choices are parted by `|`."""
    plain = text.strip()
    if not plain:
        return None
    try:
        return _read(field, plain)
    except ValueError as why:
        raise Trouble("conflict.unreadable", field=say(field.label), text=plain) from why


def _read(field: Field, plain: str) -> Any:
    if field.kind not in READERS:
        raise ValueError(plain)  # another record is taken from the values listed
    return READERS[field.kind](field, plain)


def _code(field: Field, word: str) -> str:
    found = code_list(field.codes).find(word)
    if found is None:
        raise ValueError(word)
    return found.code


def _money(_field: Field, plain: str) -> Decimal:
    amount = read_money(plain)
    if amount is None:
        raise ValueError(plain)
    return amount


def _yes_no(_field: Field, plain: str) -> bool:
    if plain.lower() not in YES | NO:
        raise ValueError(plain)
    return plain.lower() in YES


def _parts(plain: str) -> list[str]:
    return [part.strip() for part in plain.split("|")]


READERS: dict[str, Callable[[Field, str], Any]] = {
    "text": lambda _, plain: plain,
    "lines": lambda _, plain: _parts(plain),
    "choice": _code,
    "choices": lambda field, plain: [_code(field, word) for word in _parts(plain)],
    "day": lambda _, plain: dt.date.fromisoformat(plain),
    "moment": lambda _, plain: dt.datetime.fromisoformat(plain),
    "count": lambda _, plain: int(plain),
    "money": _money,
    "yes_no": _yes_no,
}
