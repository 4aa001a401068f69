"""Power cuts and full disks at any statement, commit or file step of a machine.

Every connection of the process counts its steps down on one fuse. When it blows, the machine's folder is
copied as it lies there — with the write-ahead log and what is not committed — and from then on the machine
is dead: whatever its program still tries comes to nothing, and it wakes from the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from app.store import pieces, sealed
from app.store.attachments import Attachments
from app.sync import spool, stick
from app.trouble import Trouble

CUT, FULL = "power cut", "disk full"
WRITING = frozenset({"INSERT", "UPDATE", "DELETE", "REPLAC"})


class PowerCut(BaseException):
    """The light went out."""


class Fuse:
    """Counts steps down to the mishap that was drawn; unlit, it does nothing."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.kind = CUT
        self.dead = False
        self.at_commits = False  # only what was committed is a step
        self.save: Callable[[], None] | None = None
        self.watch: Callable[[], None] | None = None  # called when a stick is about to be written

    def light(
        self, steps: int, kind: str, save: Callable[[], None], *, at_commits: bool = False
    ) -> None:
        self.left, self.kind, self.save, self.dead = steps, kind, save, False
        self.at_commits = at_commits

    def quench(self) -> None:
        self.left, self.save, self.dead = None, None, False

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Meanwhile another machine works, on a fuse of its own."""
        mine = (self.left, self.kind, self.save, self.dead, self.at_commits)
        self.quench()
        try:
            yield
        finally:
            self.left, self.kind, self.save, self.dead, self.at_commits = mine

    def tick(self, *, writes: bool = True, committed: bool = False) -> None:
        """One step. Reading and looking never fill a disk."""
        if self.dead:
            raise PowerCut
        if self.left is None or (self.kind == FULL and not writes):
            return
        if self.at_commits and not committed:
            return
        self.left -= 1
        if self.left > 0:
            return
        self.left = None
        if self.kind == FULL:
            raise dbapi2.OperationalError("database or disk is full")
        assert self.save is not None
        self.save()
        self.dead = True
        raise PowerCut


FUSE = Fuse()


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    def execute(self, *told: Any) -> Any:
        FUSE.tick(writes=_writes(self, told[0]))
        return super().execute(*told)

    def executemany(self, *told: Any) -> Any:
        FUSE.tick(writes=_writes(self, told[0]))
        return super().executemany(*told)


class _Link(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)

    def commit(self) -> None:
        wrote = getattr(self, "wrote", False)
        try:
            FUSE.tick(writes=wrote)
        except dbapi2.OperationalError:
            super().rollback()  # as SQLite itself does where a commit fails
            raise
        super().commit()
        self.wrote = False
        if FUSE.kind == CUT:  # a commit that returned is no full disk any more
            FUSE.tick(committed=wrote)


def _writes(cursor: Any, told: str) -> bool:
    wrote = told.lstrip()[:6].upper() in WRITING
    if wrote:
        cursor.connection.wrote = True
    return wrote


def _wired(_: Any, __: Any, ___: Any, told: dict[str, Any]) -> None:
    told["factory"] = _Link


def _stepped(of: Any, name: str) -> Callable[[], None]:
    """A file step counts too, before and after."""
    plain = getattr(of, name)

    @wraps(plain)
    def step(*told: Any, **more: Any) -> Any:
        if FUSE.watch is not None and of is stick and name == "_write":
            FUSE.watch()
        with _as_the_system_says():
            FUSE.tick()
        answer = plain(*told, **more)
        if FUSE.kind == CUT:
            FUSE.tick()
        return answer

    setattr(of, name, step)
    return lambda: setattr(of, name, plain)


@contextmanager
def _as_the_system_says() -> Iterator[None]:
    try:
        yield
    except dbapi2.OperationalError as why:
        raise OSError(28, "No space left on device") from why


@contextmanager
def wired() -> Iterator[None]:
    """Every connection and every file step of this process hangs on the fuse."""
    event.listen(Engine, "do_connect", _wired)
    undo = [
        _stepped(stick, "_write"), _stepped(stick, "_hash_again"), _stepped(stick, "_flush_folder"),
        _stepped(stick, "_copy"), _stepped(spool, "keep"),
        _stepped(sealed, "seal"), _stepped(Attachments, "_name"), _stepped(pieces, "flush_folder"),
    ]  # fmt: skip
    try:
        yield
    finally:
        event.remove(Engine, "do_connect", _wired)
        for back in undo:
            back()
        FUSE.quench()


def copy_folder(from_: Path, to: Path) -> None:
    """What lies on the disk at this moment; what SQLite shares in memory is gone with the power."""
    shutil.copytree(from_, to, ignore=shutil.ignore_patterns("*-shm"))


def is_full(why: Trouble) -> bool:
    return why.key in {
        "shelf.disk_full", "exchange.disk_full", "stick.full_now", "stick.full", "attachment.no_room",
    }  # fmt: skip
