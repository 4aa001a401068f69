"""放假安排 as records: what a centre published for its rooms; the newest of a year stands over files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import calendars
from app.paths import DataDir
from app.records import HolidayYear
from app.trouble import Trouble

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Handed:
    """The tables by year that stand, and those years whose record cannot be read or has rivals."""

    tables: Mapping[int, Told]
    unreadable: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()  # two records of one year say different things


def handed(db: Session) -> Handed:
    """What came by bundle and line, the newest of each year."""
    asked = select(HolidayYear).where(HolidayYear.void.is_(None))
    tables: dict[int, Told] = {}
    unreadable: set[int] = set()
    rivals: set[int] = set()
    for row in db.scalars(asked.order_by(HolidayYear.set_on, HolidayYear.id)):
        year = row.year or 0
        table = _read(row.told or "")
        if table is None or table["year"] != year:
            unreadable.add(year)
            continue
        if year in tables and days_of(tables[year]) != days_of(table):
            rivals.add(year)
        tables[year] = table
    return Handed(tables, tuple(sorted(unreadable)), tuple(sorted(rivals)))


def differing(db: Session, data: DataDir) -> list[int]:
    """Years of which this computer's file says something else than the centre, or two centres differ."""
    told = handed(db)
    found = set(told.rivals)
    for year, table in told.tables.items():
        file = data.holidays / f"{year}.toml"
        if file.exists():
            mine = _read(file.read_text(encoding="utf-8", errors="replace"))
            if mine is not None and days_of(mine) != days_of(table):
                found.add(year)
    return sorted(found)


def days_of(table: Told) -> set[tuple[object, ...]]:
    """What a table says of days, whatever order or names it uses."""
    return {(one["from"], one["to"], *sorted(one.get("working", ()))) for one in table["holiday"]}


@lru_cache(maxsize=32)
def _read(text: str) -> Told | None:
    try:
        return calendars.read_text("", text)
    except Trouble:
        return None
