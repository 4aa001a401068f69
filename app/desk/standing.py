"""What each side is known to have: the last receipt, and what it does not cover yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.desk import shut_out
from app.desk.desk import Desk
from app.desk.exchange import logs_for, name_of
from app.desk.room import own_room
from app.desk.writers import told_apart
from app.records import Room
from app.store import closings, journal, keys, peers
from app.words import say


@dataclass(frozen=True)
class Between:
    """How this workstation stands with one place."""

    name: str
    role: str
    fingerprint: str
    trusted: bool
    receipt_at: str  # when its last receipt was taken in; empty: never
    confirmed: int  # changes of ours it has
    unconfirmed: int  # changes for it that its last receipt does not cover
    confirmed_until: str  # when our newest change that it has was made, by our clock
    written_at: str  # when a bundle was last written for it
    taken_at: str  # when a bundle of it was last taken in
    closed: bool = False  # it closed this computer: what it once had proves nothing for what comes

    def sentence(self) -> str:
        """The same in words."""
        if not self.trusted:
            return say("exchange.waits", name=self.name, fingerprint=self.fingerprint)
        if self.closed:
            return say("alarm.closed", name=self.name) + say("alarm.closed.next")
        if not self.receipt_at:
            return say("exchange.no_receipt", name=self.name, count=self.unconfirmed)
        if not self.unconfirmed:
            return say("exchange.all_confirmed", name=self.name, at=_minute(self.receipt_at))
        if not self.confirmed:
            return say("exchange.none_confirmed", name=self.name, count=self.unconfirmed)
        facts = {"name": self.name, "count": self.unconfirmed}
        if not self.confirmed_until:  # its receipt covers changes, none of them of this computer
            return say("exchange.confirmed_some", confirmed=self.confirmed, **facts)
        return say("exchange.confirmed", until=_minute(self.confirmed_until), **facts)


@dataclass(frozen=True)
class Standing:
    """How this workstation stands with all places."""

    name: str
    is_centre: bool
    fingerprint: str
    waiting: int  # entries here that wait for others still on the road
    places: list[Between]


def status(desk: Desk) -> Standing:
    """Who has what, as far as receipts prove it."""
    me = desk.shelf.log
    with desk.shelf.reading() as db:
        room = own_room(db, me)
        closed = closings.in_force(db)
        known = peers.known(db)
        names = told_apart(db, known)
        shut = {one.log for one in shut_out.by(db, me)}
        return Standing(
            name_of(room), bool(room.is_centre), keys.fingerprint(me), journal.waiting(db),
            [
                replace(
                    _between(db, one, room, me),
                    name=names.get(one.log, one.name),
                    closed=one.log in shut,
                )
                for one in known
                if not one.followed_by and one.log not in closed
            ],
        )  # fmt: skip


def _between(db: Session, to: peers.Peer, room: Room, me: str) -> Between:
    have = to.have or {}
    logs = logs_for(db, to, room, me) if to.trusted else set()
    lacking = sum(journal.count_lacking(db, log, have.get(log, [])) for log in logs)
    written = peers.last(db, "out", to.log, peers.WRITTEN)
    taken = peers.last(db, "in", to.log, peers.TAKEN)
    return Between(
        name=to.name, role=to.role, fingerprint=keys.fingerprint(to.log), trusted=to.trusted,
        receipt_at=to.have_at or "", unconfirmed=lacking,
        confirmed=sum(journal.count(db, log) for log in logs) - lacking,
        confirmed_until=journal.wall_of(db, [id_ for _, id_ in have.get(me, [])]),
        written_at=written.at if written else "", taken_at=taken.at if taken else "",
    )  # fmt: skip


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")
