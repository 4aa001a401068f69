"""对接表: the columns of a sheet another system wants, as data (resources/exchange), checked strictly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from app import codes, paths
from app.codes import code_list
from app.rules.sheet_facts import FACTS
from app.trouble import Trouble

MOST_COLUMNS = 200
LONGEST = 60  # characters of a heading or a word
YES_NO = ("yes", "no")
UNITS = ("", "元", "万元")
DAYS = ("", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日")


class SheetColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One column. Without a fact the other system wants what we do not know: it stays empty."""

    heading: str
    fact: str = ""
    code: str = ""  # what the other system calls it: JFLX
    aliases: tuple[str, ...] = ()
    words: Mapping[str, str] = {}  # our code → its word or number
    also: Mapping[str, str] = {}  # further words of theirs → our code
    unit: str = ""  # 万元
    days: str = ""  # how a day is written; empty: as a date of the workbook
    needed: bool = False


class SheetFormat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One sheet: its title row (empty: none), its columns in their fixed order."""

    name: str
    column: tuple[SheetColumn, ...]
    title: str = ""
    by_code: bool = False  # the heading row bears the codes, not the words
    source: str = ""
    sheet: str = "台账"

    def headings(self) -> tuple[str, ...]:
        """The heading row as it is written."""
        return tuple(one.code if self.by_code and one.code else one.heading for one in self.column)


def read(told: Mapping[str, Any]) -> SheetFormat:
    """A format from plain values; Trouble says what is wrong with which column."""
    try:
        found = msgspec.convert(told, SheetFormat)
    except msgspec.ValidationError as why:
        raise Trouble("sheet_format.unreadable", why=str(why)) from why
    if not 0 < len(found.column) <= MOST_COLUMNS or not found.name.strip():
        raise Trouble("sheet_format.columns", most=MOST_COLUMNS)
    seen: dict[str, str] = {}
    for one in found.column:
        _check(one)
        for word in {one.heading, one.code} - {""}:
            if seen.setdefault(word, one.heading) != one.heading or word in one.aliases:
                raise Trouble("sheet_format.twice", heading=word)
    if len({one.heading for one in found.column}) < len(found.column):
        raise Trouble("sheet_format.twice", heading=_doubled(found))
    return found


@cache
def shipped() -> Mapping[str, SheetFormat]:
    """The formats that came with the program, by their short name."""
    found = sorted((paths.resources() / "exchange").glob("*.toml"))
    return {path.stem: read(codes.table(f"exchange/{path.stem}")) for path in found}


def kinds_of(column: SheetColumn) -> Mapping[str, str]:
    """The sheet's own words of a column → our code; `yes` and `no` of a yes-or-no fact."""
    return {word: code for code, word in column.words.items()} | dict(column.also)


def _check(column: SheetColumn) -> None:
    heading = column.heading
    if not heading.strip() or len(heading) > LONGEST:
        raise Trouble("sheet_format.heading", heading=heading[:LONGEST])
    if column.fact and column.fact not in FACTS:
        raise Trouble("sheet_format.no_such_fact", heading=heading, fact=column.fact)
    if column.unit not in UNITS:
        raise Trouble("sheet_format.unit", heading=heading, unit=column.unit)
    if column.days not in DAYS:
        raise Trouble("sheet_format.days", heading=heading, days=column.days)
    known = FACTS[column.fact].codes if column.fact else ""
    for code in (*column.words, *column.also.values()):
        if code not in (code_list(known) if known else YES_NO):
            raise Trouble("sheet_format.no_such_code", heading=heading, code=code)
    if len(set(column.words.values())) < len(column.words):
        raise Trouble("sheet_format.word_twice", heading=heading)


def _doubled(found: SheetFormat) -> str:
    named = [one.heading for one in found.column]
    return next(one for one in named if named.count(one) > 1)
