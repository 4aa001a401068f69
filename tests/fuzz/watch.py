"""What is looked at before and after a mutant: the whole of what a place holds, its time and its memory."""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from app.store.tables import metadata
from tests.crash.town import is_fold
from tests.fuzz.town import Place

PATIENCE = 60  # seconds for one mutant: a hang, not a slow machine
SWELL = 256 * 1024  # KiB above the idle process
OWN = {"exchange"}  # the list of what came: a line there is what a refusal leaves

Row = tuple[Any, ...]
Told = dict[str, list[Row]]


class Broken(AssertionError):
    """A promise that a mutant broke."""


class Hung(BaseException):
    """A mutant that was not done with in time."""


@contextmanager
def patience() -> Iterator[None]:
    """End what hangs."""

    def tired(_number: int, _frame: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, tired)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def last_resort() -> None:
    """A library that never comes back ends the whole process, with its stack."""
    faulthandler.dump_traceback_later(10 * PATIENCE, exit=True)


def rest() -> None:
    """All are done with."""
    faulthandler.cancel_dump_traceback_later()


def swollen() -> int:
    """The most memory this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Eye:
    """A connection of its own, to which any commit of others shows at once."""

    def __init__(self, place: Place) -> None:
        self.link = place.desk.shelf.engine.raw_connection()

    def version(self) -> int:
        """Another number after any change of the file."""
        cursor = self.link.cursor()
        number: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        return number

    def close(self) -> None:
        self.link.close()


def state(place: Place) -> Told:
    """Everything that lies in the file and in the folder."""
    names = sorted(set(metadata.tables) - OWN)
    with place.desk.shelf.engine.connect() as link:
        told = {name: _rows(link, name) for name in names}
    told["files"] = [(str(path),) for path in files(place.folder.parent)]
    return told


def others(place: Place) -> Told:
    """What no hostile machine may change: the journals of others, whom one believes, this computer's own.

    A centre may make a room begin a new log and say what its lanes are; that stays out where it is the hostile.
    """
    hostile, me = place.hostile_logs, place.desk.shelf.log
    with place.desk.shelf.engine.connect() as link:
        told = {name: _rows(link, name) for name in ("entry", "peer", "private_note")}
        if place.name == "centre":
            told |= {name: _rows(link, name) for name in ("local", "scope")}
    own = hostile | ({me} if me != place.born_log else set())
    told["entry"] = [row[1:] for row in told["entry"] if row[2] not in own]
    told["peer"] = [
        row for row in told["peer"] if row[0] not in hostile and row[2] != place.bad_room
    ]
    told["scope"] = [row for row in told.get("scope", []) if row[1] != place.bad_room]
    told["files"] = [
        (str(path),) for path in files(place.folder.parent) if not _may_come(path, place)
    ]
    return told


def _rows(link: Connection, name: str) -> list[Row]:
    return sorted((tuple(row) for row in link.execute(text(f'SELECT * FROM "{name}"'))), key=repr)


def files(folder: Path) -> list[Path]:
    """Every file below, except what SQLite lays beside its own."""
    found = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return sorted(path for path in found if not path.name.startswith("room.db"))


def _may_come(path: Path, place: Place) -> bool:
    """Attachments that the journal names may lie in the place's own folder."""
    return path.is_relative_to(place.folder) and path.relative_to(place.folder).parts[0] in {
        "attachments",
        "spool",
    }


def whole(place: Place) -> None:
    """The rows are what the journal tells, and the file is sound."""
    with place.desk.shelf.engine.connect() as link:
        if link.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            raise Broken("the file is not sound")
    if not is_fold(place.desk):
        raise Broken("the rows are not the fold of the journal")


def differs(before: Told, after: Told) -> str:
    """The tables that changed."""
    return ", ".join(name for name in before if before[name] != after.get(name))
