"""A copy of the room's file, and the proof that a copy can be opened and is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.store import chain, checks, journal, migrate, server, shadow, transfer
from app.store.checks import Chains, Report, nobody
from app.store.shelf import engine_for
from app.store.tables import entry
from app.trouble import Trouble

# Every connection to a file in WAL mode holds these bytes for reading as long as it lives.
SHARED_FIRST, SHARED_SIZE = 0x40000002, 510


@dataclass(frozen=True)
class Counts:
    """How much stands in a file, and up to where."""

    schema: str
    cases: int
    entries: int
    have: dict[str, list[tuple[int, str]]]


def secret_of(engine: Engine) -> bytes:
    """The 48-byte secret an open database was opened with."""
    if server.is_server(engine):
        return server.secret_of(engine)
    return bytes.fromhex(str(engine.url.password)[2:-1])


def copy(engine: Engine, target: Path) -> Counts:
    """A consistent copy under the same key; what stands in it is counted in the copy itself.

    What lies on a server becomes a file here: a backup can be opened anywhere.
    """
    fresh = engine_for(target, secret_of(engine))
    try:
        if server.is_server(engine):
            with engine.execution_options(**server.LOOKING).begin() as source:
                transfer.to_file(source, fresh)
        else:
            _vacuum(engine, target)
        with fresh.begin() as reading:
            return counts(reading)
    finally:
        fresh.dispose()  # the last one out leaves one file behind


def _vacuum(engine: Engine, target: Path) -> None:
    link = engine.raw_connection()  # VACUUM knows no transaction
    try:
        link.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        link.close()


def counts(link: Connection) -> Counts:
    """What a file says of itself."""
    schema = link.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    cases = link.execute(text('SELECT count(*) FROM "case"')).scalar_one()
    entries = link.execute(select(func.count()).select_from(entry)).scalar_one()
    with Session(link) as db:
        return Counts(str(schema), cases, entries, journal.have(db))


@contextmanager
def copied(engine: Engine, target: Path) -> Iterator[Connection]:
    """A scratch copy one may write to, and the transaction on it; nothing of it stays."""
    if server.is_server(engine):
        with shadow.cast(engine) as link:
            yield link
        return
    secret = secret_of(engine)
    copy(engine, target)
    fresh = engine_for(target, secret)
    try:
        with fresh.connect() as link, link.begin() as change:
            yield link
            change.rollback()
    finally:
        fresh.dispose()
        target.unlink(missing_ok=True)


def prove(where: Path, secret: bytes, told: Counts, report: Report = nobody) -> Chains:
    """Open a copy with its key and read all of it; Trouble where anything is not as it was told.

    The file is a scratch copy: opening it writes to it.
    """
    engine = engine_for(where, secret)
    try:
        with engine.begin() as link:
            migrate.is_behind(link)  # a newer file is refused before anything else is asked of it
            if checks.pages(link):
                raise Trouble("backup.not_whole")
            read = checks.chains(link, told.entries, report)
            if read.faults:
                raise Trouble("backup.not_whole")
            if counts(link) != told:
                raise Trouble("backup.counts_differ")
            return read
    except DBAPIError as why:
        raise Trouble("backup.not_opened") from why
    finally:
        engine.dispose()


def first_day(db: Session) -> dt.date | None:
    """When the first change here was made, by the clock of whoever made it."""
    header = db.scalar(select(entry.c.header).order_by(entry.c.n).limit(1))
    return dt.date.fromisoformat(chain.head_of(header).wall[:10]) if header else None


def newest(db: Session) -> int:
    """The number of the last entry that arrived; found without counting."""
    return db.scalar(select(func.max(entry.c.n))) or 0


def in_use(where: Path) -> bool:
    """Whether another process has the file open. Never asked of a file this process has open itself."""
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows lets nobody move an open file
        return False
    if not where.exists():
        return False
    with where.open("rb+") as held:
        try:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
        except OSError:
            return True
    return False
