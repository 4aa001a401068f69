"""What stands in the blank of a clause: read from what was typed, and as the clause writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app import codes
from app.codes import code_list
from app.rules.clause_book import Blank
from app.rules.money_words import capital, read_money

LANGUAGE = "zh_CN"
DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?")
COUNT = re.compile(r"(\d{1,9})\D{0,2}")
DOUBTS = ("bad_money", "bad_day", "bad_count", "no_party", "same_side", "no_such_blank")
UNREAD = ("bad_money", "bad_day", "bad_count")
"""Doubts over what stands in the blank itself."""

BETWEEN = re.compile(r"[、,，;；]+")


@dataclass(frozen=True)
class Doubt:
    """What cannot be read in a blank, or does not fit; the words key is `clause.<name>`."""

    blank: str
    name: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def said(self, say: Callable[..., str]) -> str:
        """The sentence, by the given `say`."""
        return say(f"clause.{self.name}", blank=self.blank, **self.facts)


@dataclass(frozen=True)
class Value:
    """A blank as it was read: nothing where nothing stands, the words as typed where it cannot be read."""

    words: str = ""
    value: Any = None
    doubt: Doubt | None = None


def word(place: str, **facts: object) -> str:
    """How a clause says something: resources/wording/clause_words.toml."""
    text: str = codes.table("wording/clause_words")[place]
    return text.format(**facts) if facts else text


def money(amount: Decimal) -> str:
    """人民币壹万零伍佰元整（¥10,500.00）, as the papers write it."""
    text: str = codes.table("papers/forms/sheet")["figures"]
    return text.format(capital=capital(amount), figures=f"{amount:,.2f}")


def day_words(day: date) -> str:
    """2026年10月8日."""
    return word("day", year=day.year, month=day.month, day=day.day)


def numeral(number: int) -> str:
    """一 to 九百九十九, as clauses and instalments are counted."""
    signs = codes.table("papers/forms/sheet")["numerals"]
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        gap = signs[0] if 0 < rest < 10 else ""
        ten = signs[1] if 10 <= rest < 20 else ""
        return f"{signs[hundreds]}百{gap}{ten}" + (numeral(rest) if rest else "")
    tens, ones = divmod(number, 10)
    if number <= 10:
        return str(signs[number])
    return str((signs[tens] if tens > 1 else "") + signs[10] + (signs[ones] if ones else ""))


def read(blank: Blank, told: object) -> Value:
    """What stands in a blank, by its kind; a day, an amount or a number may come already read."""
    plain = _plain(told)
    if plain in (None, ""):
        return Value()
    return READERS.get(blank.kind, _text)(blank, plain)


def names_of(text: str) -> list[str]:
    """The people named in a blank: 张三、李四."""
    return [name.strip() for name in BETWEEN.split(text) if name.strip()]


def _plain(told: object) -> Any:
    """A clause is one line: what was typed over several becomes one."""
    return " ".join(told.split()) if isinstance(told, str) else told


def _money(blank: Blank, told: Any) -> Value:
    amount = told if isinstance(told, Decimal) else read_money(told)
    if amount is None or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        return _bad(blank, told, "bad_money")
    return Value(money(amount), amount)


def _day(blank: Blank, told: Any) -> Value:
    if isinstance(told, date):
        return Value(day_words(told), told)
    match = DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", told)))
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    return Value(day_words(day), day) if day else _bad(blank, told, "bad_day")


def _count(blank: Blank, told: Any) -> Value:
    match = COUNT.fullmatch(unicodedata.normalize("NFKC", str(told)))
    if match is None or int(match[1]) < 1:
        return _bad(blank, told, "bad_count")
    return Value(str(int(match[1])), int(match[1]))


def _manner(_: Blank, told: Any) -> Value:
    """A word that is no code of the list stands in the clause as typed; its promise says 其他."""
    found = code_list("payment_manner").find(told)
    return Value(found.label(LANGUAGE), found.code) if found else Value(told, "other")


def _text(_: Blank, told: Any) -> Value:
    return Value(str(told), str(told))


def _bad(blank: Blank, told: object, name: str) -> Value:
    return Value(str(told), None, Doubt(blank.name, name, {"typed": str(told)}))


READERS: Mapping[str, Callable[[Blank, Any], Value]] = {
    "money": _money, "day": _day, "count": _count, "manner": _manner,
}  # fmt: skip
