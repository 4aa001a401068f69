"""The one file of a room (SQLCipher) or the database of a large centre (PostgreSQL): opened, read, written.

Key and salt are given, the log is kept with WAL and `synchronous=FULL`: a commit that returned is on the
disk. One writer at a time; sessions live for one action.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.store import absorb as _absorb
from app.store import (
    annulled,
    capture,
    case_lines,
    chain,
    locals_,
    migrate,
    search,
    search_due,
    server,
)
from app.store.watched import ASK, Tell, watched
from app.store.witness import Last, Witness
from app.trouble import Trouble

T = TypeVar("T")
INDEXED_AT_ONCE = 250  # cases: fewer make FTS5 merge ever again, more keep waiting whoever saves
CACHE = (
    "cache_size = -16000"  # KiB: what one large bundle touches is unsealed once, not at every step
)
FULL_DISK = ("database or disk is full", "No space left")


def engine_for(where: Path | str, secret: bytes) -> Engine:
    """An engine on a file with its 48-byte secret (key ‖ salt), or on a PostgreSQL address."""
    assert len(secret) == 48
    if isinstance(where, str):
        return server.engine_for(where, secret)
    url = URL.create("sqlite+pysqlcipher", password=f"x'{secret.hex()}'", database=str(where))
    engine = create_engine(
        url,
        poolclass=QueuePool,
        hide_parameters=True,
        pool_size=4,
        connect_args={"check_same_thread": False},
        json_serializer=lambda told: msgspec.json.encode(told).decode(),
        json_deserializer=msgspec.json.decode,
    )

    @event.listens_for(engine, "connect")
    def _prepare(link: Any, _: object) -> None:
        link.isolation_level = None  # we say BEGIN ourselves
        cursor = link.cursor()
        for pragma in (
            "cipher_log_level = NONE", "cipher_memory_security = OFF", "journal_mode = WAL",
            "synchronous = FULL", "foreign_keys = OFF", "busy_timeout = 15000", "temp_store = MEMORY", CACHE,
            "trusted_schema = OFF",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(link: Connection) -> None:
        writing = link.get_execution_options().get("writing")
        cursor = link.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        cursor.close()

    return engine


class Shelf:
    """An open database with the key of this workstation's log."""

    def __init__(self, engine: Engine, key: SigningKey, identity: str, stored: str = "") -> None:
        self.engine = engine
        self.key = key
        self.identity = identity  # age identity of this workstation
        self.witness: Witness | None = None
        self._writer = engine.execution_options(writing=True)
        self._looker = engine.execution_options(**server.LOOKING) if self._on_server else engine
        self._stored = stored  # the log key as the server had it last, sealed

    @property
    def _on_server(self) -> bool:
        return server.is_server(self.engine)

    @property
    def log(self) -> str:
        return chain.log_name(self.key)

    @classmethod
    def create(cls, where: Path | str, secret: bytes) -> Shelf:
        """A new empty database with a new log."""
        if isinstance(where, Path) and where.exists():
            raise Trouble("shelf.exists")
        engine = engine_for(where, secret)
        with _closed_on_trouble(engine), engine.execution_options(writing=True).begin() as link:
            if server.is_server(link):
                server.check_new(link)
            migrate.upgrade(link)
            key, identity = locals_.new_identity(link)
            stored = server.stored_key(link)
        return cls(engine, key, identity, stored)

    @classmethod
    def open(
        cls,
        where: Path | str,
        secret: bytes,
        *,
        before_upgrade: Callable[[Engine], object] = lambda _engine: None,
    ) -> Shelf:
        """An existing database, brought to this program's schema; a newer one is refused with a sentence.

        `before_upgrade`: takes a copy of what stands; where it cannot, nothing is changed.
        """
        if isinstance(where, Path) and not where.exists():
            raise Trouble("shelf.absent")
        engine = engine_for(where, secret)
        try:
            with engine.begin() as link:
                behind = migrate.is_behind(link)
        except Trouble:
            engine.dispose()
            raise
        except DBAPIError as why:
            engine.dispose()
            if isinstance(where, str):
                raise server.trouble(why) or Trouble("shelf.unreadable") from why
            closed = not os.access(where, os.W_OK)
            raise Trouble("shelf.read_only" if closed else "shelf.unreadable") from why
        if behind:
            if isinstance(where, Path):  # nobody else has a file open and writes an older schema
                with _closed_on_trouble(engine):
                    before_upgrade(engine)
            with _closed_on_trouble(engine), engine.execution_options(writing=True).begin() as link:
                if server.is_server(link):
                    server.lock(link)  # another desk may be at it
                if migrate.is_behind(link):
                    if server.is_server(link):  # locked, so nobody writes while it is copied
                        before_upgrade(engine)
                    migrate.upgrade(link)
                    _absorb.rebuild(link)
                    search.rebuild(link)
        with _closed_on_trouble(engine), engine.begin() as link:
            key, identity = locals_.identity(link)
            stored = server.stored_key(link)
        return cls(engine, key, identity, stored)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks; what it loads stays usable afterwards."""
        with honest(self.engine), capture.Looking(self._looker) as db:
            yield db

    @contextmanager
    def watched(self, tell: Tell) -> Iterator[Session]:
        """The same for what may take long: what `tell` raises ends it, in the middle of a statement too."""
        with self.reading() as db, watched(db.connection(), tell) as ask:
            db.info[ASK] = ask
            yield db

    def write(
        self, user: str, verb: str, act: Callable[[Session], T], *, place: str | None = None
    ) -> tuple[T, set[tuple[str, str]]]:
        """One action, one transaction, one signed entry. Returns its answer and the records touched.

        `place`: the room (or "*", all) for which a centre writes; None: what is touched decides.
        """
        pen = capture.Pen(self.key, user, verb, place)
        with honest(self.engine), capture.Writing(self._writer, pen) as db:
            self._lock(db.connection())
            pen.key = self.key  # another desk of this centre may have begun a new log
            answer = act(db)
            touched = capture.finish(db)
            search.refresh(db, touched)
            case_lines.mark(db.connection(), touched)
            db.commit()
            written: Last | None = db.info.get(capture.WRITTEN)
            if self.witness is not None and written is not None and written.log == self.log:
                self.witness.note(written)
            return answer, touched

    def take(
        self,
        entries: Iterable[chain.Entry],
        then: Callable[[Connection, _absorb.Absorbed], None],
        brought_by: str = "",
        word: annulled.Word = annulled.SILENCE,
    ) -> _absorb.Absorbed:
        """Absorb entries of others and whatever must be true with them, in one transaction.

        `word`: which entries have no effect, as who brings these says.
        """
        with honest(self.engine), _absorb.collector_at_rest(), self._writer.begin() as link:
            self._lock(link)
            done = _absorb.absorb(link, entries, brought_by, word)
            search_due.mark(link, done.findable)
            case_lines.mark(link, done.touched)
            then(link, done)
            return done

    def take_up(self) -> _absorb.Absorbed:
        """Try again what stands aside, in one transaction."""
        with honest(self.engine), _absorb.collector_at_rest(), self._writer.begin() as link:
            self._lock(link)
            done = _absorb.take_up(link)
            search_due.mark(link, done.findable)
            case_lines.mark(link, done.touched)
            return done

    def index_some(self) -> int:
        """Index a portion of what came and is due, in one transaction; answers how many cases that were."""
        if not self.is_index_due():
            return 0
        with self.local_writing() as link:
            return search.bring_up(link, INDEXED_AT_ONCE)

    def is_index_due(self) -> bool:
        """Whether something came that is not indexed yet."""
        with self.reading() as db:
            return bool(search_due.some(db.connection(), 1))

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """A transaction on the tables that stay on this machine (never on records)."""
        with honest(self.engine), self._writer.begin() as link:
            self._lock(link)
            yield link

    def _lock(self, link: Connection) -> None:
        """On a server: alone, in the schema this program knows, and in the log the centre writes in now."""
        if not self._on_server:
            return
        schema, stored = server.lock(link)
        if schema != migrate.HEAD:
            raise Trouble("shelf.newer")
        if stored != self._stored:
            self.key, self.identity = locals_.identity(link)
        self._stored = stored


@contextmanager
def _closed_on_trouble(engine: Engine) -> Iterator[None]:
    """While a database is opened: no connection stays behind where it fails."""
    try:
        with honest(engine):
            yield
    except BaseException:
        engine.dispose()
        raise


@contextmanager
def honest(engine: Engine) -> Iterator[None]:
    """A full disk, a locked file, a server that is away: the world's fault, each with its sentence."""
    bare = engine.dialect.loaded_dbapi.Error
    try:
        yield
    except (DBAPIError, PoolTimeout, bare) as why:
        if server.is_server(engine):
            raise server.trouble(why) or why from why
        told = str(why.orig if isinstance(why, DBAPIError) else why)
        if any(sign in told for sign in FULL_DISK):
            raise Trouble("shelf.disk_full") from why
        if "locked" in told or "busy" in told:
            raise Trouble("shelf.busy") from why
        raise
