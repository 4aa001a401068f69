"""How a room and a centre come to know each other: a card one way, a first bundle back, a spoken fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import clock
from app.desk import exchange
from app.desk.desk import Desk
from app.desk.room import own_room
from app.store import keys, peers
from app.sync import cards
from app.trouble import Trouble


@dataclass(frozen=True)
class Known:
    """A place this workstation exchanges bundles with, or that asks to."""

    name: str
    role: str
    fingerprint: str
    trusted: bool


@dataclass(frozen=True)
class Approved:
    """A room that was approved, and what became of its bundles that waited for it."""

    name: str
    fingerprint: str
    taken: list[exchange.Taken]


def own_fingerprint(desk: Desk) -> str:
    """What this workstation's person reads out on the telephone."""
    return keys.fingerprint(desk.shelf.log)


def centre_card(desk: Desk, out: Path) -> Known:
    """Write the centre's card, which its rooms join with."""
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
    if not room.is_centre:
        raise Trouble("card.only_centre")
    mine = exchange.own_card(desk, room)
    told = cards.make(
        desk.shelf.key, role=mine.role, name=mine.name, room=room.id, recipient=mine.recipient
    )
    try:
        out.write_bytes(told)
    except OSError as why:
        raise Trouble("card.cannot_write", name=out.name) from why
    return Known(mine.name, mine.role, own_fingerprint(desk), trusted=True)


def join(desk: Desk, card_file: Path) -> Known:
    """Report to the centre of this card from now on; its fingerprint is to be compared by telephone."""
    card = cards.load(card_file)
    if card.role != peers.CENTRE:
        raise Trouble("card.not_a_centre", name=card.name)
    if card.log == desk.shelf.log:
        raise Trouble("card.own")
    with desk.shelf.local_writing() as link:
        for old in peers.known(link):
            if old.log == card.log and old.role != peers.CENTRE:
                raise Trouble("card.reports_to_us", name=card.name)
            if old.role == peers.CENTRE and old.log != card.log:
                peers.forget(link, old.log)
        peers.meet(link, peers.Peer(card.log, card.role, card.room, card.name, card.recipient))
        peers.trust(link, card.log, clock.now().isoformat())
    return Known(card.name, card.role, keys.fingerprint(card.log), trusted=True)


def approve(desk: Desk, fingerprint: str) -> Approved:
    """Trust the room whose fingerprint was compared by telephone, and take in what it sent before."""
    said = "".join(c for c in fingerprint.upper() if c.isalnum())
    with desk.shelf.local_writing() as link:
        found = [
            one
            for one in peers.known(link)
            if one.role != peers.CENTRE and keys.fingerprint(one.log).replace("-", "") == said
        ]
        if not found:
            raise Trouble("exchange.no_such_fingerprint", fingerprint=fingerprint)
        if len(found) > 1:  # eight characters can be forged with patience; the whole log cannot
            raise Trouble("exchange.fingerprint_twice", fingerprint=fingerprint)
        if not found[0].trusted:
            peers.trust(link, found[0].log, clock.now().isoformat())
    return Approved(found[0].name, keys.fingerprint(found[0].log), exchange.take_held(desk))


def known_places(desk: Desk) -> list[Known]:
    """Every place this workstation exchanges bundles with, and those that wait to be approved."""
    with desk.shelf.reading() as db:
        found = peers.known(db)
    return [Known(one.name, one.role, keys.fingerprint(one.log), one.trusted) for one in found]
