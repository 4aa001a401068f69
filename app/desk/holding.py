"""Bundles that are not taken in: held until their sender is approved, or refused; each written down once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app import clock
from app.desk import closed_behind, trust
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.store import keys, peers
from app.sync import bundle, spool, stick
from app.trouble import Trouble

NOTICE = "notice"  # among the facts of a written bundle: it only says that its receiver is closed


def hold(desk: Desk, name: str, carried: stick.Carried, header: bundle.Header) -> Taken:
    """A room that nobody approved yet: kept as it came, told by name and fingerprint."""
    said = keys.fingerprint(header.sender)
    why, behind = _why(desk, header)
    again, full = _held_before(desk, name, header.sender)
    if carried.size > spool.LARGEST_HELD or full:
        why = Trouble("bundle.too_many_held", name=header.card.name, fingerprint=said)
        if name == peers.LINE:  # whoever reaches the line could fill the list
            raise why
        return refuse(desk, name, carried, why)
    for one in again:
        one.path.unlink(missing_ok=True)
    with desk.shelf.local_writing() as link:
        peers.meet(link, trust.as_peer(header))
        peers.stand_behind(link, header.sender, behind)
    return keep(desk, name, carried, header.sender, why)


def _why(desk: Desk, header: bundle.Header) -> tuple[Trouble, list[str]]:
    """Why it has to wait, and the logs known here that signed for it."""
    signed = closed_behind.signed_for(header)
    with desk.shelf.reading() as db:
        known = peers.of_logs(db, signed)
        closed = closed_behind.find(db, header.sender, signed)
    if closed is not None:
        why = Trouble("exchange.held_closed_behind", **closed.facts)
    else:
        said = keys.fingerprint(header.sender)
        why = Trouble("exchange.held", name=header.card.name, fingerprint=said)
    return why, [log for log in signed if log in known]


def _held_before(desk: Desk, name: str, sender: str) -> tuple[list[stick.Carried], bool]:
    """What a sender's bundle over the line stands in for (it says all of it again), and whether no more fits."""
    held = list(spool.held(desk.data.spool))
    with desk.shelf.reading() as db:
        noted = [(one, peers.seen(db, one.sha256)) for one in held]
    mine = [(one, old.file) for one, old in noted if old is not None and old.peer == sender]
    if name != peers.LINE:
        return [], len(mine) >= spool.MOST_HELD
    again = [one for one, file in mine if file == peers.LINE]
    return again, len(held) - len(again) >= spool.MOST_HELD_AT_ALL


def keep(desk: Desk, name: str, carried: stick.Carried, log: str, why: Trouble) -> Taken:
    with stick.own_disk():
        spool.keep(desk.data.spool, carried)
    return _told(desk, name, carried, log, peers.HELD, why)


def refuse(desk: Desk, name: str, carried: stick.Carried, why: Trouble, log: str = "") -> Taken:
    return _told(desk, name, carried, log, peers.REFUSED, why)


def _told(
    desk: Desk, name: str, carried: stick.Carried, log: str, outcome: str, why: Trouble
) -> Taken:
    """Write down once why a bundle was not taken, and say it."""
    with desk.shelf.local_writing() as link:
        note_once(link, log, name, carried.sha256, outcome, why)
        sender = who(link, log) if log else {}
    return Taken(name, outcome, **sender, sha256=carried.sha256, key=why.key, reason=str(why))


def who(link: peers.Link, log: str) -> dict[str, Any]:
    """What is told of a place beside what became of its bundle."""
    known = peers.find(link, log)
    return {"sender": known.name, "fingerprint": keys.fingerprint(log)} if known else {}


def note_once(
    link: Connection, log: str, file: str, sha256: str, outcome: str, why: Trouble
) -> None:
    """Write down why a bundle was not taken, unless that is what is written of it last."""
    old = peers.seen(link, sha256)
    if old is None or (old.outcome, old.facts) != (outcome, {"key": why.key}):
        note(link, "in", log, file, sha256, outcome, 0, {"key": why.key})


def note(
    link: Connection, direction: str, log: str, file: str, sha256: str, outcome: str,
    entries: int, facts: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    at = clock.now().isoformat()
    done = peers.Exchange(at, direction, log, file, sha256, entries, outcome, facts or {})
    (peers.note_line if file == peers.LINE else peers.note)(link, done)
