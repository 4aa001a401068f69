"""Where centres answer over the line, as it goes on from bundle to bundle: the newest word of a centre counts.

A centre says to those below it what its last card said; the computers of one room say it to each other. So a card
that one of them read in serves all. To answer there in the centre's place one would need the centre's keys.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app import clock
from app.store import locals_, peers
from app.store.statements import Link
from app.sync import bundle, cards

ON_CARD = "centre_reach"
"""Local, at a centre: what its last card said."""
SINCE = "centres_reached_since"
"""Local: log of a centre → since when it says so."""


def on_card(link: Link) -> bundle.Reach | None:
    """What the last card of this centre said; None: there was none with an address."""
    told = locals_.get(link, ON_CARD)
    return msgspec.json.decode(told, type=bundle.Reach) if told else None


def card_written(link: Connection, log: str, url: str, pin: str) -> str:
    """Remember what a card says; answers since when it is so. One that never had an address says none."""
    old = on_card(link)
    if old is None and not url:
        return ""
    if old is None or (old.url, old.pin) != (url, pin):
        old = bundle.Reach(log, url, pin, clock.now().isoformat())
        locals_.put(link, ON_CARD, msgspec.json.encode(old).decode())
    return old.since


def card_read(link: Connection, card: cards.Card) -> None:
    """A person read a card in: what it says counts, until the centre says something later."""
    _put(link, {**_since(link), card.log: card.since})


def told_to(db: Session, to: peers.Peer, me: str) -> list[bundle.Reach]:
    """What a bundle says of it: downwards our own, to a room-mate that of the centres above."""
    link = db.connection()
    if to.role in {peers.ROOM, peers.LOWER}:
        own = on_card(link)
        return [_of(own, me)] if own is not None else []
    if to.role != peers.MATE:
        return []
    since = _since(link)
    return [
        bundle.Reach(one.log, one.url or "", one.pin or "", since[one.log])
        for one in peers.centres(link)
        if one.trusted and since.get(one.log)
    ]


def hear(link: Connection, sender: peers.Peer, header: bundle.Header) -> None:
    """What a centre says of itself, or a room-mate of the centre both report to, where it is newer."""
    if sender.role not in {peers.CENTRE, peers.MATE}:
        return
    since = _since(link)
    for one in header.reach:
        old = peers.find(link, one.log)
        may_say = sender.role == peers.MATE or one.log == sender.log
        if old is None or old.role != peers.CENTRE or not old.trusted or not may_say:
            continue
        if one.since > since.get(one.log, "") and _is_whole(one):
            peers.meet(link, replace(old, url=one.url, pin=one.pin), old)
            since[one.log] = one.since
            _put(link, since)


def _of(own: bundle.Reach, me: str) -> bundle.Reach:
    """The same of the log this centre goes on under."""
    return msgspec.structs.replace(own, log=me)


def _is_whole(one: bundle.Reach) -> bool:
    return (not one.url or cards.is_address(one.url)) and cards.PIN.fullmatch(one.pin) is not None


def _since(link: Link) -> dict[str, str]:
    told = locals_.get(link, SINCE)
    return msgspec.json.decode(told, type=dict[str, str]) if told else {}


def _put(link: Connection, since: dict[str, str]) -> None:
    locals_.put(link, SINCE, msgspec.json.encode(since).decode())
