"""Words of room-mates: an approved workstation says that another computer belongs to its room.

The signature covers "zjb/1 mate\\0" + own public key + new public key. Every holder of the room keeps the words
and sends them along, so that whoever believes one of them believes the next. (Sync specification 2.7.)
"""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import Connection

from app.store import locals_, vouch
from app.store.statements import Link
from app.store.vouch import Vouch

DOMAIN = b"zjb/1 mate\0"
LOCAL = "mates"
MOST = 64

_lists = msgspec.json.Decoder(list[Vouch])


def sign(key: SigningKey, log: str) -> Vouch:
    """This workstation's word for a computer of its room."""
    return vouch.sign(key, log, DOMAIN)


def known(link: Link) -> list[Vouch]:
    """The words this machine keeps and carries with every bundle."""
    told = locals_.get(link, LOCAL)
    return _lists.decode(told) if told else []


def keep(link: Connection, told: Iterable[Vouch]) -> None:
    """Remember words that hold; of each new log the first word that came."""
    old = known(link)
    named = {one.log for one in old}
    fresh = {one.log: one for one in reversed([*told]) if one.log not in named}
    good = [one for one in fresh.values() if vouch.holds(one, DOMAIN)]
    if good:
        kept = [*old, *sorted(good, key=lambda one: one.log)][-MOST:]
        locals_.put(link, LOCAL, msgspec.json.encode(kept).decode())


def behind(
    log: str, vouches: Iterable[Vouch], words: Iterable[Vouch], closed: Container[str] = ()
) -> list[str]:
    """The logs that stand behind this one, the nearest first: it went on from them, or they speak for it.

    A `closed` one stands behind nobody, and passes no word of another on.
    """
    edges: dict[str, list[tuple[Vouch, bytes]]] = {}
    for told, domain in ((vouches, vouch.DOMAIN), (words, DOMAIN)):
        for one in [*told][:MOST]:
            edges.setdefault(one.log, []).append((one, domain))
    found: list[str] = []
    near = [log]
    for at in near:
        for one, domain in edges.pop(at, []):
            if one.by not in near and one.by not in closed and vouch.holds(one, domain):
                near.append(one.by)
                found.append(one.by)
    return found
