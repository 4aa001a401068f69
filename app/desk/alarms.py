"""What is wrong on the roads, each alarm with its facts and the next step.

Nothing of it is stored as a state: an alarm is concluded from the journal, the books and the list of exchanges
each time, and goes by itself when its cause has gone. Only who came in stands until a person has seen it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import books, came_in, shut_out, whose
from app.desk.desk import Desk
from app.store import chain, exchanges, journal, keys, peers, set_aside, vouch
from app.store.tables import aside, entry
from app.sync import receipts, spool
from app.words import say

KEYS = (
    "gap", "newer_entries", "newer_bundle", "went_back", "fork", "clock_ahead", "clock_behind", "own_clock", "aside",
    "aside_closed", "closed", *came_in.KEYS,
)  # fmt: skip
"""Every alarm; words: alarm.<key> and alarm.<key>.next."""

LOOKED_AT = 2000  # waiting entries; more tell nothing new
FAR = dt.timedelta(days=2)
EARLIEST = dt.datetime(2026, 1, 1)  # before that this program was not there


@dataclass(frozen=True)
class Alarm:
    """One thing wrong: which, about whom, and the facts its words name."""

    key: str
    log: str = ""  # whom it is about; empty: this computer, or nobody known
    facts: dict[str, Any] = field(default_factory=dict)

    def told(self) -> str:
        """What is wrong."""
        return say(f"alarm.{self.key}", **self.facts)

    def next(self) -> str:
        """What to do."""
        return say(f"alarm.{self.key}.next", **self.facts)


def standing(desk: Desk) -> list[Alarm]:
    """Every alarm that stands now."""
    with desk.shelf.reading() as db:
        return find(db, desk)


def find(db: Session, desk: Desk) -> list[Alarm]:
    """The same inside a reading session."""
    who = whose.look(db, desk.shelf.log)
    return [
        *_waiting(db, who),
        *_newer_bundles(db, desk),
        *_went_back(db, who),
        *_forks(db, who, desk.shelf.log),
        *_clocks(who),
        *_aside(db, who),
        *_came_in(db, who),
        *(Alarm("closed", one.log, {"name": one.name}) for one in shut_out.by(db, desk.shelf.log)),
    ]


def _waiting(db: Session, who: whose.Whose) -> Iterator[Alarm]:
    """Entries whose causes never came, by the computer that wrote them: what it wrote, it had seen."""
    asked = select(entry.c.header).where(entry.c.state == journal.WAITING).order_by(entry.c.lam)
    heads = [chain.head_of(told) for told in db.scalars(asked.limit(LOOKED_AT))]
    if not heads:
        return
    newer = sum(head.schema > chain.SCHEMA for head in heads)
    if newer:
        yield Alarm("newer_entries", facts={"count": newer})
    causes = {id_ for head in heads for id_ in _causes(head)}
    here = _here(db, causes)
    lacking = Counter(
        head.log
        for head in heads
        if head.schema <= chain.SCHEMA and any(id_ not in here for id_ in _causes(head))
    )
    total = journal.waiting(db)
    for log, _ in lacking.most_common():
        yield Alarm("gap", log, {"name": who.place(log), "count": total})
    if not lacking and not newer:  # a version they name is missing, not a link of their chain
        log = heads[0].log
        yield Alarm("gap", log, {"name": who.place(log), "count": total})


def _causes(head: chain.Header) -> list[str]:
    return [*([head.prev] if head.prev else []), *head.see]


def _here(db: Session, ids: set[str]) -> set[str]:
    wanted, found = sorted(ids), set[str]()
    for start in range(0, len(wanted), journal.PORTION):
        part = wanted[start : start + journal.PORTION]
        found |= set(db.scalars(select(entry.c.id).where(entry.c.id.in_(part))))
    return found


def _newer_bundles(db: Session, desk: Desk) -> Iterator[Alarm]:
    held = [peers.seen(db, one.sha256) for one in spool.held(desk.data.spool)]
    count = sum(one is not None and one.facts.get("key") == "bundle.newer" for one in held)
    if count:
        yield Alarm("newer_bundle", facts={"count": count})


def _went_back(db: Session, who: whose.Whose) -> Iterator[Alarm]:
    """Until it has again what it once had."""
    for log, last in exchanges.latest(db, "in", peers.TAKEN).items():
        peer = who.peers.get(log)
        if peer is None or peer.followed_by:
            continue
        lost = receipts.still_lost(last.facts.get(books.LOST, {}), peer.have or {})
        if lost:
            yield Alarm("went_back", log, {"name": who.place(log), "at": minute(last.at)})


def _forks(db: Session, who: whose.Whose, me: str) -> Iterator[Alarm]:
    """One log with two ends, until a new log goes on in its place."""
    settled = {*vouch.former(db, me), *who.lanes}
    for log, ends in journal.have(db).items():
        peer = who.peers.get(log)
        if len(ends) > 1 and log not in settled and not (peer and peer.followed_by):
            facts = {"name": who.place(log), "fingerprint": keys.fingerprint(log)}
            yield Alarm("fork", log, facts)


def _clocks(who: whose.Whose) -> Iterator[Alarm]:
    """A clock decides nothing, but papers and deadlines go by it."""
    ahead: list[Alarm] = []
    for peer in who.peers.values():
        made, came = _moment(peer.made), _moment(peer.have_at)
        if made is None or came is None or peer.followed_by:
            continue
        facts = {
            "name": who.place(peer.log),
            "made": minute(peer.made or ""),
            "came": minute(peer.have_at or ""),
        }
        if made > came + FAR:
            ahead.append(Alarm("clock_ahead", peer.log, facts))
        elif made < EARLIEST:
            yield Alarm("clock_behind", peer.log, facts)
    if len(ahead) > 1:  # all of them would have to be wrong
        yield Alarm("own_clock", facts={"count": len(ahead)})
    else:
        yield from ahead


def _moment(told: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(told or "")
    except ValueError:
        return None


def _aside(db: Session, who: whose.Whose) -> Iterator[Alarm]:
    """What waits for a person to try it again, and what only the centre decides."""
    shut = aside.c.reason == set_aside.CLOSED
    counted = select(aside.c.brought_by, shut, func.count()).group_by(aside.c.brought_by, shut)
    for log, is_closed, count in db.execute(counted.order_by(aside.c.brought_by, shut)):
        key = "aside_closed" if is_closed else "aside"
        yield Alarm(key, log, {"name": who.place(log), "count": count})


def _came_in(db: Session, who: whose.Whose) -> Iterator[Alarm]:
    """Until a person has seen it."""
    for one in came_in.unseen(db):
        facts = {"name": who.place(one.log), "at": minute(one.at), **one.spoken()}
        yield Alarm(one.how, one.log, facts)


def minute(moment: str) -> str:
    """A moment as a person reads it."""
    return moment[:16].replace("T", " ")
