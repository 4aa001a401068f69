"""Taking one bundle in: what decides is looked up at one moment, what follows is one transaction or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.desk import (
    attached,
    books,
    came_in,
    closed_behind,
    closed_notice,
    holding,
    outcomes,
    reach,
    series,
    trust,
)
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.desk.room import own_room
from app.desk.writers import name_of_computer, told_apart
from app.store import (
    annulled,
    chain,
    closings,
    declared,
    journal,
    keys,
    lane_words,
    lanes,
    peers,
    set_aside,
    vouch,
)
from app.store.absorb import Absorbed
from app.sync import stick, unpack
from app.trouble import Trouble

AGAIN = "again"  # among the facts of a taken bundle: its attachments are not all set down


@dataclass
class Come:
    """A bundle that came, opened, and what this machine knew at that moment."""

    opened: unpack.Opened
    old: peers.Exchange | None  # what happened to this very file before
    is_centre: bool  # whether this is one
    is_closed: bool  # the sender's log
    sender: peers.Peer | None  # whom this machine believes
    former: list[str]  # logs the sender went on from
    may_bring: Callable[[str], bool]
    word: annulled.Word  # which entries have no effect, as the sender says
    put_back: bool  # an older copy of this machine was put in its place
    lost: list[str]  # lanes of ours that a lost life wrote further
    back: dict[str, str]  # lanes of ours that a lost life began
    closed: closed_behind.ClosedBehind | None = None  # on whose word alone it comes
    said: set[str] = field(default_factory=set)  # logs of its room, by their own word
    may_say: bool = False  # whether such a word holds
    left: int = 0  # entries of logs nobody knows, which were not taken
    came: list[came_in.Came] = field(default_factory=list)  # who is here for the first time
    is_due: bool = False  # rooms are to be told how a handover went
    is_shared: bool = False  # another computer of this room gives out numbers under our letter


def met(db: Session, desk: Desk, carried: stick.Carried, old: peers.Exchange | None) -> Come:
    """Open a bundle and look up at one moment all that decides what becomes of it."""
    me, room = desk.shelf.log, own_room(db, desk.shelf.log)
    bundle_ = opened(db, desk, carried, any_sender=bool(room.is_centre))
    try:
        header = bundle_.header
        come = Come(
            bundle_, old, bool(room.is_centre), header.sender in closings.in_force(db),
            trust.believed(db, header), vouch.before(header.sender, header.vouch),
            lambda _: False, annulled.SILENCE, put_back=False, lost=[], back={},
        )  # fmt: skip
        if come.sender is None:
            signed = closed_behind.signed_for(header)
            come.closed = closed_behind.find(db, header.sender, signed)
        else:
            _ask_trust(db, come, come.sender, me)
            says = come.sender.role != peers.ROOM and not come.is_closed
            come.put_back = says and series.was_put_back(db, me, header.have)
            come.lost = lanes.were_put_back(db, header.have)
            come.back = lane_words.recognised(db, header.words)
    except BaseException:
        bundle_.close()
        raise
    return come


def _ask_trust(db: Session, come: Come, sender: peers.Peer, me: str) -> None:
    header = come.opened.header
    come.may_bring = trust.may_bring(db, sender, me, come.former, header)
    come.word = trust.word_of(db, sender, header)
    unknown = {log for log in header.have if not come.may_bring(log)}
    if unknown:
        come.may_say = trust.says_count(db, sender)
        come.said = trust.say_so(db, sender, unknown) if come.may_say else set()


def take_in(desk: Desk, name: str, carried: stick.Carried, come: Come) -> Taken:
    """What becomes of it: taken, known, held, or a Trouble that says why not."""
    old, sender = come.old, come.sender
    header = come.opened.header
    if header.closed and sender is not None and sender.role == peers.CENTRE:
        if not {desk.shelf.log, *desk.look(vouch.former, desk.shelf.log)} & {*header.to}:
            raise Trouble("bundle.not_addressed")  # to a life of ours that was lost
        return closed_notice.take(desk, name, carried, header, sender)
    if come.is_closed and sender is not None:
        raise _keep_aside(desk, name, carried, come, sender)
    if name == peers.LINE and sender is not None and old is not None and old.outcome == peers.TAKEN:
        return Taken(name, "known", **desk.look(holding.who, old.peer), sha256=carried.sha256)
    if sender is not None:
        return _absorb(desk, name, carried, come, sender)
    if not come.is_centre:
        known = come.closed
        raise (
            Trouble("bundle.closed_behind", **known.facts) if known else Trouble("bundle.stranger")
        )
    return holding.hold(desk, name, carried, header)


def _keep_aside(
    desk: Desk, name: str, carried: stick.Carried, come: Come, sender: peers.Peer
) -> Trouble:
    """What a closed computer brings is kept where it counts for nothing, and the bundle is refused.

    That its stick was refused is written down in the same transaction. What it claims to know of our logs is
    not believed; entries in them that a lost life of ours signed are, and the words of lanes such a life began.
    """
    _live_on(desk, come, sender)
    if desk.look(_brings_a_lost_life, come, desk.shelf.log):
        series.begin_anew(desk)
    told = {
        "name": desk.look(name_of_computer, sender.log),
        "fingerprint": keys.fingerprint(sender.log),
    }
    lengths = desk.look(_lengths_of_lanes)
    lawful = (one for one in come.opened.entries() if come.may_bring(one.head.log))

    def then(link: Connection, done: Absorbed) -> None:
        lanes.give_up(link, [log for log, n in lengths.items() if journal.count(link, log) > n])
        outcomes.note(link, done.touched)
        come.is_due = outcomes.is_due(link)
        if name != peers.LINE:
            why = _why_closed(done, told)
            holding.note_once(link, sender.log, name, carried.sha256, peers.REFUSED, why)

    done = desk.shelf.take(lawful, then, sender.log)
    desk.brought(done.touched)
    outcomes.tell(desk)
    return _why_closed(done, told)


def _why_closed(done: Absorbed, told: dict[str, str]) -> Trouble:
    """The bundle is refused either way; that something of it stands aside is said only where it does."""
    came = any(reason == set_aside.CLOSED for _, reason in done.refused)
    return Trouble("bundle.closed" if came else "bundle.closed_nothing", **told)


def _brings_a_lost_life(db: Session, come: Come, me: str) -> bool:
    """Whether there are entries of our own log that are not here."""
    ours = {one.id for one in come.opened.entries() if one.head.log == me}
    return bool(ours - journal.logs_of(db, ours).keys())


def _lengths_of_lanes(db: Session) -> dict[str, int]:
    return {log: journal.count(db, log) for log in lanes.own(db)}


def opened(db: Session, desk: Desk, carried: stick.Carried, *, any_sender: bool) -> unpack.Opened:
    """An opened bundle; a room reads no stranger's, a centre reads who it is."""
    trusted = set[str]() if any_sender else peers.trusted_logs(db)
    with stick.own_disk(), carried.path.open("rb") as source:
        return unpack.unpack(
            source, carried.size, identity=desk.shelf.identity, me=desk.shelf.log,
            admits=lambda log: any_sender or log in trusted, scratch=desk.data.spool,
            formerly=partial(series.lives, db, desk.shelf.log),
        )  # fmt: skip


