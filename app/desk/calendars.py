"""放假安排: the yearly notices as tables; those that came after this program are taken in from a file."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import holidays
from app.desk import toml_file
from app.desk.toml_file import Refusals
from app.paths import DataDir
from app.trouble import Trouble

SAID = Refusals("calendars.absent", "calendars.not_a_table")
MOST_DAYS = 40  # the longest year so far had 33 days off
LONGEST = 16  # days of one holiday
YEARS = range(2000, 2100)
WEEKEND = 5
NOTICE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
FIRST_LINES = 3


@dataclass(frozen=True)
class Table:
    """One year's table as it is known here."""

    year: int
    holidays: int
    days_off: int
    made_up: int
    came_later: bool  # taken in from a file, not shipped
    handed: bool = False  # by a centre, for all its rooms


def known_tables(data: DataDir, handed: Iterable[Mapping[str, Any]] = ()) -> list[Table]:
    """Every year that is known: a file stands over what was shipped, what a centre handed down over both."""
    found: dict[int, Table] = {}
    for folder, later in ((holidays.shipped(), False), (data.holidays, True)):
        for path in sorted(folder.glob("*.toml")):
            try:
                told = _read(path)
                found[int(told["year"])] = table_of(told, came_later=later)
            except Trouble:
                continue  # the check-up names files that are no table
    found |= {told["year"]: table_of(told, handed=True) for told in handed}
    return [found[year] for year in sorted(found)]


def take_holidays(data: DataDir, file: Path) -> Table:
    """Check a table and keep it beside the room; it stands over a shipped one of the same year."""
    text = text_of(file)
    table = table_of(read_text(file.name, text), came_later=True)
    data.make()
    data.holidays.mkdir(exist_ok=True, mode=0o700)
    target = data.holidays / f"{table.year}.toml"
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as out:
        out.write(text.encode("utf-8"))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(target)
    return table


def shipped_on() -> dt.date | None:
    """The day of the newest notice this program was shipped with: no true clock stands before it."""
    days: list[dt.date] = []
    for path in holidays.shipped().glob("*.toml"):
        head = path.read_text(encoding="utf-8").splitlines()[:FIRST_LINES]
        days += [dt.date(*map(int, m.groups())) for line in head for m in NOTICE.finditer(line)]
    return max(days, default=None)


def text_of(path: Path) -> str:
    """A file that may be a table."""
    return toml_file.text_of(path, SAID)


def read_text(name: str, text: str) -> Mapping[str, Any]:
    """A table whose every day makes sense; what does not has its sentence."""
    told = toml_file.table_of(name, text, SAID)
    year, listed = told.get("year"), told.get("holiday")
    if type(year) is not int or year not in YEARS:
        raise Trouble("calendars.no_year", name=name)
    if not isinstance(listed, list) or not listed:
        raise Trouble("calendars.no_holidays", name=name)
    _check(name, year, listed)
    return told


def _read(path: Path) -> Mapping[str, Any]:
    return read_text(path.name, text_of(path))


def _check(name: str, year: int, listed: list[Any]) -> None:
    off: set[dt.date] = set()
    working: set[dt.date] = set()
    for one in listed:
        title, days, made_up = _holiday(name, year, one)
        if off & set(days):
            raise Trouble("calendars.twice", name=name, holiday=title, day=min(off & set(days)))
        off.update(days)
        working.update(made_up)
    if working & off:
        raise Trouble("calendars.off_and_worked", name=name, day=min(working & off))
    if len(off) > MOST_DAYS:
        raise Trouble("calendars.too_many", name=name, count=len(off))


def _holiday(name: str, year: int, one: Any) -> tuple[str, list[dt.date], list[dt.date]]:
    """One holiday's name, its days off and the weekends worked for it."""
    if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"].strip():
        raise Trouble("calendars.no_name", name=name)
    title = one["name"].strip()
    worked = one.get("working", [])
    given = [one.get("from"), one.get("to"), *(worked if isinstance(worked, list) else [None])]
    days = [day for day in given if type(day) is dt.date]
    if len(days) < len(given):
        raise Trouble("calendars.no_day", name=name, holiday=title)
    first, last, *worked = days
    for day in days:
        if day.year != year and not (day.year == year - 1 and day.month == 12):
            raise Trouble("calendars.other_year", name=name, holiday=title, day=day, year=year)
    if not first <= last or (last - first).days >= LONGEST:
        raise Trouble("calendars.upside_down", name=name, holiday=title, first=first, last=last)
    for day in worked:
        if day.weekday() < WEEKEND:
            raise Trouble("calendars.worked_weekday", name=name, holiday=title, day=day)
    return title, [first + dt.timedelta(days=n) for n in range((last - first).days + 1)], worked


def table_of(told: Mapping[str, Any], *, came_later: bool = False, handed: bool = False) -> Table:
    """What a table holds, in figures."""
    listed = told["holiday"]
    return Table(
        told["year"], len(listed), sum((one["to"] - one["from"]).days + 1 for one in listed),
        sum(len(one.get("working", ())) for one in listed), came_later, handed,
    )  # fmt: skip
