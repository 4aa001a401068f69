"""Brings a database to this program's schema (Alembic), after a copy; refuses a newer one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from app import clock
from app.store import server
from app.trouble import Trouble

HEAD = "0006"
KNOWN = frozenset({"0001", "0002", "0003", "0004", "0005", "0006"})
SCRIPTS = Path(__file__).parent / "migrations"


def is_behind(link: Connection) -> bool:
    """Whether the database is older than this program; a newer one is refused (invariant I15)."""
    if not inspect(link).has_table("alembic_version"):
        raise Trouble("server.no_centre" if server.is_server(link) else "shelf.unreadable")
    return is_older(str(link.execute(text("SELECT version_num FROM alembic_version")).scalar()))


def is_older(schema: str) -> bool:
    """The same of a schema by its name."""
    if schema not in KNOWN:
        raise Trouble("shelf.newer")
    return schema != HEAD


def upgrade(link: Connection, to: str = "head") -> None:
    """Run every migration the database has not seen, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = link
    command.upgrade(config, to)


def copy_before(engine: Engine, folder: Path) -> Path:
    """A whole copy of the file, under the same key, before its schema changes."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"before-upgrade-{clock.now():%Y%m%d-%H%M%S}.db"
    link = engine.raw_connection()  # no transaction around it
    try:
        link.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        link.close()
    return target
