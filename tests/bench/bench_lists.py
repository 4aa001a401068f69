"""What a person waits for over very many: every list of a room with 100,000 matters, cases and more, all at hand.

Ours: the whole answer a screen shows. Limit: the bare driver reading every row of the tables that the question
is about, once, in the same run. Target: 1.5 times that, or one second where that is more. What is longer than a
glance (`desk.GLANCE`) a screen asks aside, with progress and a stop. Times are those of the processor.
`LIST_ROWS` makes it smaller.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.desk import (
    agenda,
    elsewhere,
    grid,
    grid_people,
    households,
    leaders,
    matter_list,
    meetings,
    points,
    practice,
    reminders,
    reserved,
    staff,
    subsidy_lines,
    visitors,
    whistles,
)
from app.desk import today as todays
from app.desk.desk import Desk
from app.desk.matter_list import Wanted
from tests.bench import listed, overheard
from tests.machines import SECRET, desk_in

ROWS, ROUNDS, TARGET = 100_000, 3, 1.5
SECOND = 1.0
Question = tuple[str, Callable[[], Any], list[str]]


def small() -> list[dict[str, Any]]:
    """A slice for every day: each list once."""
    return run(100, rounds=1)


def run(rows: int = 0, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """Each list beside the bare scan of its rows."""
    rows = rows or int(os.environ.get("LIST_ROWS", ROWS))
    folder = Path(tempfile.mkdtemp(prefix="lists-"))
    desk = desk_in(folder / "room")
    try:
        listed.fill(desk, matters=rows, cases=rows, households=rows // 5)
        with desk.shelf.engine.connect() as link:
            link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        bare = overheard.bare(desk.data.database, SECRET)
        bare.execute("PRAGMA cache_size = -16000")
        answers = [_line(one, rows, bare, rounds) for one in _questions(desk)]
        bare.close()
        return answers
    finally:
        desk.close()
        shutil.rmtree(folder)


def _questions(desk: Desk) -> list[Question]:
    log, day, now, calendar = desk.shelf.log, desk.today(), clock.now(), desk.calendar()
    lengths, way = todays.lengths_of(desk), desk.look(practice.standing, log)
    first = day.replace(day=1)
    asked: dict[str, tuple[Any, ...]] = {
        "matters open": (matter_list.listing, log, now, calendar, Wanted()),
        "matters late": (matter_list.listing, log, now, calendar, Wanted(part="late")),
        "matters all": (matter_list.listing, log, now, calendar, Wanted(part="all")),
        "agenda": (agenda.agenda, log, now, calendar, lengths, "friday"),
        "today": (todays.today, day, calendar, lengths),
        "reminders": (reminders.reminders, log, day, calendar),
        "old blanks": (reserved.old, log, day),
        "whistles": (whistles.listing, log, now),
        "register": (_register, log),
        "cases by grid": (grid.counts, log),
        "grid": (grid_people.overview, log, day),
        "people": (grid_people.people, log, day),
        "households": (households.households, log, None),
        "staff": (staff.everybody, log, day),
        "visitors": (visitors.lines, log, first, day),
        "meetings": (meetings.listing, log),
        "points": (points.ledger, log, first, day),
        "balances": (points.balances, log),
        "subsidies": (subsidy_lines.lines, f"{day.year}Q3"),
        "hard cases": (leaders.listing, log, way),
    }
    return [
        (name, partial(desk.look, *told), [SCAN.format(table) for table in TABLES[name]])
        for name, told in asked.items()
    ]


def _register(db: Session, log: str) -> Any:
    return elsewhere.listed(db, log, limit=100), elsewhere.how_many(db, log)


SCAN = 'SELECT id, void FROM "{}"'
TABLES = {
    "matters open": ("matter",), "matters late": ("matter",), "matters all": ("matter",),
    "agenda": ("matter", "case"), "today": ("case",), "reminders": ("matter", "sweep"), "old blanks": ("case",),
    "whistles": ("whistle", "whistle_call"), "register": ("case",), "cases by grid": ("case", "place"),
    "grid": ("place", "household", "person", "post"), "people": ("person", "post"), "households": ("household",),
    "staff": ("person", "post", "unit"), "visitors": ("visitor",), "meetings": ("meeting", "meeting_item"),
    "points": ("points",), "balances": ("points",), "subsidies": ("subsidy",), "hard cases": ("case",),
}  # fmt: skip
"""Of each question the tables whose rows it is about."""


def _line(one: Question, rows: int, bare: Any, rounds: int) -> dict[str, Any]:
    name, ours, scans = one

    def limit() -> None:
        for scan in scans:
            bare.execute(scan).fetchall()

    pairs = [(_timed(ours), _timed(limit)) for _ in range(rounds + 1)][1:]
    scan = statistics.median(b for _, b in pairs)
    return {
        "what": f"{name} of {rows}", "limit": "bare scan of its rows",
        "target": round(max(TARGET, SECOND / scan), 1),
        "ratio": statistics.median(a / b for a, b in pairs),
        "ours_ms": 1000 * statistics.median(a for a, _ in pairs), "limit_ms": 1000 * scan,
    }  # fmt: skip


def _timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
