"""Bundles out and in: what goes to whom, what is taken from whom, and what each side is known to have.

Making a bundle only reads what is shared; the rows of this machine's own list are written after the stick
has it. Taking one in is one transaction: its entries, its receipt and its line in the list, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app import clock
from app.desk import at_sight, attached, books, closed_notice, holding, series, trust
from app.desk.desk import Desk
from app.desk.exchanged import Inspected, Taken, Written
from app.desk.room import own_room
from app.records import Room
from app.store import annulled, chain, closings, journal, keys, lanes, mates, peers, vouch
from app.store.absorb import Absorbed
from app.sync import bundle, pack, seal, spool, stick, unpack
from app.trouble import Trouble

AGAIN = "again"  # among the facts of a taken bundle: its attachments are not all set down


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
        known = [one for one in peers.known(db) if one.trusted and not one.followed_by]
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
        room = own_room(db, desk.shelf.log)
        logs = logs_for(db, to, room, desk.shelf.log)
        mine = {log: ends for log, ends in journal.have(db).items() if log in logs}
        theirs = (to.have or {}) if have is None else have
        asking = peers.find(db, to.log) or to
        return pack.pack(
            desk.shelf.key,
            journal.signed_lacking(db, theirs, sorted(logs & mine.keys())),
            card=own_card(desk, room), room=room.id, to=to.log, have=mine, scratch=desk.data.spool,
            vouches=vouch.own(db), mates=mates.known(db), lanes=trust.lanes_for(db, to), words=lanes.words(db, logs),
            annulled=annulled.of(db, logs, to.role),
            made=clock.now().isoformat(), budget=budget, want=attached.wanted(desk, db, to, logs),
            load=partial(attached.load, desk, db, asking, logs, theirs, attachments),
        )  # fmt: skip


def _make_one(desk: Desk, folder: Path, to: peers.Peer) -> Written:
    return _put(desk, folder, to, compose(desk, to, attachments=attached.room_on(folder, to)))


def _put(desk: Desk, folder: Path, to: peers.Peer, packed: pack.Packed) -> Written:
    try:
        carried = stick.put(folder, lambda out: packed.pour(out, to.recipient), packed.size)
    finally:
        packed.close()
    n, notice = packed.header.n, bool(packed.header.closed)
    facts = {holding.NOTICE: True} if notice else None
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


def take_held(desk: Desk) -> list[Taken]:
    """Take in what was held: its sender was approved since, or this program learnt to read it."""
    taken = []
    for carried in spool.held(desk.data.spool):
        with desk.shelf.reading() as db:
            old = peers.seen(db, carried.sha256)
            sender = peers.find(db, old.peer) if old is not None else None
        if sender is not None and not sender.trusted:
            continue
        done = _take(desk, old.file if old is not None else carried.path.name, carried)
        if done.outcome != peers.HELD:
            carried.path.unlink(missing_ok=True)
            taken.append(done)
    return taken


def _take(desk: Desk, name: str, carried: stick.Carried) -> Taken:
    with desk.shelf.reading() as db:
        old = peers.seen(db, carried.sha256)
    if old is not None and old.outcome in {peers.WRITTEN, peers.TAKEN} and AGAIN not in old.facts:
        outcome = "own" if old.outcome == peers.WRITTEN else "known"
        whose = holding.who(desk, old.peer)
        return Taken(name, outcome, **whose, sha256=carried.sha256, known=old.entries)
    try:
        with _opened(desk, carried) as opened:
            return _take_opened(desk, name, carried, opened)
    except Trouble as why:
        if why.key == "bundle.newer":
            return holding.keep(desk, name, carried, "", why)
        if not why.key.startswith("bundle."):
            raise  # this machine's own trouble, not the bundle's
        return holding.refuse(desk, name, carried, why)


def take_line(desk: Desk, carried: stick.Carried) -> tuple[Taken, bundle.Header]:
    """Take in what came over the line; what cannot be taken raises, and nothing is written down of it."""
    with _opened(desk, carried) as opened:
        return _take_opened(desk, peers.LINE, carried, opened), opened.header


def _take_opened(desk: Desk, name: str, carried: stick.Carried, opened: unpack.Opened) -> Taken:
    with desk.shelf.reading() as db:
        sender = trust.believed(db, opened.header)
        is_centre = bool(own_room(db, desk.shelf.log).is_centre)
        closed = opened.header.sender in closings.in_force(db)
        old = peers.seen(db, carried.sha256)
    if opened.header.closed and sender is not None and sender.role == peers.CENTRE:
        return closed_notice.take(desk, name, carried, opened.header, sender)
    if closed and sender is not None:
        raise _keep_aside(desk, opened, sender)
    if name == peers.LINE and sender is not None and old is not None and old.outcome == peers.TAKEN:
        return Taken(name, "known", **holding.who(desk, old.peer), sha256=carried.sha256)
    if sender is not None:
        return _absorb(desk, name, carried, opened, sender)
    if not is_centre:
        raise Trouble("bundle.stranger")
    return holding.hold(desk, name, carried, opened.header)


def _keep_aside(desk: Desk, opened: unpack.Opened, sender: peers.Peer) -> Trouble:
    """What a closed computer brings is kept where it counts for nothing, and the bundle is refused.

    What it claims to know of our lanes is not believed; entries in them that a lost life of ours signed are.
    """
    with desk.shelf.reading() as db:
        may_bring = trust.may_bring(
            db, sender, desk.shelf.log, vouch.before(sender.log, opened.header.vouch), opened.header
        )
        lengths = {log: journal.count(db, log) for log in lanes.own(db)}
    lawful = (one for one in opened.entries() if may_bring(one.head.log))

    def then(link: Connection, done: Absorbed) -> None:
        lanes.give_up(link, [log for log, n in lengths.items() if journal.count(link, log) > n])

    done = desk.shelf.take(lawful, then, sender.log)
    desk.brought(done.touched)
    return Trouble("bundle.closed", name=sender.name, fingerprint=keys.fingerprint(sender.log))


@contextmanager
def _opened(
    desk: Desk, carried: stick.Carried, *, any_sender: bool = False
) -> Iterator[unpack.Opened]:
    """An opened bundle; a room reads no stranger's, a centre reads who it is."""
    with desk.shelf.reading() as db:
        anyone = any_sender or bool(own_room(db, desk.shelf.log).is_centre)
        trusted = set[str]() if anyone else peers.trusted_logs(db)
        formerly = vouch.before(desk.shelf.log, vouch.own(db))
    with stick.own_disk(), carried.path.open("rb") as source:
        opened = unpack.unpack(
            source, carried.size, identity=desk.shelf.identity, me=desk.shelf.log,
            admits=lambda log: anyone or log in trusted, scratch=desk.data.spool,
            formerly=formerly,
        )  # fmt: skip
    try:
        yield opened
    finally:
        opened.close()


