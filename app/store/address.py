"""Where a large centre's database answers: a PostgreSQL address, kept sealed beside the key file.

The address may hold a password, so it lies under the same secret that the key file wraps.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.store import boxed
from app.trouble import Trouble

NAME = "database.url"
DRIVER = "postgresql+psycopg"
KINDS = {"postgresql", "postgres", DRIVER}


class Kept(msgspec.Struct):
    """The file as it lies."""

    box: str
    format: int = 1


def read(told: str) -> URL:
    """postgresql://person:password@server:5432/database as the driver takes it."""
    try:
        url = make_url(told.strip())
    except (ArgumentError, ValueError) as why:
        raise Trouble("server.address") from why
    if url.drivername not in KINDS or not url.database:
        raise Trouble("server.address")
    return url.set(drivername=DRIVER)


def save(path: Path, told: str, secret: bytes) -> None:
    """Replace the file whole, for this person alone."""
    fresh = path.with_name(f"{path.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(msgspec.json.encode(Kept(boxed.close(secret, NAME, told.strip()))))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def load(path: Path, secret: bytes) -> str:
    """The address again, opened with the room's secret."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=Kept)
    except (msgspec.MsgspecError, UnicodeDecodeError) as why:
        raise Trouble("server.sealed") from why
    return boxed.opened(secret, NAME, kept.box)


def plain(told: str) -> str:
    """The address for a person's eyes: without its password."""
    return read(told).set(drivername="postgresql").render_as_string(hide_password=True)
