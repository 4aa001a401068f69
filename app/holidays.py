"""Holiday tables: the days off and the make-up working days of each announced year.

One file a year, `YYYY.toml`, from the yearly notice of the State Council General Office. A file of the
same year in a later folder takes the place of the earlier one, so a new notice needs no new program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app import paths

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib


@dataclass(frozen=True)
class Calendar:
    """What is known of days off: by day the holiday's name, and the weekends that are worked."""

    off: Mapping[date, str] = field(default_factory=dict)
    made_up: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()
    unreadable: tuple[Path, ...] = ()
    """Files that are no holiday table; their years count as not announced."""

    def missing_year(self, day: date) -> int | None:
        """The year whose notice would have to be known to be sure of this day.

        New Year's holiday may reach back into the last days of December (so in the notices for
        2008, 2012 and 2019), so these wait for the next year's notice too.
        """
        if day.year not in self.known_years:
            return day.year
        last_days = day.month == 12 and day.day >= 29
        return day.year + 1 if last_days and day.year + 1 not in self.known_years else None


def load(
    folders: Iterable[Path] | None = None, handed: Mapping[int, Mapping[str, Any]] | None = None
) -> Calendar:
    """The calendar from the shipped tables, or from the given folders in turn, and over them what was handed down."""
    tables: dict[int, Mapping[str, Any]] = {}
    unreadable: list[Path] = []
    for folder in (shipped(),) if folders is None else folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                told = tomllib.loads(path.read_text(encoding="utf-8"))
                _days(told)
                tables[int(told["year"])] = told
            except (OSError, ValueError, TypeError, KeyError):
                unreadable.append(path)
    tables |= handed or {}
    off: dict[date, str] = {}
    made_up: set[date] = set()
    for told in tables.values():
        days, working = _days(told)
        off.update(days)
        made_up.update(working)
    return Calendar(off, frozenset(made_up), frozenset(tables), tuple(unreadable))


def shipped() -> Path:
    """The folder of the tables that came with the program."""
    return paths.resources() / "holidays"


def _days(told: Mapping[str, Any]) -> tuple[dict[date, str], set[date]]:
    """The days off by name and the weekends worked of one year's table."""
    off: dict[date, str] = {}
    working: set[date] = set()
    for holiday in told["holiday"]:
        first, last = _day(holiday["from"]), _day(holiday["to"])
        for step in range((last - first).days + 1):
            off[first + timedelta(days=step)] = str(holiday["name"])
        working.update(_day(day) for day in holiday.get("working", ()))
    return off, working


def _day(value: object) -> date:
    if type(value) is not date:
        raise ValueError(f"not a day: {value!r}")
    return value
