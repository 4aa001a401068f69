"""Whom this machine believes, what they may bring, and who went on in whose place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app import clock
from app.store import lanes, peers, vouch
from app.sync import bundle


def as_peer(header: bundle.Header) -> peers.Peer:
    """A sender as it says it is."""
    role = peers.LOWER if header.card.role == peers.CENTRE else peers.ROOM
    return peers.Peer(header.sender, role, header.room, header.card.name, header.card.recipient)


def believed(db: Session, header: bundle.Header) -> peers.Peer | None:
    """The sender, if it is trusted, or if a trusted workstation of the same place vouches for it."""
    sender = peers.find(db, header.sender)
    if sender is not None and sender.trusted:
        return sender
    for log in vouch.before(header.sender, header.vouch):
        old = peers.find(db, log)
        if old is not None and old.trusted and old.room == header.room:
            return replace(as_peer(header), role=old.role)
    return None


def may_bring(
    db: Session, sender: peers.Peer, me: str, former: list[str], told: Mapping[str, str]
) -> Callable[[str], bool]:
    """Which logs a sender may bring: a room what it may see; a centre and a room-mate vouch for what they bring.

    The logs a room's workstation went on from are its own too, unless they were approved for another room.
    So are the lanes a former centre wrote for it (`told`), unless they are known to be another room's.
    """
    if sender.role != peers.ROOM:
        return lambda _: True
    known = {one.log: one for one in peers.known(db)}
    own = {log for log in former if log not in known or known[log].room == sender.room}
    elsewhere = lanes.known(db)
    own |= {log for log in told if log not in known and log not in elsewhere}
    return (lanes.visible(db, sender.room) | own | {sender.log, me}).__contains__


def lanes_for(db: Session, to: peers.Peer) -> dict[str, str]:
    """What a bundle says of the lanes in it: to those below us which are for them, upwards all we know."""
    if to.role in {peers.ROOM, peers.LOWER}:
        return lanes.told_to(db, to.room)
    return lanes.known(db)


def know_lanes(
    link: Connection, sender: peers.Peer, header: bundle.Header, brought: set[str]
) -> None:
    """Write down which places may see the logs that came.

    What a centre or a room-mate says of its lanes counts as said; what came from below stays with who brought it.
    """
    approved = {one.log for one in peers.known(link)}
    if sender.role in {peers.CENTRE, peers.MATE}:
        for log, room in sorted(header.lanes.items()):
            lanes.remember(link, [log], room)
        return
    known = {log for log, room in lanes.known(link).items()}
    fresh = brought - approved - known - {sender.log}
    told = fresh if sender.role == peers.LOWER else fresh & header.lanes.keys()
    lanes.remember(link, told, sender.room)


def know(link: Connection, sender: peers.Peer, header: bundle.Header, *, fresh: bool) -> None:
    """Write down who sent, and which logs it went on from. `fresh`: something new came, so it is alive."""
    now = clock.now().isoformat()
    peers.meet(link, as_peer(header) if sender.trusted else sender)
    if not sender.trusted:
        peers.trust(link, sender.log, now)
    if fresh:
        peers.follow(link, sender.log, None)
    for log in vouch.before(header.sender, header.vouch):
        old = peers.find(link, log)
        if old is not None and (old.room != sender.room or (old.trusted and sender.trusted)):
            continue  # another place's; or it was written down before, and the old one may be alive
        if old is None:
            peers.meet(link, replace(sender, log=log))
        if old is None or not old.trusted:
            peers.trust(link, log, now)
        peers.follow(link, log, sender.log)
