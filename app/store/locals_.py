"""What this machine alone knows, kept in the encrypted file and never journaled."""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import Connection, delete, insert, select

from app import chance
from app.store.chain import b64, unb64
from app.store.tables import local


def get(link: Connection, name: str) -> str | None:
    return link.execute(select(local.c.value).where(local.c.name == name)).scalar()


def put(link: Connection, name: str, value: str) -> None:
    link.execute(delete(local).where(local.c.name == name))
    link.execute(insert(local), {"name": name, "value": value})


def new_identity(link: Connection) -> tuple[SigningKey, str]:
    """A fresh log key and age identity for this workstation."""
    import pyrage

    key, identity = SigningKey(chance.token(32)), str(pyrage.x25519.Identity.generate())
    put(link, "log_key", b64(key.encode()))
    put(link, "age_identity", identity)
    return key, identity


def identity(link: Connection) -> tuple[SigningKey, str]:
    """The log key and age identity of this workstation."""
    key, age = get(link, "log_key"), get(link, "age_identity")
    assert key is not None
    assert age is not None
    return SigningKey(unb64(key)), age
