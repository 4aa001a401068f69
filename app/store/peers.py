"""Whom this machine exchanges bundles with, how far it trusts them, and every bundle that went or came.

Stays on this machine, never journaled. An exchange's outcome is written, taken, held (of a stranger, or for a
newer program) or refused; its facts say why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app import words
from app.store import locals_
from app.store.tables import exchange
from app.store.tables import peer as peers

Link = Connection | Session
Have = dict[str, list[tuple[int, str]]]

CENTRE, ROOM, LOWER = "centre", "room", "lower"  # we report to it; it, or a centre, reports to us
MATE = "mate"  # another computer of the same room
Want = dict[str, list[tuple[int, int]]]  # sha256 → ranges from (included) to (excluded)
FORMER = "former_centres"
WRITTEN, TAKEN, HELD, REFUSED = "written", "taken", "held", "refused"
LINE = "https"  # stands for the file's name where a bundle went or came over the line


@dataclass(frozen=True)
class Peer:
    """A workstation of another place, or a room-mate."""

    log: str
    role: str
    room: str
    name: str
    recipient: str
    trusted_at: str | None = None
    have: Have | None = None  # its last receipt
    have_at: str | None = None
    followed_by: str | None = None  # the log that went on in its place
    want: Want | None = None  # what of which attachment it asked for last
    made: str | None = None  # when its last bundle was made, by its own clock
    url: str | None = None  # where a centre answers over HTTPS
    pin: str | None = None  # SHA-256 of the certificate it answers with; None: a public one
    spoken_for: str | None = None  # the room-mate whose word let it in

    @property
    def trusted(self) -> bool:
        return self.trusted_at is not None


@dataclass(frozen=True)
class Exchange:
    """One bundle that went out or came in."""

    at: str
    direction: str  # out, in
    peer: str  # log
    file: str
    sha256: str
    entries: int
    outcome: str
    facts: dict[str, Any]


def known(link: Link) -> list[Peer]:
    """Every peer, in the order of their names."""
    rows = link.execute(select(peers).order_by(peers.c.name, peers.c.log))
    return [_peer(row) for row in rows.mappings()]


def trusted_logs(link: Link) -> set[str]:
    """Whom this machine believes; a centre of a thousand rooms asks it at every call."""
    return set(link.scalars(select(peers.c.log).where(peers.c.trusted_at.is_not(None))))


def of_logs(link: Link, logs: Iterable[str]) -> dict[str, Peer]:
    """Those of these logs that are peers."""
    found = {log: find(link, log) for log in logs}
    return {log: one for log, one in found.items() if one is not None}


def find(link: Link, log: str) -> Peer | None:
    row = link.execute(select(peers).where(peers.c.log == log)).mappings().first()
    return _peer(row) if row is not None else None


def meet(link: Link, met: Peer) -> None:
    """Write down a peer as it says it is; what a trusted one was approved for does not change."""
    old = find(link, met.log)
    told = {"name": words.one_line(met.name), "recipient": met.recipient}
    if met.url is not None:  # its card says it; a bundle does not, and takes nothing back
        told.update(url=met.url, pin=met.pin or "")
    if old is None:
        link.execute(insert(peers), {"log": met.log, "role": met.role, "room": met.room, **told})
        return
    if not old.trusted:
        told.update(role=met.role, room=met.room)
    link.execute(update(peers).where(peers.c.log == met.log).values(told))


def trust(link: Link, log: str, at: str) -> None:
    """Believe this peer from now on."""
    link.execute(update(peers).where(peers.c.log == log).values(trusted_at=at))


def speak_for(link: Link, log: str, by: str | None) -> None:
    """The room-mate whose word let this one in."""
    link.execute(update(peers).where(peers.c.log == log).values(spoken_for=by))


def follow(link: Link, old: str, new: str | None) -> None:
    """Another log goes on in the place of this one; `None`: it is alive after all."""
    link.execute(update(peers).where(peers.c.log == old).values(followed_by=new))


def forget(link: Link, log: str) -> None:
    """It is no peer of ours any more."""
    link.execute(delete(peers).where(peers.c.log == log))


def leave(link: Connection, one: Peer) -> None:
    """We report to this centre no more; its name is kept, for what it wrote and what went to it."""
    told = json.dumps({**former(link), one.log: one.name}, ensure_ascii=False)
    locals_.put(link, FORMER, told)
    forget(link, one.log)


def former(link: Link) -> dict[str, str]:
    """Log and name of each centre that was left."""
    connection = link.connection() if isinstance(link, Session) else link
    told: dict[str, str] = json.loads(locals_.get(connection, FORMER) or "{}")
    return told


def heard(
    link: Link, log: str, have: Have, at: str, want: Want | None = None, made: str = ""
) -> None:
    """Its last receipt, what it asked for with it, and when it made it."""
    told = {"have": json.dumps(have), "have_at": at, "want": json.dumps(want or {}), "made": made}
    link.execute(update(peers).where(peers.c.log == log).values(told))


def note(link: Link, done: Exchange) -> None:
    """Write down a bundle that went or came."""
    told = {**vars(done), "facts": json.dumps(done.facts, ensure_ascii=False)}
    link.execute(insert(exchange), told)


def note_line(link: Link, done: Exchange) -> None:
    """Write down a bundle that went or came over the line; of those that carry nothing only the last is kept."""
    if not done.entries:
        same = (exchange.c.peer == done.peer, exchange.c.direction == done.direction)
        empty = (exchange.c.file == done.file, exchange.c.entries == 0)
        link.execute(delete(exchange).where(*same, *empty, exchange.c.outcome == done.outcome))
    note(link, done)


def amend(link: Link, sha256: str, facts: dict[str, Any]) -> None:
    """Another word on what last happened to this very file."""
    newest = select(func.max(exchange.c.n)).where(exchange.c.sha256 == sha256).scalar_subquery()
    told = json.dumps(facts, ensure_ascii=False)
    link.execute(update(exchange).where(exchange.c.n == newest).values(facts=told))


def seen(link: Link, sha256: str) -> Exchange | None:
    """What last happened to this very file."""
    rows = link.execute(
        select(exchange).where(exchange.c.sha256 == sha256).order_by(exchange.c.n.desc())
    )
    row = rows.mappings().first()
    return exchange_told(row) if row is not None else None


def exchanged(link: Link, log: str) -> bool:
    """Whether a bundle ever went to this log or came from it."""
    return (
        link.execute(select(exchange.c.n).where(exchange.c.peer == log).limit(1)).first()
        is not None
    )


def last(link: Link, direction: str, log: str, outcome: str) -> Exchange | None:
    """The newest exchange of a kind with a peer."""
    rows = link.execute(
        select(exchange)
        .where(
            exchange.c.direction == direction,
            exchange.c.peer == log,
            exchange.c.outcome == outcome,
        )
        .order_by(exchange.c.n.desc())
    )
    row = rows.mappings().first()
    return exchange_told(row) if row is not None else None


def exchanges(link: Link, most: int) -> list[Exchange]:
    """The newest bundles, newest first."""
    rows = link.execute(select(exchange).order_by(exchange.c.n.desc()).limit(most))
    return [exchange_told(row) for row in rows.mappings()]


def _peer(row: RowMapping) -> Peer:
    told = dict(row)
    if told["have"] is not None:
        told["have"] = {
            log: [(seq, id_) for seq, id_ in ends] for log, ends in json.loads(told["have"]).items()
        }
    if told["want"] is not None:
        told["want"] = {
            sha256: [(start, end) for start, end in ranges]
            for sha256, ranges in json.loads(told["want"]).items()
        }
    return Peer(**told)


def exchange_told(row: RowMapping) -> Exchange:
    told = dict(row)
    del told["n"]
    return Exchange(**{**told, "facts": json.loads(told["facts"])})
