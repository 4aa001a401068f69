"""Bundles out and in: what goes to whom, what is taken from whom, and what each side is known to have.

Making a bundle only reads what is shared; the rows of this machine's own list are written after the stick
has it. Taking one in is one transaction: its entries, its receipt and its line in the list, or nothing.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from app import clock
from app.desk import (
    agreed,
    at_sight,
    attached,
    books,
    closed_notice,
    holding,
    reach,
    taking,
    trust,
)
from app.desk.desk import Desk
from app.desk.exchanged import Inspected, Taken, Written
from app.desk.room import own_room
from app.desk.writers import told_apart
from app.records import Room
from app.store import (
    annulled,
    blobs,
    closings,
    journal,
    keys,
    lane_words,
    lanes,
    mates,
    peers,
    vouch,
)
from app.sync import bundle, pack, seal, spool, stick
from app.trouble import Trouble

SETTLED = frozenset({peers.WRITTEN, peers.TAKEN})


def name_of(room: Room) -> str:
    """What other places call it."""
    return room.room_name or room.committee or room.short_name or ""


def own_card(desk: Desk, room: Room) -> bundle.Card:
    """What every bundle says of its sender."""
    role = peers.CENTRE if room.is_centre else peers.ROOM
    return bundle.Card(name_of(room), role, seal.address(desk.shelf.identity))


def make_bundle(desk: Desk, folder: Path, *, only: str = "") -> list[Written]:
    """A sealed bundle for the centre and each room-mate, and at a centre one for each of its rooms.

    Each holds all that its receiver lacks; one that a centre closed is told that and nothing else.
    `only`: for this log alone.
    """
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
        closed = closings.in_force(db)
        everyone = peers.known(db)
        names = told_apart(db, everyone)
        known = [
            replace(one, name=names.get(one.log, one.name))
            for one in everyone
            if one.trusted and not one.followed_by
        ]
        card = own_card(desk, room)
    receivers = [one for one in known if only in {"", one.log} and one.log not in closed]
    shut = [one for one in known if only in {"", one.log} and one.log in closed and room.is_centre]
    if not receivers and not shut:
        raise Trouble("exchange.no_rooms" if room.is_centre else "exchange.no_centre")
    written = [_make_one(desk, folder, one) for one in receivers]
    for one in shut:
        told = closed_notice.packed(desk, card, room.id, one, closed[one.log].records)
        written.append(_put(desk, folder, one, told))
    return written


def compose(
    desk: Desk, to: peers.Peer, have: bundle.Have | None = None, budget: int | None = None,
    attachments: int | None = None,
) -> pack.Packed:  # fmt: skip
    """What a place lacks by its receipt (`have`: by this one), at most so many bytes. Only reads.

    `attachments`: bytes of them on a stick; None: what is left of the budget, for those it asked for.
    """
    with desk.shelf.reading() as db:
        asked = peers.find(db, to.log) or to
        told = to.have if have is None else have
        return _pack(db, desk, to, asked.want or {}, told or {}, budget, attachments)


def answer(
    desk: Desk, log: str, have: bundle.Have, budget: int
) -> tuple[peers.Peer, pack.Packed] | None:
    """Over the line: what a place lacks that this one believes; None: it does not."""
    with desk.shelf.reading() as db:
        to = peers.find(db, log)
        if to is None or not to.trusted:
            return None
        return to, _pack(db, desk, to, to.want or {}, have, budget, None)


def _pack(
    db: Session, desk: Desk, to: peers.Peer, want: peers.Want, theirs: bundle.Have,
    budget: int | None, attachments: int | None,
) -> pack.Packed:  # fmt: skip
    room = own_room(db, desk.shelf.log)
    logs = logs_for(db, to, room, desk.shelf.log)
    mine = journal.have(db, logs)
    told = trust.lanes_for(db, to)
    papers = blobs.any_named(db)
    return pack.pack(
        desk.shelf.key,
        journal.signed_lacking(db, theirs, sorted(mine)),
        card=own_card(desk, room), room=room.id, to=to.log, have=mine, scratch=desk.data.spool,
        vouches=vouch.own(db), mates=mates.known(db), lanes=told, words=lane_words.words(db, logs),
        annulled=annulled.of(db, logs, to.role), made=clock.now().isoformat(), budget=budget,
        reach=reach.told_to(db, to, desk.shelf.log),
        want=attached.wanted(desk, db, to, logs) if papers else {},
        load=partial(attached.load, desk, db, want, logs, theirs, attachments) if papers else None,
    )  # fmt: skip


def _make_one(desk: Desk, folder: Path, to: peers.Peer) -> Written:
    return _put(desk, folder, to, compose(desk, to, attachments=attached.room_on(folder, to)))


def _put(desk: Desk, folder: Path, to: peers.Peer, packed: pack.Packed) -> Written:
    try:
        carried = stick.put(folder, lambda out: packed.pour(out, to.recipient), packed.size)
    finally:
        packed.close()
    n, notice, have = packed.header.n, bool(packed.header.closed), packed.header.have
    facts = {holding.NOTICE: True} if notice else {books.ENDS: agreed.digest(have, have)}
    with desk.shelf.local_writing() as link:
        holding.note(
            link, "out", to.log, carried.path.name, carried.sha256, peers.WRITTEN, n, facts
        )
    return Written(
        to.name,
        keys.fingerprint(to.log),
        carried.path.name,
        carried.size,
        carried.sha256,
        n,
        notice,
    )


def logs_for(db: Session, to: peers.Peer, room: Room, me: str) -> set[str]:
    """The logs a receiver may see: a centre and a room-mate all that is here, a room what is for it.

    At a centre this rests on what was approved, never on what a room's own records claim.
    """
    if to.role in {peers.CENTRE, peers.MATE}:
        return set(journal.have(db))
    return lanes.visible(db, to.room)


def take_bundles(desk: Desk, path: Path) -> list[Taken]:
    """Take in one file, or every bundle of a stick; one that cannot be taken says why and stops no other."""
    files = stick.bundles(path)
    spool.sweep(desk.data.spool)
    taken = take_held(desk)
    for file in files:
        try:
            seen = at_sight.refused(desk, file)
            if seen is not None:
                taken.append(holding.refuse(desk, file.name, *seen))
                continue
            carried = stick.fetch(file, desk.data.spool)
        except Trouble as why:
            taken.append(Taken(file.name, "refused", key=why.key, reason=str(why)))
            continue
        try:
            taken.append(_take(desk, file.name, carried))
        finally:
            carried.path.unlink(missing_ok=True)
    return taken


def take_held(desk: Desk, *, room: str = "") -> list[Taken]:
    """Take in what was held: its sender was approved since, or this program learnt to read it.

    `room`: one of its computers is open again, so its word for another counts again.
    """
    taken = []
    for carried in spool.held(desk.data.spool):
        with desk.shelf.reading() as db:
            old = peers.seen(db, carried.sha256)
            sender = peers.find(db, old.peer) if old is not None else None
        waits = sender is not None and not sender.trusted
        is_due = sender is not None and sender.room == room
        if waits and not (is_due and desk.look(_is_believed, desk, carried)):
            continue
        try:
            done = _take(desk, old.file if old is not None else carried.path.name, carried)
        except FileNotFoundError:
            if carried.path.exists():
                raise
            continue  # another hand of this computer has just taken it in
        if done.outcome != peers.HELD:
            carried.path.unlink(missing_ok=True)
            taken.append(done)
    return taken


def _is_believed(db: Session, desk: Desk, carried: stick.Carried) -> bool:
    """Whether a trusted computer stands behind the sender of what is held, or it cannot be read any more."""
    try:
        with closing(taking.opened(db, desk, carried, any_sender=True)) as opened:
            return trust.believed(db, opened.header) is not None
    except Trouble:
        return True  # whoever takes it in says why


def _take(desk: Desk, name: str, carried: stick.Carried) -> Taken:
    shut = ""  # whose bundle it is, where a closed computer is told of
    try:
        with desk.shelf.reading() as db:
            old = peers.seen(db, carried.sha256)
            if old is not None and old.outcome in SETTLED and taking.AGAIN not in old.facts:
                outcome = "own" if old.outcome == peers.WRITTEN else "known"
                whose = holding.who(db, old.peer)
                return Taken(name, outcome, **whose, sha256=carried.sha256, known=old.entries)
            come = taking.met(db, desk, carried, old)
        shut = _closed(come)
        with closing(come.opened):
            return taking.take_in(desk, name, carried, come)
    except Trouble as why:
        if why.key == "bundle.newer":
            return holding.keep(desk, name, carried, "", why)
        if not why.key.startswith("bundle."):
            raise  # this machine's own trouble, not the bundle's
        return holding.refuse(desk, name, carried, why, shut)


def _closed(come: taking.Come) -> str:
    """The closed computer whose bundle it is, or on whose word it comes; empty: neither."""
    if come.closed is not None:
        return come.closed.log
    return come.opened.header.sender if come.is_closed and come.sender is not None else ""


def take_line(desk: Desk, carried: stick.Carried) -> tuple[Taken, bundle.Header]:
    """Take in what came over the line; what cannot be taken raises, and nothing is written down of it."""
    with desk.shelf.reading() as db:
        come = taking.met(db, desk, carried, peers.seen(db, carried.sha256))
    with closing(come.opened):
        return taking.take_in(desk, peers.LINE, carried, come), come.opened.header


def note_sent(desk: Desk, log: str, entries: int) -> None:
    """Write down that a bundle went over the line; one that carried nothing is not worth a line."""
    if entries:
        with desk.shelf.local_writing() as link:
            holding.note(link, "out", log, peers.LINE, "", peers.WRITTEN, entries)


def inspect(desk: Desk, file: Path) -> Inspected:
    """What a bundle says; nothing is taken in and nothing is written down."""
    carried = stick.fetch(file, desk.data.spool)
    try:
        with (
            desk.shelf.reading() as db,
            closing(taking.opened(db, desk, carried, any_sender=True)) as opened,
        ):
            header = opened.header
            sender, old = peers.find(db, header.sender), peers.seen(db, carried.sha256)
            return Inspected(
                file.name, carried.size, carried.sha256, header.card.name,
                keys.fingerprint(header.sender), sender is not None and sender.trusted,
                header.n, header.raw, header.have, old.outcome if old is not None else "",
            )  # fmt: skip
    finally:
        carried.path.unlink(missing_ok=True)
