"""What this machine alone knows, never journaled: in the encrypted file as it is, on a server sealed."""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import Connection, delete, insert, select

from app import chance
from app.store import boxed, server
from app.store.chain import b64, unb64
from app.store.tables import local

IDENTITY = (
    "age_identity"  # the newest first, one a line: the older ones open what was sealed to them
)


def get(link: Connection, name: str) -> str | None:
    told = link.execute(select(local.c.value).where(local.c.name == name)).scalar()
    return None if told is None else reveal(link, name, told)


def put(link: Connection, name: str, value: str) -> None:
    link.execute(delete(local).where(local.c.name == name))
    link.execute(insert(local), {"name": name, "value": hide(link, name, value)})


def hide(link: Connection, name: str, value: str) -> str:
    """The value as it lies in this database: a server never sees the keys of this centre."""
    return boxed.close(server.secret_of(link), name, value) if server.is_server(link) else value


def reveal(link: Connection, name: str, told: str) -> str:
    """The value again."""
    return boxed.opened(server.secret_of(link), name, told) if server.is_server(link) else told


def drop(link: Connection, name: str) -> None:
    link.execute(delete(local).where(local.c.name == name))


def new_identity(link: Connection) -> tuple[SigningKey, str]:
    """A fresh log key and age identity for this workstation."""
    import pyrage

    key, identity = SigningKey(chance.token(32)), str(pyrage.x25519.Identity.generate())
    put(link, "log_key", b64(key.encode()))
    put(link, IDENTITY, identity)
    return key, identity


def identity(link: Connection) -> tuple[SigningKey, str]:
    """The log key and age identity of this workstation."""
    key, age = get(link, "log_key"), get(link, IDENTITY)
    assert key is not None
    assert age is not None
    return SigningKey(unb64(key)), age