def _absorb(
    desk: Desk, name: str, carried: stick.Carried, opened: unpack.Opened, sender: peers.Peer
) -> Taken:
    header = opened.header
    former = vouch.before(sender.log, header.vouch)
    lost, letter = _find_lost_lives(desk, opened, sender)
    with desk.shelf.reading() as db:
        may_bring = trust.may_bring(db, sender, desk.shelf.log, former, header)
        word = trust.word_of(db, sender, header)
    brought: set[str] = set()
    heard: dict[str, Any] = {}
    facts: dict[str, Any] = {}

    def entries() -> Iterator[chain.Entry]:
        for one in opened.entries():
            if not may_bring(one.head.log):
                raise Trouble("bundle.unknown_log", name=header.card.name)
            brought.add(one.head.log)
            yield one

    def then(link: Connection, done: Absorbed) -> None:
        lanes.give_up(link, lost)
        trust.know(link, sender, header, fresh=done.new > 0)
        trust.know_lanes(link, sender, header, brought)
        trust.know_mates(link, sender, header, desk.shelf.log)
        heard.update(books.hear(link, header, desk.shelf.log))
        facts.update({"new": done.new, "known": done.known, "refused": done.refused, **heard})
        if name != peers.LINE and any(one.is_stretch for one in header.sections):
            facts[AGAIN] = True
        holding.note(link, "in", sender.log, name, carried.sha256, peers.TAKEN, header.n, facts)

    done = desk.shelf.take(entries(), then, sender.log, word)
    desk.brought(done.touched)
    if any(kind == "dispatch_step" for kind, _ in done.touched):
        from app.desk import handovers

        handovers.pass_on(desk)
    with_it = attached.take(desk, opened, sender)
    if facts.pop(AGAIN, None) and not with_it.postponed:
        with desk.shelf.local_writing() as link:
            peers.amend(link, carried.sha256, facts)
    if any(kind == "workstation" for kind, _ in done.touched):
        letter = series.settle_letter(desk) or letter
    return Taken(
        name, peers.TAKEN, header.card.name, keys.fingerprint(sender.log), carried.sha256,
        done.new, done.known, done.waiting, done.refused,
        vouched_by="" if sender.trusted or not former else keys.fingerprint(former[0]),
        spoken_for=_spoken(sender),
        letter=letter, receipt=heard[books.RECEIPT], attachments=with_it,
    )  # fmt: skip


def _find_lost_lives(
    desk: Desk, opened: unpack.Opened, sender: peers.Peer
) -> tuple[list[str], str]:
    """What a have-vector says of lives this machine does not remember: lanes to be given up, a new letter."""
    have = opened.header.have
    with desk.shelf.reading() as db:
        put_back = sender.role != peers.ROOM and series.was_put_back(db, desk.shelf.log, have)
        lost = lanes.were_put_back(db, have)
        back = lanes.recognised(db, opened.header.words)
    if put_back or back:
        _read_through(opened)  # what is refused begins no new log
    if back:
        with desk.shelf.local_writing() as link:
            lanes.own_again(link, back)
    return lost, series.begin_anew(desk) if put_back else ""


def _read_through(opened: unpack.Opened) -> None:
    """Every entry is evidence; Trouble where one is not."""
    for _ in opened.entries():
        pass


def _spoken(sender: peers.Peer) -> str:
    return keys.fingerprint(sender.spoken_for) if sender.spoken_for and not sender.trusted else ""


def note_sent(desk: Desk, log: str, entries: int) -> None:
    """Write down that a bundle went over the line; one that carried nothing is not worth a line."""
    if entries:
        with desk.shelf.local_writing() as link:
            holding.note(link, "out", log, peers.LINE, "", peers.WRITTEN, entries)


def inspect(desk: Desk, file: Path) -> Inspected:
    """What a bundle says; nothing is taken in and nothing is written down."""
    carried = stick.fetch(file, desk.data.spool)
    try:
        with _opened(desk, carried, any_sender=True) as opened, desk.shelf.reading() as db:
            header = opened.header
            sender, old = peers.find(db, header.sender), peers.seen(db, carried.sha256)
            return Inspected(
                file.name, carried.size, carried.sha256, header.card.name,
                keys.fingerprint(header.sender), sender is not None and sender.trusted,
                header.n, header.raw, header.have, old.outcome if old is not None else "",
            )  # fmt: skip
    finally:
        carried.path.unlink(missing_ok=True)
