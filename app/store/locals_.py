"""What this machine alone knows, never journaled: in the encrypted file as it is, on a server sealed."""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import Connection

from app import chance
from app.store import boxed, server
from app.store.chain import b64, unb64
from app.store.statements import Link, ask, connection_of, named, send

IDENTITY = (
    "age_identity"  # the newest first, one a line: the older ones open what was sealed to them
)
ONE = "SELECT value FROM local WHERE name = ?"
SOME = "SELECT name, value FROM local WHERE name IN ids"
BEGINNING = "SELECT name, value FROM local WHERE substr(name, 1, ?) = ?"
PUT = """
INSERT INTO local (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def get(link: Link, name: str) -> str | None:
    told = ask(link, ONE, (name,))
    return reveal(connection_of(link), name, told[0][0]) if told else None


def several(link: Link, *names: str) -> dict[str, str]:
    """Those of these that are known, asked for at once."""
    connection = connection_of(link)
    rows = ask(connection, *named(connection, SOME, list(names)))
    return {name: reveal(connection, name, told) for name, told in rows}


def beginning(link: Link, name: str) -> dict[str, str]:
    """Those whose names begin so."""
    connection = connection_of(link)
    rows = ask(connection, BEGINNING, (len(name), name))
    return {found: reveal(connection, found, told) for found, told in rows}


def put(link: Connection, name: str, value: str) -> None:
    send(link, PUT, (name, hide(link, name, value)))


def hide(link: Connection, name: str, value: str) -> str:
    """The value as it lies in this database: a server never sees the keys of this centre."""
    return boxed.close(server.secret_of(link), name, value) if server.is_server(link) else value


def reveal(link: Connection, name: str, told: str) -> str:
    """The value again."""
    return boxed.opened(server.secret_of(link), name, told) if server.is_server(link) else told


def drop(link: Connection, name: str) -> None:
    send(link, "DELETE FROM local WHERE name = ?", (name,))


def new_identity(link: Connection) -> tuple[SigningKey, str]:
    """A fresh log key and age identity for this workstation."""
    import pyrage

    key, identity = SigningKey(chance.token(32)), str(pyrage.x25519.Identity.generate())
    put(link, "log_key", b64(key.encode()))
    put(link, IDENTITY, identity)
    return key, identity


def identity(link: Connection) -> tuple[SigningKey, str]:
    """The log key and age identity of this workstation."""
    told = several(link, "log_key", IDENTITY)
    return SigningKey(unb64(told["log_key"])), told[IDENTITY]