def _absorb(desk: Desk, name: str, carried: stick.Carried, come: Come, sender: peers.Peer) -> Taken:
    header, former = come.opened.header, come.former
    letter = _live_on(desk, come, sender)
    brought: set[str] = set()
    facts: dict[str, Any] = {}
    names: dict[str, str] = {}  # of the computers of its room, for whoever reads what came

    def entries() -> Iterator[chain.Entry]:
        for one in _lawful(come, sender):
            brought.add(one.head.log)
            yield one
        if come.left and not brought:
            raise Trouble("bundle.unknown_log", name=header.card.name)

    def then(link: Connection, done: Absorbed) -> None:
        facts.update(_write_down(link, desk, come, sender, brought, done))
        if name == peers.LINE:
            facts.update(came_in.keep(link, come.came))
        else:
            names.update(told_apart(link, _of_room(link, sender.room)))
        if name != peers.LINE and any(one.is_stretch for one in header.sections):
            facts[AGAIN] = True
        holding.note(link, "in", sender.log, name, carried.sha256, peers.TAKEN, header.n, facts)

    done = desk.shelf.take(entries(), then, sender.log, come.word)
    desk.brought(done.touched)
    if come.is_due:
        outcomes.tell(desk)
    with_it = attached.take(desk, come.opened, sender)
    if facts.pop(AGAIN, None) and not with_it.postponed:
        with desk.shelf.local_writing() as link:
            peers.amend(link, carried.sha256, facts)
    if come.is_shared:
        letter = desk.do(series.take_next_letter, desk.shelf.log)
    return Taken(
        name, peers.TAKEN, names.get(sender.log, header.card.name), keys.fingerprint(sender.log), carried.sha256,
        done.new, done.known, done.waiting, done.refused, left=come.left,
        vouched_by="" if sender.trusted or not former else keys.fingerprint(former[0]),
        spoken_for=_spoken(sender),
        letter=letter, receipt=facts[books.RECEIPT], attachments=with_it, came=come.came,
    )  # fmt: skip


