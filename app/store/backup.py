"""A copy of the room's database, and the proof that a copy can be opened and is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.store import (
    chain,
    checks,
    dump,
    dump_into,
    dump_proof,
    journal,
    locals_,
    migrate,
    server,
    shadow,
)
from app.store.backup_file import DATABASE, SEAL, TABLES
from app.store.checks import Chains, Report, nobody
from app.store.shelf import engine_for, honest
from app.store.statements import ask
from app.store.tables import entry
from app.trouble import Trouble

ROOM = """
SELECT r.id, r.room_name, r.committee, r.short_name FROM room AS r JOIN workstation AS w ON w.room_id = r.id
WHERE w.log = ?
"""
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


class Whose(NamedTuple):
    """Whose database it is; asked in words that every schema knows."""

    room: str  # room id
    name: str
    short: str
    log: str


def whose(engine: Engine) -> Whose:
    """The room that writes here."""
    with honest(engine), engine.begin() as link:
        log = chain.log_name(locals_.identity(link)[0])
        rows = ask(link, ROOM, (log,))
    if not rows:
        raise Trouble("room.no_room")
    id_, room, committee, short = rows[0]
    name = room or committee or short or ""
    return Whose(id_, name, short or name, log)


def copy(engine: Engine, folder: Path, report: Report = nobody) -> Counts:
    """A consistent copy in an empty folder, sealed under the same secret; what stands in it is counted in it.

    Of a file a file, of a server's database the tables as it says them.
    """
    if server.is_server(engine):
        return _copy_tables(engine, folder, report)
    copy_file(engine, folder / DATABASE)
    fresh = engine_for(folder / DATABASE, secret_of(engine))
    try:
        with fresh.begin() as reading:
            return counts(reading)
    finally:
        fresh.dispose()  # the last one out leaves one file behind


def _copy_tables(engine: Engine, folder: Path, report: Report) -> Counts:
    with (
        honest(engine),
        engine.execution_options(**server.LOOKING).begin() as link,
        (folder / TABLES).open("xb") as out,
    ):
        told = counts(link)
        seal = dump.write(link, out, told.schema, report)
    (folder / SEAL).write_bytes(dump.close(seal, secret_of(engine)))
    return told


def copy_file(engine: Engine, target: Path) -> None:
    """A file as it stands, as another file under the same key."""
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
    copy_file(engine, target)
    fresh = engine_for(target, secret_of(engine))
    try:
        with fresh.connect() as link, link.begin() as change:
            yield link
            change.rollback()
    finally:
        fresh.dispose()
        target.unlink(missing_ok=True)


@dataclass(frozen=True)
class Read:
    """A copy that was read to its end and is what it was told to be."""

    chains: Chains
    identity: str  # what its attachments are opened with


def prove(folder: Path, secret: bytes, told: Counts, report: Report = nobody) -> Read:
    """Open the copy in a folder and read all of it; Trouble where anything is not as it was told.

    A file among them is a scratch copy: opening it writes to it.
    """
    proved = _prove_tables if (folder / TABLES).exists() else _prove_file
    read, found = proved(folder, secret, told.entries, report)
    if read.chains.faults:
        raise Trouble("backup.not_whole")
    if _in_order(found) != _in_order(told):
        raise Trouble("backup.counts_differ")
    return read


def _in_order(told: Counts) -> Counts:
    """Two ends of one number come in the order of the database."""
    return replace(told, have={log: sorted(ends) for log, ends in told.have.items()})


def _prove_file(folder: Path, secret: bytes, total: int, report: Report) -> tuple[Read, Counts]:
    engine = engine_for(folder / DATABASE, secret)
    try:
        with engine.begin() as link:
            migrate.is_behind(link)  # a newer file is refused before anything else is asked of it
            if checks.pages(link):
                raise Trouble("backup.not_whole")
            read = checks.chains(link, total, report)
            return Read(read, locals_.identity(link)[1]), counts(link)
    except DBAPIError as why:
        raise Trouble("backup.not_opened") from why
    finally:
        engine.dispose()


def _prove_tables(folder: Path, secret: bytes, _total: int, report: Report) -> tuple[Read, Counts]:
    seal = dump.opened(folder / SEAL, secret)
    migrate.is_older(seal.schema)  # a newer one is refused
    found = dump_proof.prove(folder / TABLES, seal, secret, report)
    told = Counts(seal.schema, found.cases, found.chains.entries, found.have)
    return Read(found.chains, found.identity), told


def lay_out(folder: Path, secret: bytes, where: Path | str, report: Report = nobody) -> None:
    """The tables in a folder become a database again: an empty one of a server, or a new file."""
    seal = dump.opened(folder / SEAL, secret)
    engine = engine_for(where, secret)
    try:
        with honest(engine):
            if server.is_server(engine):
                dump_into.into_server(engine, folder / TABLES, seal, report)
            else:
                dump_into.into_file(engine, folder / TABLES, seal, secret, report)
    finally:
        engine.dispose()


def first_day(db: Session) -> dt.date | None:
    """When the first change here was made, by the clock of whoever made it."""
    header = db.scalar(select(entry.c.header).order_by(entry.c.n).limit(1))
    return dt.date.fromisoformat(chain.head_of(header).wall[:10]) if header else None


def newest(db: Session) -> int:
    """The number of the last entry that arrived; found without counting, but on a server.

    There a number that was given out is lost when what it was for is taken back.
    """
    counting = func.count() if server.is_server(db.connection()) else func.max(entry.c.n)
    return db.scalar(select(counting).select_from(entry)) or 0


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
