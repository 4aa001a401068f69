"""Which place wrote in a log, told from what stays as it was when a centre is joined or left later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk.computer_names import called
from app.records import Mediator, Room, Workstation
from app.store import chain, keys, lanes, locals_, peers
from app.words import say


def name_of(room: Room | None) -> str:
    """What other places call it."""
    return (room.room_name or room.committee or room.short_name or "") if room else ""


def own_name(db: Session) -> str:
    """The place this machine stands in."""
    log = chain.log_name(locals_.identity(db.connection())[0])
    asked = select(Room).join(Workstation, Workstation.room_id == Room.id)
    return name_of(db.scalars(asked.where(Workstation.log == log)).first())


@dataclass
class LaneNames:
    """The centres that write in lanes: ours in our own, otherwise the one the lane was heard from."""

    own: set[str] = field(default_factory=set)
    heard: dict[str, str] = field(default_factory=dict)
    ours: str = ""

    @classmethod
    def look(cls, db: Session) -> LaneNames:
        own = lanes.own(db)
        return cls(own, lanes.heard_from(db), own_name(db) if own else "")

    def of(self, log: str) -> str:
        """Empty: this is no lane."""
        if log in self.own:
            return self.ours
        if log not in self.heard:
            return ""
        return self.heard[log] or say("conflict.a_centre")


class Writers:
    """Asked once for all that is to be told; the people of a lower centre are known above it, not below."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._lanes = LaneNames.look(db)
        self._former = peers.former(db)
        self._told: dict[tuple[str, str], str] = {}

    def place(self, log: str, user: str = "") -> str:
        """Room and computer; of a lane the centre; of a log nobody has told of yet its spoken fingerprint."""
        if (log, user) not in self._told:
            self._told[log, user] = self._place(log, user)
        return self._told[log, user]

    def _place(self, log: str, user: str) -> str:
        asked = select(Workstation).where(Workstation.log == log)
        station = self._db.scalars(asked).first()
        if station is not None:
            name = name_of(self._db.get(Room, station.room_id or ""))
            which = self._which(log, station.room_id)
            return f"{name} · {which}" if which else name or keys.fingerprint(log)
        peer = peers.find(self._db, log)
        if peer is not None:
            return peer.name
        return self._former.get(log) or self._centre_of(log, user) or keys.fingerprint(log)

    def _which(self, log: str, room: str | None) -> str:
        """Which of the computers of its room; empty: it is the only one there ever was."""
        asked = select(func.count()).where(Workstation.room_id == room)
        return called(self._db, {log})[log] if (self._db.scalar(asked) or 0) > 1 else ""

    def _centre_of(self, log: str, user: str) -> str:
        told = self._lanes.of(log)
        if not told or log in self._lanes.own:
            return told
        person = self._db.get(Mediator, user)
        room = self._db.get(Room, person.room_id or "") if person else None
        return name_of(room) if room is not None and room.is_centre else told


def told_apart(db: peers.Link, known: Iterable[peers.Peer]) -> dict[str, str]:
    """What peers are called: a room-mate as the computer it is, and each of several computers of one room below us."""
    alive = [one for one in known if not one.followed_by]
    below = Counter(one.room for one in alive if one.role == peers.ROOM)
    several = [one for one in alive if one.role == peers.ROOM and below[one.room] > 1]
    mates = [one for one in alive if one.role == peers.MATE]
    which = called(db, {one.log for one in (*several, *mates)})
    told = {one.log: f"{one.name} · {which[one.log]}" for one in several}
    return told | {one.log: which[one.log] for one in mates}


def name_of_computer(db: Session, log: str) -> str:
    """What one computer is called beside the others of its room that we exchange with."""
    peer = peers.find(db, log)
    if peer is None:
        return Writers(db).place(log)
    beside = [one for one in peers.known(db) if one.room == peer.room]
    return told_apart(db, beside).get(log, peer.name)
