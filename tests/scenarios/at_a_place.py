"""A month at one of the five places: its room, its grids from a workbook, its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app import clock, holidays
from app.desk import practice
from app.desk.desk import Desk
from app.desk.grid_import import take
from app.desk.grid_import.plan import drafts_of, make_plan
from tests.desk.grid_import.sheets import workbook
from tests.rooms import moved_room, some_room

MONTH = dt.date(2026, 9, 1)
"""September 2026: 22 working days, of which 9/20 is a make-up Sunday; 9/25 to 9/27 are 中秋."""

SINCE, UNTIL = dt.date(2026, 9, 1), dt.date(2026, 9, 30)

NAMES = [
    family + given
    for given in ("广田", "秀兰", "立新", "桂英", "建国", "玉梅", "海涛", "春燕", "志远", "淑珍")
    for family in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
]


def a_room(folder: Path, preset: str, **told: Any) -> Desk:
    """A room that works as this place does, on the first of the month."""
    clock.hold(at(1, 8))
    desk = moved_room(folder, some_room(**told))
    desk.do(practice.use, desk.shelf.log, MONTH, preset)
    return desk


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """A moment of the month."""
    return dt.datetime(MONTH.year, MONTH.month, day, hour, minute)


def on(day: int) -> dt.date:
    return at(day).date()


def calendar() -> holidays.Calendar:
    return holidays.load()


def takes_lists(
    desk: Desk, path: Path, **sheets: Iterable[Iterable[Any]]
) -> dict[str, dict[str, int]]:
    """The lists of grids, people and households of the place come in from one workbook."""
    file = workbook(path, **{name: [list(row) for row in rows] for name, rows in sheets.items()})
    plan = desk.look(make_plan, desk.shelf.log, file.name, drafts_of(file, MONTH), None)
    return take.take_plan(desk, plan).tally


def person(number: int) -> str:
    return NAMES[number % len(NAMES)]
