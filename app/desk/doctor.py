"""体检: what is well and what is not, each with a sentence, and a next step where one is needed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from app.desk import doctor_figures, set_aside
from app.desk.desk import Desk
from app.desk.doctor_line import Line, Lines
from app.desk.doctor_machine import (
    backup_lines,
    clock_lines,
    copies_lines,
    disk_lines,
    holidays_lines,
)
from app.desk.doctor_records import (
    attachments_lines,
    chains_lines,
    file_lines,
    numbers_lines,
    rows_and_index_lines,
    versions_lines,
)
from app.desk.road_check import road_lines
from app.store import chain, journal
from app.store.checks import Report, nobody
from app.trouble import Trouble
from app.words import say

LINES = (
    "file", "own_log", "all_logs", "rows", "index", "figures", "attachments", "disk", "clock", "holidays", "versions",
    "backup", "copies", "waiting", "aside", "numbers", "roads", "alarms",
)  # fmt: skip
"""What is looked at; words: doctor.<key>."""


def examine(desk: Desk, *, full: bool = False, report: Report = nobody) -> list[Line]:
    """Look at everything. `full`: also in a large room nothing is only sampled."""
    looks: tuple[tuple[str, Callable[[], Lines]], ...] = (
        ("file", lambda: file_lines(desk)),
        ("all_logs", lambda: chains_lines(desk, report)),
        ("rows", lambda: rows_and_index_lines(desk, full, report)),
        ("figures", lambda: iter([Line(*doctor_figures.look(desk, full=full))])),
        ("attachments", lambda: attachments_lines(desk, report)),
        ("disk", lambda: disk_lines(desk)),
        ("clock", lambda: clock_lines(desk)),
        ("holidays", lambda: holidays_lines(desk)),
        ("versions", lambda: versions_lines(desk)),
        ("backup", lambda: backup_lines(desk)),
        ("copies", lambda: copies_lines(desk)),
        ("waiting", lambda: _waiting(desk)),
        ("aside", lambda: _aside(desk)),
        ("numbers", lambda: numbers_lines(desk)),
        ("roads", lambda: (Line(*told) for told in road_lines(desk))),
    )
    bare = desk.shelf.engine.dialect.loaded_dbapi.Error  # what is asked past SQLAlchemy
    found: list[Line] = []
    for key, look in looks:
        try:
            found += look()
        except (DBAPIError, bare, chain.Fault):
            found.append(damaged(key))
        except Trouble as why:  # no room for a scratch copy, say
            found.append(Line(key, False, str(why)))
    return found


def damaged(key: str = "file") -> Line:
    """The file cannot even be read."""
    return Line(key, False, say("doctor.unreadable", what=name(key)), say("doctor.file.next"))


def unopened(why: Trouble) -> Line:
    """It was not even opened; a server that is away says itself what to do."""
    return Line("file", False, str(why)) if why.key.startswith("server.") else damaged()


def name(key: str) -> str:
    """What a line is about."""
    return say(f"doctor.{key}")


def _waiting(desk: Desk) -> Lines:
    count = desk.look(journal.waiting)
    if count:
        yield Line(
            "waiting", False, say("doctor.waiting.ill", count=count), say("doctor.waiting.next")
        )
    else:
        yield Line("waiting", True, say("doctor.waiting.well"))


def _aside(desk: Desk) -> Lines:
    """What could not be applied is kept with its reason."""
    groups = set_aside.groups(desk)
    odd = sum(one.count for one in groups if one.reason != set_aside.CLOSED)
    if odd:
        told = say("doctor.aside.ill", count=odd)
        yield Line("aside", False, told, say("doctor.aside.next"))
    elif groups:  # as it should be: the centre closed that computer
        count = sum(one.count for one in groups)
        yield Line("aside", True, say("doctor.aside.closed", count=count))
    else:
        yield Line("aside", True, say("doctor.aside.well"))
