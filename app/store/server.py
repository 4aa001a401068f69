"""PostgreSQL as a large centre's database: the engine, the one writer at a time, and the server's own troubles.

Who looks sees one moment of the database; who writes holds an advisory lock, so that a window, `centre serve`
and the command line may be open on one centre at once.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.store import address
from app.store.statements import ask, ask_each, send
from app.store.tables import metadata
from app.trouble import Trouble

# Tables that are made again from the others.
INDEX = ("search_case", "search_due", "search_print", "case_line", "case_line_due")
WRITER_LOCK = 7302  # advisory lock: one writer of the journal at a time
CONNECTIONS = 16
SETTINGS = (
    "lock_timeout = '60s'",  # one that waits longer is told to come again
    "jit = off",
    # what is asked for lies in memory or on flash: the usual 4 has a whole table read for one month of it
    "random_page_cost = 1.1",
    # a desk whose machine lost its power must not hold the lock for hours
    "tcp_keepalives_idle = 30",
    "tcp_keepalives_interval = 10",
    "tcp_keepalives_count = 3",
)
SECRET = "secret"  # noqa: S105  the name of an option, no secret

LOOKING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
LOCK = "SELECT pg_advisory_xact_lock(?)"
KEY = "SELECT value FROM local WHERE name = 'log_key'"
STANDS = f"SELECT (SELECT version_num FROM alembic_version), ({KEY})"  # noqa: S608  words of ours

APPLICATION = "mediation-room"
LOOK = """
SELECT pg_database_size(current_database()),
  (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?)
"""

BY_STATE = {
    "28P01": "server.password", "28000": "server.password", "3D000": "server.no_database",
    "42501": "server.no_right", "25006": "server.read_only", "53300": "server.crowded",
    "53100": "shelf.disk_full", "53200": "server.crowded", "55P03": "shelf.busy", "40P01": "shelf.busy",
    "40001": "shelf.busy", "57P01": "server.lost", "57P02": "server.lost", "57P03": "server.away",
    "57P05": "server.lost", "25P03": "server.lost",
}  # fmt: skip
# Before it has let us in, a server tells by text alone, in the language it was set up in.
CONNECTING = (
    "connection to server",
    "connection failed",
    "connection timeout",
    "failed to resolve",
)
BY_TEXT = (
    ("server.password", ("password authentication failed", "no password supplied", "认证失败", "role \"", "角色 \"")),
    ("server.no_right", ("permission denied", "权限不够")),
    ("server.no_database", ("\" does not exist", "\" 不存在", "\"不存在")),
    ("server.crowded", ("too many clients", "too many connections", "remaining connection slots", "太多的客户端")),
    ("server.away", ("starting up", "shutting down", "启动", "关闭")),
    ("server.refused", ("FATAL", "致命错误")),
)  # fmt: skip


def engine_for(told: str, secret: bytes) -> Engine:
    """An engine on a PostgreSQL address; what this machine alone knows is sealed under the secret."""
    engine = create_engine(
        address.read(told),
        pool_pre_ping=True,
        pool_size=4,
        pool_use_lifo=True,  # one that was used has its statements prepared
        max_overflow=CONNECTIONS - 4,
        hide_parameters=True,
        execution_options={SECRET: secret},
        connect_args={
            "connect_timeout": 10,
            "application_name": APPLICATION,
            "client_encoding": "utf8",
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(link: Any, _: object) -> None:
        with link.cursor() as cursor:
            for setting in SETTINGS:
                cursor.execute(f"SET {setting}")
        link.commit()

    return engine


def is_server(link: Connection | Engine) -> bool:
    """Whether this is a large centre's database rather than a file."""
    return link.dialect.name == "postgresql"


def secret_of(link: Connection | Engine) -> bytes:
    """The 48-byte secret the database was opened with."""
    secret = link.get_execution_options()[SECRET]
    assert isinstance(secret, bytes)
    return secret


def lock(link: Connection) -> tuple[str, str]:
    """Be the one writer until the transaction ends; answers the schema and the sealed log key as they are now."""
    # two statements: the second must look only when the first has come to its end
    _, ((schema, key),) = ask_each(link, [(LOCK, (WRITER_LOCK,)), (STANDS, ())])
    return schema, key


def stored_key(link: Connection) -> str:
    """The log key as it lies here, sealed; in a file nobody else can change it."""
    return str(ask(link, KEY)[0][0]) if is_server(link) else ""


def check_new(link: Connection) -> None:
    """A database that a centre may be made in: empty, in Unicode, and ours to make tables in.

    One that a centre was begun in and that holds no entry yet is as good as empty: its making was cut short.
    """
    ask(link, LOCK, (WRITER_LOCK,))
    encoding = ask(link, "SHOW server_encoding")[0][0]
    if encoding != "UTF8":
        raise Trouble("server.encoding", encoding=encoding)
    there = set(inspect(link).get_table_names())
    if there and not ({"alembic_version", "entry", "local"} <= there and not _any_entry(link)):
        raise Trouble("server.not_empty")


def clear(link: Connection) -> None:
    """Our tables leave a database again; for whoever found it empty and has just put them there."""
    ask(link, LOCK, (WRITER_LOCK,))
    for name in sorted({*metadata.tables, *INDEX, "alembic_version"}):
        send(link, f'DROP TABLE IF EXISTS "{name}"', ())


class Found(NamedTuple):
    """What a server says of itself and of the database."""

    address: str  # without the password
    version: str
    version_number: int
    size: int  # bytes
    desks: int  # connections of this program to this database, this one too
    careless: list[str]  # settings under which an acknowledged change could be lost


def found(link: Connection) -> Found:
    """Look the server over."""
    settings = (
        "server_version", "server_version_num", "fsync", "synchronous_commit", "full_page_writes",
    )  # fmt: skip
    told = {name: ask(link, "SELECT current_setting(?)", (name,))[0][0] for name in settings}
    size, desks = ask(link, LOOK, (APPLICATION,))[0]
    careless = [f"{name} = off" for name in settings[2:] if told[name] == "off"]
    url = link.engine.url.set(drivername="postgresql", query={})
    return Found(
        url.render_as_string(hide_password=True), told["server_version"],
        int(told["server_version_num"]), size, desks, careless,
    )  # fmt: skip


def _any_entry(link: Connection) -> bool:
    return bool(ask(link, "SELECT 1 FROM entry LIMIT 1"))


def trouble(why: Exception) -> Trouble | None:
    """The sentence of a server's own trouble; nothing where it is our fault."""
    if isinstance(why, PoolTimeout):
        return Trouble("shelf.busy")
    bare = why.orig if isinstance(why, DBAPIError) else why
    state, text = getattr(bare, "sqlstate", None), str(bare)
    if state in BY_STATE:
        return Trouble(BY_STATE[state])
    if state is not None and not state.startswith("08"):
        return None
    if type(bare).__name__ not in {"OperationalError", "ConnectionTimeout"}:
        return None
    if not any(sign in text for sign in CONNECTING):
        return Trouble("server.lost")
    for key, signs in BY_TEXT:
        if any(sign in text for sign in signs):
            return Trouble(key, **({"told": _last_line(text)} if key == "server.refused" else {}))
    return Trouble("server.away")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
