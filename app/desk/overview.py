"""How this computer stands with every place: what each side has, what waits and why, and what is wrong.

The page, the command line and the examination all tell from here. "The same" is said of a place only where
both sides' ends agree (`app.desk.agreed`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import agreed, alarms, books, closed_behind
from app.desk.alarms import Alarm
from app.desk.desk import Desk
from app.desk.exchange import name_of
from app.desk.room import own_room
from app.desk.writers import told_apart
from app.store import closings, exchanges, journal, keys, lanes, peers
from app.store.tables import entry
from app.sync import receipts
from app.words import say

STATES = ("attention", "unknown", "to_take", "to_send", "never", "on_the_way", "agreed")
"""Of a place, the ones that want a person first; words: overview.<state>."""
LONG_AGO = 30  # days without an exchange


@dataclass(frozen=True)
class Place:
    """One place, as far as its last receipt and our own journal prove."""

    log: str
    name: str
    role: str
    fingerprint: str
    state: str
    to_send: int  # entries here that its last receipt does not cover
    to_take: int  # entries it said it has, and we have not
    shared: int  # entries here that it may see
    confirmed_until: (
        str  # when the newest change of this computer that it has was made, by our clock
    )
    claimed: int  # entries its last receipt names
    digest: str  # of the ends here that both may see
    its_digest: str
    last_at: str  # when something of it came last; what was only made for it is no exchange. Empty: never
    receipt_at: str
    written_at: str
    written: (
        bool  # all that it lacks stands in the bundle that was written for it last, onto a stick
    )
    age: int | None  # whole days since the last exchange
    alarms: list[Alarm] = field(default_factory=list)
    closed: closed_behind.ClosedBehind | None = None  # on whose word alone it comes

    def sentence(self) -> str:
        """The big line: its state in words."""
        if self.closed is not None:
            return say("overview.closed_behind", **self.closed.facts)
        facts = {
            "name": self.name, "fingerprint": self.fingerprint, "send": self.to_send, "take": self.to_take,
        }  # fmt: skip
        if self.state == "never" and self.written:
            return say("overview.never_written", **facts)
        return say(f"overview.{self.state}", **facts)

    @property
    def confirmed(self) -> int:
        """Entries here that its last receipt covers."""
        return self.shared - self.to_send

    def proven(self) -> str:
        """What its last receipt proves, in one sentence, and never more."""
        closed = next((one for one in self.alarms if one.key == "closed"), None)
        if self.closed is not None:
            return self.sentence()
        if self.state == "unknown":
            return say("exchange.waits", name=self.name, fingerprint=self.fingerprint)
        if closed is not None:  # what it once had proves nothing for what comes
            return closed.told() + closed.next()
        if not self.receipt_at:
            return say("exchange.no_receipt", name=self.name, count=self.to_send)
        if not self.to_send:
            at = alarms.minute(self.receipt_at)
            return say("exchange.all_confirmed", name=self.name, at=at)
        facts = {"name": self.name, "count": self.to_send}
        if not self.confirmed:
            return say("exchange.none_confirmed", **facts)
        if not self.confirmed_until:  # its receipt covers changes, none of them of this computer
            return say("exchange.confirmed_some", confirmed=self.confirmed, **facts)
        return say("exchange.confirmed", until=alarms.minute(self.confirmed_until), **facts)

    def aged(self) -> str:
        """How long ago the last exchange was."""
        if self.age is None:
            return say("overview.age_never")
        return say("overview.age_today") if not self.age else say("overview.age", days=self.age)

    def details(self) -> list[str]:
        """What each side has, in sentences."""
        if self.closed is not None:
            return [say("overview.closed_behind_next", **self.closed.facts)]
        if self.state == "unknown":
            return [say("overview.approve_next")]
        if not self.receipt_at:
            return [say("overview.no_receipt", send=self.to_send), *self._on_the_road()]
        told = [
            say("overview.ours", shared=self.shared, confirmed=self.confirmed),
            say("overview.theirs", claimed=self.claimed, held=self.claimed - self.to_take),
            say("overview.receipt", at=alarms.minute(self.receipt_at)),
        ]
        told += self._on_the_road()
        if self.state == "agreed":
            told.append(say("overview.proof", count=self.shared, digest=agreed.spoken(self.digest)))
        return told

    def _on_the_road(self) -> list[str]:
        """What was written and may still come."""
        if self.to_send and self.written_at > self.receipt_at:
            return [say("overview.on_the_road", at=alarms.minute(self.written_at))]
        return []


@dataclass(frozen=True)
class Overview:
    """All places at once."""

    name: str
    is_centre: bool
    fingerprint: str
    waiting: int  # entries that wait for others still on the road
    places: list[Place]  # those that want a person first
    alarms: list[Alarm]
    closed: int = 0  # places that were closed; they are not told among the others

    def about_us(self) -> list[Alarm]:
        """The alarms that no place on the page shows."""
        shown = {place.log for place in self.places}
        return [one for one in self.alarms if one.log not in shown]


def overview(desk: Desk) -> Overview:
    """How this computer stands with every place now."""
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
        found = alarms.find(db, desk)
        closed = closings.in_force(db)
        everyone = peers.known(db)
        names = told_apart(db, everyone)
        known = [
            replace(one, name=names.get(one.log, one.name))
            for one in everyone
            if not one.followed_by and one.log not in closed
        ]
        look = _Look(db, desk.shelf.log, known, found)
        places = [look.place(one) for one in known]
        places.sort(key=lambda one: (STATES.index(one.state), -(one.age or 0), one.name))
        return Overview(
            name_of(room), bool(room.is_centre), keys.fingerprint(desk.shelf.log),
            journal.waiting(db), places, found, sum(one.log in closed for one in everyone),
        )  # fmt: skip


class _Look:
    """What is asked once for all places."""

    def __init__(self, db: Session, me: str, known: list[peers.Peer], found: list[Alarm]) -> None:
        self.db, self.me = db, me
        self.now = clock.now()
        self.have = journal.have(db)
        self.written = exchanges.latest(db, "out", peers.WRITTEN)
        self.taken = exchanges.latest(db, "in", peers.TAKEN)
        self.visible = lanes.visible_by_room(db)
        self.waiting = closed_behind.waiting(db, known)
        ours = {id_ for ends in self.have.values() for _, id_ in ends}
        claimed = {id_ for one in known for ends in (one.have or {}).values() for _, id_ in ends}
        self.applied = _applied(db, claimed - ours)
        covered = {id_ for one in known for _, id_ in (one.have or {}).get(me, [])}
        self.walls = journal.walls(db, covered)
        self.counts: dict[str, int] = {}
        self.alarms: dict[str, list[Alarm]] = {}
        for one in found:
            self.alarms.setdefault(one.log, []).append(one)

    def place(self, one: peers.Peer) -> Place:
        theirs = one.have or {}
        logs = self._scope(one)
        to_send = sum(self._lacking(log, theirs.get(log, [])) for log in logs)
        to_take = sum(self._not_here(log, ends) for log, ends in theirs.items())
        both = agreed.between(self.have, theirs, logs | theirs.keys())
        wrong = self.alarms.get(one.log, [])
        written, taken = self.written.get(one.log), self.taken.get(one.log)
        came = taken.at if taken and taken.facts.get(books.RECEIPT) not in receipts.STALE else ""
        last = came or one.have_at or ""
        is_written = bool(to_send) and written is not None and self._holds_all(written, one, logs)
        return Place(
            log=one.log, name=one.name, role=one.role, fingerprint=keys.fingerprint(one.log),
            state=_state(
                one, to_send, to_take, same=both.same, wrong=bool(wrong), written=is_written
            ),
            to_send=to_send, to_take=to_take,
            shared=sum(map(self._held, logs)),
            confirmed_until=self._until(theirs.get(self.me, [])),
            claimed=sum(map(_count, theirs.values())), digest=both.digest, its_digest=both.theirs,
            last_at=last, receipt_at=one.have_at or "", written_at=written.at if written else "",
            written=is_written,
            age=_days(last, self.now), alarms=wrong, closed=self.waiting.get(one.log),
        )  # fmt: skip

    def _holds_all(self, written: peers.Exchange, one: peers.Peer, logs: set[str]) -> bool:
        """Whether nothing was added since this bundle was written, and its receipt is still to come."""
        ends = written.facts.get(books.ENDS) if written.at >= (one.have_at or "") else None
        return ends is not None and ends == agreed.digest(self.have, logs)

    def _scope(self, one: peers.Peer) -> set[str]:
        """As `exchange.logs_for`, without asking again for each place."""
        if not one.trusted:
            return set()
        if one.role in {peers.CENTRE, peers.MATE}:
            return set(self.have)
        return self.visible.get(one.room, self.visible[lanes.ALL])

    def _until(self, theirs: list[tuple[int, str]]) -> str:
        """What our clock showed at the newest of these ends that is here."""
        known = [(seq, self.walls[id_]) for seq, id_ in theirs if id_ in self.walls]
        return max(known, default=(0, ""))[1]

    def _held(self, log: str) -> int:
        """How many entries of a log are here; of one with branches more than its numbers tell."""
        ends = self.have.get(log, [])
        if len(ends) < 2:
            return _count(ends)
        if log not in self.counts:
            self.counts[log] = journal.count(self.db, log)
        return self.counts[log]

    def _lacking(self, log: str, theirs: list[tuple[int, str]]) -> int:
        if self.have.get(log, []) == theirs:
            return 0
        return journal.count_lacking(self.db, log, theirs)

    def _not_here(self, log: str, theirs: list[tuple[int, str]]) -> int:
        """Entries of a log that it says it has, counted by the numbers of the ends we do not know."""
        ours = self.have.get(log, [])
        lacking = [seq for seq, id_ in theirs if (seq, id_) not in ours and id_ not in self.applied]
        return max(1, max(lacking) - _count(ours)) if lacking else 0


def _applied(db: Session, ids: set[str]) -> set[str]:
    """Those of these entries that are applied here."""
    wanted, found = sorted(ids), set[str]()
    for start in range(0, len(wanted), journal.PORTION):
        part = wanted[start : start + journal.PORTION]
        asked = select(entry.c.id).where(entry.c.id.in_(part), entry.c.state != journal.WAITING)
        found |= set(db.scalars(asked))
    return found


def _state(
    one: peers.Peer, to_send: int, to_take: int, *, same: bool, wrong: bool, written: bool
) -> str:
    if not one.trusted:
        return "unknown"
    if wrong:
        return "attention"
    if one.have is None:
        return "never"
    if to_take:
        return "to_take"
    if written:
        return "on_the_way"
    return "agreed" if same and not to_send else "to_send"


def _count(ends: list[tuple[int, str]]) -> int:
    return max((seq for seq, _ in ends), default=0)


def _days(moment: str, now: dt.datetime) -> int | None:
    return max(0, (now - dt.datetime.fromisoformat(moment)).days) if moment else None
