"""A new log vouched for by the old key: what a restored or moved workstation goes on with.

The old log stays as it is and is never written again from here, so that no two machines write one log. The
signature covers "zjb/1 vouch\\0" + old public key + new public key. (Sync specification 2.6.)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app import chance
from app.store import chain, locals_

DOMAIN = b"zjb/1 vouch\0"
LOCAL = "vouches"
MOST = 64  # machines before this one; more do not travel

Text = Annotated[str, Meta(max_length=200)]


class Vouch(msgspec.Struct, frozen=True):
    """An old key's word for a new one."""

    by: Text
    log: Text
    sig: Text


_lists = msgspec.json.Decoder(list[Vouch])


def sign(old: SigningKey, log: str, domain: bytes = DOMAIN) -> Vouch:
    """The old key's word for the log of a new one."""
    by = chain.log_name(old)
    return Vouch(by, log, chain.b64(old.sign(_signed(domain, by, log)).signature))


def holds(told: Vouch, domain: bytes = DOMAIN) -> bool:
    """Whether the old key really said so."""
    try:
        old = VerifyKey(chain.unb64(told.by))
        old.verify(_signed(domain, told.by, told.log), chain.unb64(told.sig))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def before(log: str, told: Iterable[Vouch]) -> list[str]:
    """The logs this one follows, the newest first, as far back as the signatures reach."""
    by_log = {one.log: one for one in told}
    found: list[str] = []
    while (one := by_log.pop(log, None)) is not None and holds(one):
        log = one.by
        found.append(log)
    return found


def keep(link: Connection, told: list[Vouch]) -> None:
    """The words this workstation carries from now on."""
    locals_.put(link, LOCAL, msgspec.json.encode(told[-MOST:]).decode())


def own(link: Connection | Session) -> list[Vouch]:
    """The words this workstation carries with every bundle."""
    connection = link.connection() if isinstance(link, Session) else link
    told = locals_.get(connection, LOCAL)
    return _lists.decode(told) if told else []


def former(link: Connection | Session, log: str) -> list[str]:
    """The logs that this workstation's own went on from, the newest first."""
    return before(log, own(link))


def fresh_key() -> SigningKey:
    """The key of a log that is still to begin."""
    return SigningKey(chance.token(32))


def _signed(domain: bytes, by: str, log: str) -> bytes:
    return domain + chain.unb64(by) + chain.unb64(log)