def _of_room(link: Connection, room: str) -> list[peers.Peer]:
    return [one for one in peers.known(link) if one.room == room]


def _lawful(come: Come, sender: peers.Peer) -> Iterator[chain.Entry]:
    """The entries a sender may bring; the others are counted, and come again once their log is known."""
    for one in come.opened.entries():
        log = one.head.log
        if come.may_say and log not in come.said and declared.said_by(one) == sender.room:
            come.said.add(log)
        if come.may_bring(log) or log in come.said:
            yield one
        else:
            come.left += 1


def _write_down(
    link: Connection, desk: Desk, come: Come, sender: peers.Peer, brought: set[str], done: Absorbed
) -> dict[str, Any]:
    """What a bundle tells beside its entries; the facts for the list of exchanges."""
    header = come.opened.header
    if come.lost:
        lanes.give_up(link, come.lost)
    known = trust.know(link, sender, header, fresh=done.new > 0, unseen=come.old is None)
    reach.hear(link, sender, header)
    trust.know_lanes(link, sender, header, brought, come.said)
    let_in = trust.know_mates(link, sender, header, desk.shelf.log)
    come.came = came_in.met(sender, come.former, let_in)
    heard = books.hear(link, header, desk.shelf.log, known)
    if come.is_centre:
        outcomes.note(link, done.touched)
        come.is_due = outcomes.is_due(link)
    if any(kind == "workstation" for kind, _ in done.touched):
        come.is_shared = series.is_shared(link, desk.shelf.log)
    left = {"left": come.left} if come.left else {}
    return {"new": done.new, "known": done.known, "refused": done.refused, **left, **heard}


def _live_on(desk: Desk, come: Come, sender: peers.Peer) -> str:
    """Where a bundle tells of a life this machine does not remember: what follows for its logs; a new letter."""
    if not (come.put_back or come.back):
        return ""
    _read_through(come.opened)  # what is refused begins no new log
    if come.back:
        with desk.shelf.local_writing() as link:
            lanes.own_again(link, come.back)
    letter = series.begin_anew(desk) if come.put_back else ""
    desk.look(_ask_trust, come, sender, desk.shelf.log)
    return letter


def _read_through(opened: unpack.Opened) -> None:
    """Every entry is evidence; Trouble where one is not."""
    for _ in opened.entries():
        pass


def _spoken(sender: peers.Peer) -> str:
    return keys.fingerprint(sender.spoken_for) if sender.spoken_for and not sender.trusted else ""
