"""Whom this machine exchanges bundles with, how far it trusts them, and every bundle that went or came.

Stays on this machine, never journaled. An exchange's outcome is written, taken, held (of a stranger, or for a
newer program) or refused; its facts say why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app import words
from app.store import locals_, statements
from app.store.statements import Values, ask, named, send
from app.store.tables import exchange, peer

Link = statements.Link
Have = dict[str, list[tuple[int, str]]]

CENTRE, ROOM, LOWER = "centre", "room", "lower"  # we report to it; it, or a centre, reports to us
MATE = "mate"  # another computer of the same room
Want = dict[str, list[tuple[int, int]]]  # sha256 → ranges from (included) to (excluded)
FORMER = "former_centres"
WRITTEN, TAKEN, HELD, REFUSED = "written", "taken", "held", "refused"
LINE = "https"  # stands for the file's name where a bundle went or came over the line

PEERS = f"SELECT {', '.join(c.name for c in peer.columns)} FROM peer"  # noqa: S608  names of our own columns
EXCHANGES = f"SELECT {', '.join(c.name for c in exchange.columns)} FROM exchange"  # noqa: S608  as above
NEW = "INSERT INTO peer (log, role, room, name, recipient, url, pin) VALUES (?, ?, ?, ?, ?, ?, ?)"
NOTED = """
INSERT INTO exchange (at, direction, peer, file, sha256, entries, outcome, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
EMPTY_BEFORE = """
DELETE FROM exchange
WHERE peer = ? AND direction = ? AND file = ? AND entries = 0 AND outcome = ?
"""


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
    behind: tuple[str, ...] = ()  # while it is not approved: logs of its place that signed for it

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
    return [_peer(row) for row in ask(link, f"{PEERS} ORDER BY name, log")]


def centres(link: Link) -> list[Peer]:
    """Those this place reports to, or did before they went on under another log; in the order of their names."""
    return [
        _peer(row) for row in ask(link, f"{PEERS} WHERE role = ? ORDER BY name, log", (CENTRE,))
    ]


def trusted_logs(link: Link) -> set[str]:
    """Whom this machine believes; a centre of a thousand rooms asks it at every call."""
    return {log for (log,) in ask(link, "SELECT log FROM peer WHERE trusted_at IS NOT NULL")}


def of_logs(link: Link, logs: Iterable[str]) -> dict[str, Peer]:
    """Those of these logs that are peers."""
    wanted = sorted({*logs})
    rows = ask(link, *named(link, f"{PEERS} WHERE log IN ids", wanted)) if wanted else []
    return {one.log: one for one in map(_peer, rows)}


def find(link: Link, log: str) -> Peer | None:
    rows = ask(link, f"{PEERS} WHERE log = ?", (log,))
    return _peer(rows[0]) if rows else None


def meet(link: Connection, met: Peer, old: Peer | None = None) -> None:
    """Write down a peer as it says it is; what a trusted one was approved for does not change.

    `old`: as it is known already, where that was looked up.
    """
    old = old or find(link, met.log)
    told: dict[str, Any] = {"name": words.one_line(met.name), "recipient": met.recipient}
    if met.url is not None:  # its card says it; a bundle does not, and takes nothing back
        told.update(url=met.url, pin=met.pin or "")
    if old is None:
        facts = (told["name"], met.recipient, told.get("url"), told.get("pin"))
        send(link, NEW, (met.log, met.role, met.room, *facts))
        return
    if not old.trusted:
        told.update(role=met.role, room=met.room)
    changed = {name: value for name, value in told.items() if getattr(old, name) != value}
    if changed:
        _change(link, met.log, **changed)


def trust(link: Connection, log: str, at: str) -> None:
    """Believe this peer from now on."""
    _change(link, log, trusted_at=at)


def speak_for(link: Connection, log: str, by: str | None) -> None:
    """The room-mate whose word let this one in."""
    _change(link, log, spoken_for=by)


def stand_behind(link: Connection, log: str, behind: Iterable[str]) -> None:
    """The logs that signed for this one, which nobody approved yet."""
    _change(link, log, behind=json.dumps([*behind]))


def follow(link: Connection, old: str, new: str | None) -> None:
    """Another log goes on in the place of this one; `None`: it is alive after all."""
    _change(link, old, followed_by=new)


def forget(link: Connection, log: str) -> None:
    """It is no peer of ours any more."""
    send(link, "DELETE FROM peer WHERE log = ?", (log,))


def _change(link: Connection, log: str, **told: Any) -> None:
    setting = ", ".join(f"{name} = ?" for name in told)
    send(link, f"UPDATE peer SET {setting} WHERE log = ?", (*told.values(), log))  # noqa: S608  names of ours


def leave(link: Connection, one: Peer) -> None:
    """We report to this centre no more; its name is kept, for what it wrote and what went to it."""
    told = json.dumps({**former(link), one.log: one.name}, ensure_ascii=False)
    locals_.put(link, FORMER, told)
    forget(link, one.log)


def former(link: Link) -> dict[str, str]:
    """Log and name of each centre that was left."""
    told: dict[str, str] = json.loads(locals_.get(link, FORMER) or "{}")
    return told


def heard(
    link: Connection, log: str, have: Have, at: str, want: Want | None = None, made: str = ""
) -> None:
    """Its last receipt, what it asked for with it, and when it made it."""
    told = {"have": json.dumps(have), "have_at": at, "want": json.dumps(want or {}), "made": made}
    _change(link, log, **told)


def note(link: Connection, done: Exchange) -> None:
    """Write down a bundle that went or came."""
    told = json.dumps(done.facts, ensure_ascii=False)
    facts = (done.at, done.direction, done.peer, done.file, done.sha256, done.entries, done.outcome)
    send(link, NOTED, (*facts, told))


def note_line(link: Connection, done: Exchange) -> None:
    """Write down a bundle that went or came over the line; of those that carry nothing only the last is kept."""
    if not done.entries:
        send(link, EMPTY_BEFORE, (done.peer, done.direction, done.file, done.outcome))
    note(link, done)


def amend(link: Connection, sha256: str, facts: dict[str, Any]) -> None:
    """Another word on what last happened to this very file."""
    newest = "SELECT max(n) FROM exchange WHERE sha256 = ?"
    told = json.dumps(facts, ensure_ascii=False)
    send(link, f"UPDATE exchange SET facts = ? WHERE n = ({newest})", (told, sha256))  # noqa: S608  words of ours


def seen(link: Link, sha256: str) -> Exchange | None:
    """What last happened to this very file."""
    return _newest(link, "sha256 = ?", (sha256,))


def exchanged(link: Link, log: str) -> bool:
    """Whether a bundle ever went to this log or came from it."""
    return bool(ask(link, "SELECT 1 FROM exchange WHERE peer = ? LIMIT 1", (log,)))


def last(link: Link, direction: str, log: str, outcome: str) -> Exchange | None:
    """The newest exchange of a kind with a peer."""
    return _newest(link, "direction = ? AND peer = ? AND outcome = ?", (direction, log, outcome))


def _newest(link: Link, where: str, values: Values) -> Exchange | None:
    rows = ask(link, f"{EXCHANGES} WHERE {where} ORDER BY n DESC LIMIT 1", values)
    return _exchange(rows[0]) if rows else None


def exchanges(link: Link, most: int) -> list[Exchange]:
    """The newest bundles, newest first."""
    return [_exchange(row) for row in ask(link, f"{EXCHANGES} ORDER BY n DESC LIMIT ?", (most,))]


def _peer(row: Values) -> Peer:
    told = dict(zip(peer.columns.keys(), row, strict=True))
    if told["have"] is not None:
        told["have"] = {
            log: [(seq, id_) for seq, id_ in ends] for log, ends in json.loads(told["have"]).items()
        }
    if told["want"] is not None:
        told["want"] = {
            sha256: [(start, end) for start, end in ranges]
            for sha256, ranges in json.loads(told["want"]).items()
        }
    told["behind"] = tuple(json.loads(told["behind"] or "[]"))
    return Peer(**told)


def _exchange(row: Values) -> Exchange:
    return exchange_told(dict(zip(exchange.columns.keys(), row, strict=True)))


def exchange_told(row: Mapping[Any, Any]) -> Exchange:
    told = dict(row)
    del told["n"]
    return Exchange(**{**told, "facts": json.loads(told["facts"])})
