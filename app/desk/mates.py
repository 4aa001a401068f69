"""Room-mates on the first computer: who asks to come in, and letting it in with a stick and a spoken fingerprint.

The newcomer asks with a card on a stick; here a person compares the fingerprint with the newcomer's screen and
lets it in. What goes back on the stick is this computer's own card and a bundle of all that is here. From then
on each writes in its own log under its own letter. (Sync specification 2.7; issue of the roads: several
workstations.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import exchange, series
from app.desk.computer_names import called
from app.desk.desk import Desk
from app.desk.exchanged import Written
from app.desk.room import own_room
from app.records import Room, Workstation
from app.store import closings, journal, keys, mates, peers, vouch
from app.sync import cards, stick
from app.trouble import Trouble

ENDING = ".ZJC"


@dataclass(frozen=True)
class Asking:
    """A computer whose card lies on the stick."""

    name: str
    fingerprint: str
    log: str


@dataclass(frozen=True)
class Admitted:
    """A computer that was let in, the letter of its numbers, and what was written for it."""

    name: str
    fingerprint: str
    letter: str
    written: Written


@dataclass(frozen=True)
class Computer:
    """One computer of the room: OWN, LET_IN, BEFORE (it went on under another log) or CLOSED."""

    name: str
    called: str  # as every page calls it
    letter: str
    fingerprint: str
    log: str
    state: str
    heard_at: str  # when its last bundle was taken in here; empty: never


OWN, LET_IN, BEFORE, CLOSED = STATES = ("own", "let_in", "before", "closed")
"""Words: mates.state.<state>."""


def cards_on(folder: Path) -> list[cards.Card]:
    """The cards of room-mates on a stick; what is no card is somebody else's file."""
    if not folder.is_dir():
        raise Trouble("stick.absent", name=stick.name_of(folder))
    place = stick.place_in(folder)
    found = []
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.suffix.upper() == ENDING and path.is_file() and not path.is_symlink():
            card = cards.load(path)
            found += [card] if card.role == peers.MATE else []
    return found


def asking(desk: Desk, folder: Path) -> list[Asking]:
    """The computers that ask to come in and are not in yet."""
    with desk.shelf.reading() as db:
        inside = set(db.scalars(select(Workstation.log)))
    return [
        Asking(card.name, keys.fingerprint(card.log), card.log)
        for card in cards_on(folder)
        if not card.room and card.log not in inside
    ]


def admit(desk: Desk, folder: Path, fingerprint: str) -> Admitted:
    """Let in the computer whose fingerprint a person compared, and write all it needs onto the stick."""
    said = "".join(c for c in fingerprint.upper() if c.isalnum())
    found = [
        card
        for card in cards_on(folder)
        if not card.room and keys.fingerprint(card.log).replace("-", "") == said
    ]
    if not found:
        raise Trouble("mates.nobody_asks", fingerprint=fingerprint)
    card = found[0]
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
        if card.log in closings.in_force(db):
            raise Trouble("mates.closed", name=card.name)
    letter = desk.do(new_computer, desk.shelf.log, card)
    with desk.shelf.local_writing() as link:
        peers.meet(link, peers.Peer(card.log, peers.MATE, room.id, card.name, card.recipient))
        peers.trust(link, card.log, clock.now().isoformat())
        mates.keep(link, [mates.sign(desk.shelf.key, card.log)])
    _write_card(desk, room, folder)
    (written,) = exchange.make_bundle(desk, folder, only=card.log)
    return Admitted(card.name, keys.fingerprint(card.log), letter, written)


def new_computer(db: Session, log: str, card: cards.Card) -> str:
    """The newcomer among the room's computers, under the next letter; answers the letter."""
    room = own_room(db, log)
    known = db.scalars(select(Workstation).where(Workstation.log == card.log)).first()
    if known is not None:
        return known.letter or ""
    letter = series.next_letter(db, room.id)
    db.add(
        Workstation(
            room_id=room.id, log=card.log, letter=letter, name=card.name.strip()[:60],
            recipient=card.recipient,
        )
    )  # fmt: skip
    return letter


def _write_card(desk: Desk, room: Room, folder: Path) -> None:
    """Who we are and whom we report to, for the newcomer's person to compare."""
    mine = exchange.own_card(desk, room)
    with desk.shelf.reading() as db:
        above = [
            cards.Above(one.log, one.room, one.name, one.recipient, one.url or "", one.pin or "")
            for one in peers.known(db)
            if one.role == peers.CENTRE and one.trusted
        ]
    told = cards.make(
        desk.shelf.key, role=peers.MATE, name=mine.name, room=room.id, recipient=mine.recipient,
        above=above,
    )  # fmt: skip
    put_card(folder, told)


def put_card(folder: Path, told: bytes) -> Path:
    """A card onto the stick, read back."""

    def pour(out: BinaryIO) -> None:
        out.write(told)

    return stick.put(folder, pour, len(told), ending=ENDING).path


def computers(desk: Desk, room_id: str = "") -> list[Computer]:
    """The computers of a room (at a centre of any; else of this one), the first letter first."""
    with desk.shelf.reading() as db:
        room = room_id or own_room(db, desk.shelf.log).id
        closed = closings.in_force(db)
        known = {one.log: one for one in peers.known(db)}
        before = {*vouch.former(db, desk.shelf.log)}
        before |= {log for log, one in known.items() if one.followed_by}
        stations = db.scalars(select(Workstation).where(Workstation.room_id == room)).all()
        names = called(db, (one.log or "" for one in stations))
        found = []
        for one in stations:
            log, peer = one.log or "", known.get(one.log or "")
            state = OWN if log == desk.shelf.log else BEFORE if log in before else LET_IN
            heard = (peer.have_at if peer is not None else None) or _wrote(db, log)
            found.append(
                Computer(
                    one.name or "", names[log], one.letter or "", keys.fingerprint(log), log,
                    CLOSED if log in closed else state, heard,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (len(one.letter), one.letter, one.log))


def computers_below(desk: Desk) -> list[Computer]:
    """At a centre: the computers of every room below, named after their rooms."""
    with desk.shelf.reading() as db:
        names = {one.room: one.name for one in peers.known(db) if one.role == peers.ROOM}
    found = []
    for room, name in sorted(names.items(), key=lambda told: told[1]):
        known = computers(desk, room)
        several = len(known) > 1
        found += [
            replace(one, called=f"{name} · {one.called}" if several else name) for one in known
        ]
    return found


def _wrote(db: Session, log: str) -> str:
    """When its newest entry here was written, by its own clock."""
    _, end = max(journal.have(db).get(log, []), default=(0, ""))
    return journal.walls(db, [end]).get(end, "")
