"""停用: a centre closes the log of a lost or stolen computer, lifts it, or lets more of it count.

What the log adds after its end stands aside at every holder that heard of it and is never dropped; the
officer decides. (Sync specification 2.7.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app import clock
from app.desk import exchange, outcomes
from app.desk.desk import Desk
from app.desk.edit import checked
from app.desk.exchanged import Taken
from app.desk.room import own_room
from app.desk.writers import name_of_computer
from app.records import Closure
from app.store import closings, heads, journal, keys, peers, set_aside
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class Shut:
    """A closed computer of a room below us."""

    name: str
    fingerprint: str
    log: str
    room: str
    last: int  # the number of the last change that counts
    aside: int  # changes after it that stand aside here
    aside_until: int  # the number of the last of them; 0: none


@dataclass(frozen=True)
class Lifted:
    """A computer that is open again, and what became of the bundles that waited for it."""

    name: str
    fingerprint: str
    taken: list[Taken]

    def sentences(self) -> list[str]:
        """The same in words."""
        told = [say("closing.lifted", name=self.name)]
        for one in self.taken:
            held = say("closing.held_taken", file=one.file, count=one.new)
            told += [held if one.outcome == peers.TAKEN else one.reason, *one.besides()]
        return [line for line in told if line]


def close(desk: Desk, fingerprint: str, reason: str) -> Shut:
    """From now on nothing counts that this computer adds to what is here."""
    with desk.shelf.reading() as db:
        one = _below(db, desk, fingerprint)
        if one.log in closings.in_force(db):
            raise Trouble("closing.closed_already", name=one.name)
        ends = journal.have(db).get(one.log, [])
    if not reason.strip():
        raise Trouble("closing.no_reason")
    desk.do_in(one.room, close_log, one.room, one.log, ends, reason)
    return _shut(desk, one)


def lift(desk: Desk, fingerprint: str, reason: str) -> Lifted:
    """It is found again, or it was a mistake: all it wrote counts, and so does its word.

    What it sent under another key waited for an officer, and is taken in now as after approval.
    """
    with desk.shelf.reading() as db:
        one = _below(db, desk, fingerprint)
        closed = closings.in_force(db).get(one.log)
    if closed is None:
        raise Trouble("closing.not_closed", name=one.name)
    if not reason.strip():
        raise Trouble("closing.no_reason")
    desk.do_in(one.room, open_log, closed.records, reason)
    _take_up(desk)
    taken = exchange.take_held(desk, room=one.room)
    return Lifted(_shut(desk, one).name, keys.fingerprint(one.log), taken)


def count_until(desk: Desk, fingerprint: str, seq: int) -> Shut:
    """What it wrote up to this number counts too; the rest stays aside."""
    with desk.shelf.reading() as db:
        one = _below(db, desk, fingerprint)
        if one.log not in closings.in_force(db):
            raise Trouble("closing.not_closed", name=one.name)
        heads = set_aside.heads(db, set_aside.CLOSED)
        ends = [(seq, id_) for id_, h in heads.items() if (h.log, h.seq) == (one.log, seq)]
    if not ends:
        raise Trouble("closing.no_such_number", name=one.name, seq=seq)
    desk.do_in(one.room, close_log, one.room, one.log, ends, "")
    _take_up(desk)
    return _shut(desk, one)


def close_log(
    db: Session, room_id: str, log: str, ends: list[tuple[int, str]], reason: str
) -> None:
    """The end of a log; a further one for the same log lets more of it count."""
    told = checked(Closure, {"reason": reason, "closed_on": clock.today()})
    last = max((seq for seq, _ in ends), default=0)
    ids = [id_ for _, id_ in ends]
    db.add(Closure(room_id=room_id, log=log, ends=ids, seq=last, **told))


def open_log(db: Session, records: tuple[str, ...], reason: str) -> None:
    """Every closure of a log is void, whatever somebody who may not say so wrote there before."""
    for id_ in records:
        told = db.get(Closure, id_)
        assert told is not None
        heads.settle(db, told, "void", reason.strip()[:200])


def shut(desk: Desk) -> list[Shut]:
    """The closed computers of the rooms below us."""
    with desk.shelf.reading() as db:
        closed = closings.in_force(db)
        known = [one for one in peers.known(db) if one.log in closed]
    return [_shut(desk, one) for one in known]


def _take_up(desk: Desk) -> None:
    done = desk.shelf.take_up()
    desk.brought(done.touched)
    outcomes.heard(desk, done.touched)


def _below(db: Session, desk: Desk, fingerprint: str) -> peers.Peer:
    """The one computer of a room below us with this fingerprint."""
    if not own_room(db, desk.shelf.log).is_centre:
        raise Trouble("closing.only_centre")
    said = "".join(c for c in fingerprint.upper() if c.isalnum())
    found = [
        one
        for one in peers.known(db)
        if one.role == peers.ROOM and keys.fingerprint(one.log).replace("-", "") == said
    ]
    if not found:
        raise Trouble("exchange.no_such_fingerprint", fingerprint=fingerprint)
    if len(found) > 1:  # as for approving: eight characters can be forged with patience
        raise Trouble("exchange.fingerprint_twice", fingerprint=fingerprint)
    return replace(found[0], name=name_of_computer(db, found[0].log))


def _shut(desk: Desk, one: peers.Peer) -> Shut:
    with desk.shelf.reading() as db:
        seqs = [h.seq for h in set_aside.heads(db, set_aside.CLOSED).values() if h.log == one.log]
        last = max((seq for seq, _ in journal.have(db).get(one.log, [])), default=0)
        name = name_of_computer(db, one.log)
    fingerprint = keys.fingerprint(one.log)
    return Shut(name, fingerprint, one.log, one.room, last, len(seqs), max(seqs, default=0))
