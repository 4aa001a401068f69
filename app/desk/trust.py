"""Whom this machine believes, what they may bring, and who went on in whose place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import replace

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app import clock
from app.desk import shut_out
from app.records import Workstation
from app.store import (
    annulled,
    centres,
    closings,
    declared,
    journal,
    lane_words,
    lanes,
    mates,
    owners,
    peers,
    vouch,
)
from app.sync import bundle


def as_peer(header: bundle.Header) -> peers.Peer:
    """A sender as it says it is."""
    role = peers.LOWER if header.card.role == peers.CENTRE else peers.ROOM
    return peers.Peer(header.sender, role, header.room, header.card.name, header.card.recipient)


def believed(db: Session, header: bundle.Header) -> peers.Peer | None:
    """The sender, if it is trusted, or if a trusted workstation of the same place stands behind it.

    Whose log was closed stands behind nobody: a lost computer could have gone on under another key.
    """
    sender = peers.find(db, header.sender)
    if sender is not None and sender.trusted:
        return sender
    closed = closings.in_force(db)
    if header.sender in closed:
        return None
    before = vouch.before(header.sender, header.vouch)
    for log in before:
        old = None if log in closed else peers.find(db, log)
        if old is not None and old.trusted and old.room == header.room:
            return replace(as_peer(header), role=old.role)
    if closed.keys() & {*before}:
        return None
    for log in mates.behind(header.sender, header.vouch, header.mates, closed):
        old = peers.find(db, log)
        if old is not None and _may_speak(old, header.room):
            return replace(as_peer(header), role=old.role, spoken_for=log)
    return None


def _may_speak(one: peers.Peer, room: str) -> bool:
    return one.trusted and one.room == room and one.role in {peers.ROOM, peers.MATE}


def spoken_for(link: peers.Link, sender: peers.Peer, header: bundle.Header) -> set[str]:
    """The computers of its room for which the words in a bundle hold, of those nobody closed."""
    if not header.mates:  # a centre of a thousand rooms asks at every call
        return set()
    closed = closings.in_force(link)
    approved = {one.log for one in peers.known(link) if _may_speak(one, sender.room)}
    approved = (approved | {sender.log}) - closed.keys()
    told = {
        one.log for one in header.mates if approved & {*mates.behind(one.log, (), header.mates)}
    }
    others = {one.log for one in peers.known(link) if one.room != sender.room}
    return told - closed.keys() - others


def may_bring(
    db: Session, sender: peers.Peer, me: str, former: list[str], header: bundle.Header
) -> Callable[[str], bool]:
    """Which logs a sender may bring: a room what it may see; a centre and a room-mate vouch for what they bring.

    The logs a room's workstation went on from are its own too, unless they were approved for another room.
    So are the lanes a former centre wrote for it, unless a centre said they are another room's, and the logs
    of its room-mates for which a word holds.
    """
    if sender.role != peers.ROOM:
        return lambda _: True
    known = peers.of_logs(db, {*former, *header.lanes})
    own = {log for log in former if log not in known or known[log].room == sender.room}
    unknown = header.lanes.keys() - known.keys()
    if unknown:
        own |= unknown - (lanes.known(db).keys() - lanes.by_hearsay(db))
    own |= spoken_for(db, sender, header)
    return (lanes.visible(db, sender.room) | own | {sender.log, me}).__contains__


def say_so(db: Session, sender: peers.Peer, unknown: set[str]) -> set[str]:
    """Those of these logs that are here, and that nothing but their own word places in the sender's room.

    So a centre that was put back knows again what a computer of that room wrote in a life it lost itself. Asked
    where such a word holds (`says_count`).
    """
    unknown = unknown - peers.of_logs(db, unknown).keys() - lanes.known(db).keys()
    said = declared.places(db.connection(), unknown)
    return {log for log, room in said.items() if room == sender.room}


def says_count(db: Session, sender: peers.Peer) -> bool:
    """Whether what an unknown log says of itself is believed, where this room brings it.

    Not while a computer of the room is closed: it could be its own, under another key.
    """
    closed = peers.of_logs(db, closings.in_force(db))
    return sender.role == peers.ROOM and all(one.room != sender.room for one in closed.values())


def word_of(db: Session, sender: peers.Peer, header: bundle.Header) -> annulled.Word:
    """Which entries have no effect, as far as a sender may judge: a room not at all, a lower centre its own place's.

    What it annulled counts again where it has the entry and does not name it any more; that it lacks the
    entry, after it was put back, says nothing.
    """
    place = sender.room if sender.role in owners.BELOW else ""
    if sender.role == peers.ROOM:
        return annulled.Word(place)
    told = set(header.annulled)
    if told and sender.role == peers.LOWER:
        own = lanes.visible(db, sender.room)
        told -= {id_ for id_, log in journal.logs_of(db, told).items() if log not in own}
    silent = annulled.told_by(db, sender.log) - told if len(told) < annulled.MOST else set()
    counting = {id_ for id_ in silent if journal.covers(db, [header.have], id_)}
    return annulled.Word(place, frozenset(told), frozenset(counting))


def lanes_for(db: Session, to: peers.Peer) -> dict[str, str]:
    """What a bundle says of the lanes in it: to those below us which are for them, upwards all we know."""
    if to.role in {peers.ROOM, peers.LOWER}:
        return lanes.told_to(db, to.room)
    return lanes.known(db)


def know_lanes(
    link: Connection,
    sender: peers.Peer,
    header: bundle.Header,
    brought: set[str],
    said: Set[str] = frozenset(),
) -> None:
    """Write down which places may see the logs that came.

    What a centre or a room-mate says of its lanes counts as said; what came from below stays with who brought it.
    `said`: logs of the sender's room by their own word.
    """
    _know_places(link, sender, header, brought, said)
    lane_words.hear_words(link, header.words, by_centre=sender.role == peers.CENTRE)


def _know_places(
    link: Connection, sender: peers.Peer, header: bundle.Header, brought: set[str], said: Set[str]
) -> None:
    if sender.role in {peers.CENTRE, peers.MATE}:
        by = _name_of(link, sender) if sender.role == peers.CENTRE else _name_of_centre(link)
        for log, room in sorted(header.lanes.items()):
            lanes.remember(link, [log], room, by)
        for log, room in lanes.of_rooms_by_their_word(link).items():
            lanes.remember(link, [log], room)
        return
    fresh = brought - {sender.log}
    fresh -= peers.of_logs(link, fresh).keys()
    if not fresh:
        return
    fresh -= lanes.known(link).keys() - lanes.by_hearsay(link)
    told = fresh if sender.role == peers.LOWER else fresh & (header.lanes.keys() | said)
    lower = sender.role == peers.LOWER
    lanes.remember(link, told, sender.room, _name_of(link, sender) if lower else "")


def know(
    link: Connection, sender: peers.Peer, header: bundle.Header, *, fresh: bool, unseen: bool
) -> peers.Peer | None:
    """Write down who sent, and which logs it went on from; answers how the sender stood here before.

    `unseen`: this very bundle was not here before, so whoever made it may be alive. `fresh`: something new was in it.
    """
    now = clock.now().isoformat()
    known = peers.find(link, sender.log)
    told = as_peer(header) if sender.trusted else sender
    if sender.role == peers.MATE:
        told = replace(told, name=_name_of_computer(link, sender.log) or told.name)
    peers.meet(link, told, known)
    if not sender.trusted:
        peers.trust(link, sender.log, now)
        if sender.spoken_for:
            peers.speak_for(link, sender.log, sender.spoken_for)
    if unseen and known is not None and known.followed_by is not None:
        peers.follow(link, sender.log, None)
    if fresh and sender.role == peers.CENTRE:
        shut_out.is_over(link, sender.log)
    _went_on(link, sender, told, vouch.before(header.sender, header.vouch))
    return known


def _went_on(link: Connection, sender: peers.Peer, told: peers.Peer, former: Iterable[str]) -> None:
    """The logs a sender went on from are of its place, and it stands for them."""
    now = clock.now().isoformat()
    for log in former:
        old = peers.find(link, log)
        if old is not None and (old.room != sender.room or (old.trusted and sender.trusted)):
            continue  # another place's; or it was written down before, and the old one may be alive
        if old is None:
            peers.meet(link, replace(sender, log=log))
        if old is None or not old.trusted:
            peers.trust(link, log, now)
        peers.follow(link, log, sender.log)
        if old is not None and old.url and told.role == peers.CENTRE:
            told = replace(told, url=old.url, pin=old.pin)  # one centre, one address
            peers.meet(link, told)


def know_mates(link: Connection, sender: peers.Peer, header: bundle.Header, me: str) -> list[str]:
    """The other computers of the sender's room that it knows: believed as it is, for their words hold.

    Answers those that were not believed before.
    """
    fresh: list[str] = []
    if sender.role not in {peers.ROOM, peers.MATE} or not header.mates:
        return fresh
    spoken = spoken_for(link, sender, header) - {me}
    if sender.role == peers.MATE:
        mates.keep(link, (one for one in header.mates if one.log in spoken | {me, sender.log}))
    stations = select(Workstation).where(
        Workstation.room_id == sender.room, Workstation.log.in_(sorted(spoken))
    )
    for row in link.execute(stations).mappings():
        old = peers.find(link, row["log"])
        if not row["recipient"] or (old is not None and old.trusted):
            continue
        name = (row["name"] if sender.role == peers.MATE else "") or sender.name
        peers.meet(link, peers.Peer(row["log"], sender.role, sender.room, name, row["recipient"]))
        peers.trust(link, row["log"], clock.now().isoformat())
        peers.speak_for(link, row["log"], sender.log)
        fresh.append(row["log"])
    return fresh


def _name_of(link: Connection, sender: peers.Peer) -> str:
    """As it stands in our own list."""
    return (peers.find(link, sender.log) or sender).name


def _name_of_centre(link: Connection) -> str:
    """The one a room-mate heard of its lanes from: computers of one room report to one centre."""
    one = centres.now(link)
    return one.name if one else ""


def _name_of_computer(link: Connection, log: str) -> str:
    return link.scalar(select(Workstation.name).where(Workstation.log == log)) or ""
